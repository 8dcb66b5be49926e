package org.tillmesh.zatca.sign;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.tillmesh.zatca.model.Refused;

/**
 * What a till says of itself when it asks for its certificate (CSID), one per till.
 *
 * @param seller registered name (O)
 * @param branch name of the branch, or the ten digits of a VAT group's member (OU)
 * @param unit name of the till (CN)
 * @param solution who made it, what model, which serial number
 * @param documents two digits: standard, simplified; {@code 0100} issues simplified documents only
 * @param branchAddress where it stands
 * @param industry what the branch trades in
 */
public record TillRequest(
        Environment environment,
        String seller,
        String branch,
        String unit,
        Solution solution,
        String vatNumber,
        String documents,
        String branchAddress,
        String industry) {
    static final ASN1ObjectIdentifier TEMPLATE_NAME = new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2");

    /** Where the certificate is to be used; each has its own certificate template. */
    public enum Environment {
        DEVELOPER("TSTZATCA-Code-Signing"),
        SIMULATION("PREZATCA-Code-Signing"),
        PRODUCTION("ZATCA-Code-Signing");

        private final String template;

        Environment(String template) {
            this.template = template;
        }

        public String template() {
            return template;
        }
    }

    /** The device: {@code 1-<name>|2-<model>|3-<serial>}. */
    public record Solution(String name, String model, String serial) {
        public Solution {
            for (String part : new String[] {name, model, serial}) {
                Refused.unless(
                        !part.isBlank() && part.indexOf('|') < 0,
                        "CSR",
                        "Part \"%s\" of the device's serial number is empty or holds a bar; write solution, model and"
                                + " serial without |",
                        part);
            }
        }

        @Override
        public String toString() {
            return "1-" + name + "|2-" + model + "|3-" + serial;
        }
    }

    public TillRequest {
        Refused.unless(
                vatNumber.matches("3[0-9]{13}3"),
                "BR-KSA-40",
                "VAT number \"%s\" is not 15 digits that begin and end with 3; correct it",
                vatNumber);
        Refused.unless(
                documents.matches("(11|10|01)00"),
                "CSR",
                "Documents \"%s\" of till \"%s\"; write 1100 (standard and simplified), 1000 or 0100",
                documents,
                unit);
        for (String part : new String[] {seller, branch, unit, branchAddress, industry}) {
            Refused.unless(!part.isBlank(), "CSR", "The request of till \"%s\" has an empty field; fill it", unit);
        }
    }

    /** DER of the PKCS#10 request, signed with the till's own key. */
    public byte[] der(SigningKey.KeyPair pair) {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "SA")
                .addRDN(BCStyle.OU, branch)
                .addRDN(BCStyle.O, seller)
                .addRDN(BCStyle.CN, unit)
                .build();
        X500Name till = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.SURNAME, solution.toString())
                .addRDN(BCStyle.UID, vatNumber)
                .addRDN(BCStyle.T, documents)
                .addRDN(new ASN1ObjectIdentifier("2.5.4.26"), branchAddress)
                .addRDN(BCStyle.BUSINESS_CATEGORY, industry)
                .build();
        try {
            var extensions = new ExtensionsGenerator();
            extensions.addExtension(TEMPLATE_NAME, false, new DERPrintableString(environment.template()));
            extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(till)));
            return new PKCS10CertificationRequestBuilder(subject, Keys.publicKeyInfo(pair.privateKey()))
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                    .build(Keys.signer(pair.privateKey()))
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("The request of till \"" + unit + "\" cannot be encoded", e);
        }
    }

    /** The same as PEM, which is what is sent (base64 of it once more). */
    public String pem(SigningKey.KeyPair pair) {
        var text = new StringWriter();
        try (var pem = new PemWriter(text)) {
            pem.writeObject(new PemObject("CERTIFICATE REQUEST", der(pair)));
        } catch (IOException e) {
            throw new UncheckedIOException("The request of till \"" + unit + "\" cannot be written", e);
        }
        return text.toString();
    }
}
