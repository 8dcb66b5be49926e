package org.tillmesh.zatca.sign;

import java.time.LocalDateTime;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.xml.SignedView;
import org.tillmesh.zatca.xml.UblWriter;
import org.tillmesh.zatca.xml.XmlOut;

/** The enveloped XAdES signature as it stands in the extensions, and the text of its SignedProperties that is digested. */
public final class SignatureBlock {
    private static final String SIG_NS = "urn:oasis:names:specification:ubl:schema:xsd:CommonSignatureComponents-2";
    public static final String SAC_NS = "urn:oasis:names:specification:ubl:schema:xsd:SignatureAggregateComponents-2";
    public static final String SBC_NS = "urn:oasis:names:specification:ubl:schema:xsd:SignatureBasicComponents-2";
    public static final String SIGNATURE_ID = "urn:oasis:names:specification:ubl:signature:Invoice";
    public static final String METHOD = "urn:oasis:names:specification:ubl:dsig:enveloped:xades";
    public static final String C14N = "http://www.w3.org/2006/12/xml-c14n11";
    public static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    public static final String XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116";

    public static final String ECDSA = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    public static final String INFORMATION_ID = "urn:oasis:names:specification:ubl:signature:1";
    /** What the invoice hash leaves out, in the order of the transforms. */
    public static final String[] XPATHS = {
        "not(//ancestor-or-self::ext:UBLExtensions)",
        "not(//ancestor-or-self::cac:Signature)",
        "not(//ancestor-or-self::cac:AdditionalDocumentReference[cbc:ID='QR'])"
    };

    private SignatureBlock() {}

    static String extensions(String hash, String signature, SigningKey key, LocalDateTime signedAt) {
        var xml = new XmlOut(1);
        xml.open("ext:UBLExtensions")
                .open("ext:UBLExtension")
                .leaf("ext:ExtensionURI", METHOD)
                .open("ext:ExtensionContent")
                .open("sig:UBLDocumentSignatures")
                .namespace("sig", SIG_NS)
                .namespace("sac", SAC_NS)
                .namespace("sbc", SBC_NS)
                .open("sac:SignatureInformation")
                .leaf("cbc:ID", INFORMATION_ID)
                .leaf("sbc:ReferencedSignatureID", SIGNATURE_ID)
                .open("ds:Signature")
                .namespace("ds", SignedView.DS_NS)
                .attribute("Id", "signature");
        signedInfo(xml, hash, signedPropertiesDigest(key, signedAt));
        xml.leaf("ds:SignatureValue", signature)
                .open("ds:KeyInfo")
                .open("ds:X509Data")
                .leaf("ds:X509Certificate", key.certificateText())
                .close()
                .close()
                .open("ds:Object")
                .open("xades:QualifyingProperties")
                .namespace("xades", SignedView.XADES_NS)
                .attribute("Target", "signature");
        signedProperties(xml, key, signedAt, false);
        for (int i = 0; i < 8; i++) {
            xml.close();
        }
        return xml.finish();
    }

    private static void signedInfo(XmlOut xml, String hash, String signedPropertiesDigest) {
        xml.open("ds:SignedInfo")
                .empty("ds:CanonicalizationMethod", "", "Algorithm", C14N)
                .empty("ds:SignatureMethod", "", "Algorithm", ECDSA)
                .open("ds:Reference", "Id", "invoiceSignedData")
                .attribute("URI", "")
                .open("ds:Transforms");
        for (String xpath : XPATHS) {
            without(xml, xpath);
        }
        xml.empty("ds:Transform", "", "Algorithm", C14N)
                .close()
                .empty("ds:DigestMethod", "", "Algorithm", SHA256)
                .leaf("ds:DigestValue", hash)
                .close()
                .open("ds:Reference", "Type", "http://www.w3.org/2000/09/xmldsig#SignatureProperties")
                .attribute("URI", "#xadesSignedProperties")
                .empty("ds:DigestMethod", "", "Algorithm", SHA256)
                .leaf("ds:DigestValue", signedPropertiesDigest)
                .close()
                .close();
    }

    private static void without(XmlOut xml, String xpath) {
        xml.open("ds:Transform", "Algorithm", XPATH).leaf("ds:XPath", xpath).close();
    }

    /**
     * Base64 of hex of SHA-256 of the element as it stands in the document, its indentation included, with namespaces
     * declared where the authority declares them.
     */
    static String signedPropertiesDigest(SigningKey key, LocalDateTime signedAt) {
        var xml = new XmlOut(9);
        signedProperties(xml, key, signedAt, true);
        return InvoiceHash.base64OfHex(xml.finish().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void signedProperties(XmlOut xml, SigningKey key, LocalDateTime signedAt, boolean digested) {
        String ds = digested ? SignedView.DS_NS : "";
        xml.open("xades:SignedProperties");
        if (digested) {
            xml.namespace("xades", SignedView.XADES_NS);
        }
        xml.attribute("Id", "xadesSignedProperties")
                .open("xades:SignedSignatureProperties")
                .leaf("xades:SigningTime", signedAt.toLocalDate() + "T" + signedAt.format(UblWriter.TIME))
                .open("xades:SigningCertificate")
                .open("xades:Cert")
                .open("xades:CertDigest")
                .empty("ds:DigestMethod", ds, "Algorithm", SHA256);
        leaf(xml, "ds:DigestValue", digested, key.certificateDigest());
        xml.close().open("xades:IssuerSerial");
        leaf(xml, "ds:X509IssuerName", digested, key.issuer());
        leaf(xml, "ds:X509SerialNumber", digested, key.serial());
        xml.close().close().close().close().close();
    }

    private static void leaf(XmlOut xml, String element, boolean digested, String value) {
        xml.open(element);
        if (digested) {
            xml.namespace("ds", SignedView.DS_NS);
        }
        xml.text(value);
    }

    /** The reference from the document's body to the extension. */
    static String reference() {
        return new XmlOut(1)
                .open("cac:Signature")
                .leaf("cbc:ID", SIGNATURE_ID)
                .leaf("cbc:SignatureMethod", METHOD)
                .close()
                .finish();
    }

    static String qr(String base64) {
        var xml = new XmlOut(1);
        UblWriter.attachment(xml, "QR", base64);
        return xml.finish();
    }
}
