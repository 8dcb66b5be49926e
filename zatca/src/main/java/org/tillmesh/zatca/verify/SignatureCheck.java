package org.tillmesh.zatca.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.sign.Ecdsa;
import org.tillmesh.zatca.sign.SignatureBlock;
import org.tillmesh.zatca.sign.SignerCertificate;
import org.tillmesh.zatca.xml.SignedView;
import org.tillmesh.zatca.xml.UblWriter;
import org.w3c.dom.Element;

/** What the signature says of the document and of itself: digests, references, algorithms, the signature's value. */
final class SignatureCheck {
    private static final byte[] PROPERTIES_BEGIN = "<xades:SignedProperties".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROPERTIES_END = "</xades:SignedProperties>".getBytes(StandardCharsets.US_ASCII);
    private static final String[] DECLARED = {
        "<ds:DigestMethod", "<ds:DigestValue", "<ds:X509IssuerName", "<ds:X509SerialNumber"
    };
    private static final Pattern TO_DECLARE = Pattern.compile(
            "<(ds:DigestMethod|ds:DigestValue|ds:X509IssuerName|ds:X509SerialNumber)(?=[\\s>/])([^>]*)>");

    private SignatureCheck() {}

    /** Digests of the invoice and of SignedProperties against the two references. */
    static void checkDigests(SignedView view, byte[] xml, String hash, Findings findings) {
        boolean invoice = false;
        boolean properties = false;
        for (Element reference : view.all(SignedView.DS_NS, "Reference")) {
            String said = SignedView.child(reference, SignedView.DS_NS, "DigestValue")
                    .map(SignedView::textOf)
                    .orElse("");
            if (reference.getAttribute("Id").equals("invoiceSignedData")) {
                invoice = true;
                findings.compare(Check.HASH, "Invoice hash", hash, "the signature says", said);
                findings.compare(Check.SIGNATURE, "URI of the invoice", "", "the signature says", attribute(reference));
            } else if (attribute(reference).equals("#xadesSignedProperties")) {
                properties = true;
                findings.compare(
                        Check.SIGNATURE,
                        "Digest of SignedProperties",
                        propertiesDigest(xml).orElse("(none: the element is missing or stands twice)"),
                        "the signature says",
                        said);
            }
        }
        if (!invoice) {
            findings.add(Check.HASH, "The signature does not refer to the invoice");
        }
        if (!properties) {
            findings.add(Check.SIGNATURE, "The signature does not refer to SignedProperties");
        }
    }

    private static String attribute(Element reference) {
        return reference.getAttribute("URI");
    }

    /** Every name and algorithm that has one right value; nothing else protects them. */
    static void checkNames(SignedView view, Findings findings) {
        texts(view, UblWriter.EXT_NS, "ExtensionURI", findings, SignatureBlock.METHOD);
        texts(view, SignatureBlock.SBC_NS, "ReferencedSignatureID", findings, SignatureBlock.SIGNATURE_ID);
        texts(view, SignedView.DS_NS, "XPath", findings, SignatureBlock.XPATHS);
        say(
                findings,
                "ID of SignatureInformation",
                SignatureBlock.INFORMATION_ID,
                view.first(SignatureBlock.SAC_NS, "SignatureInformation")
                        .map(e -> SignedView.text(e, "cbc:ID"))
                        .orElse(""));
        say(findings, "ID of cac:Signature", SignatureBlock.SIGNATURE_ID, view.text("cac:Signature", "cbc:ID"));
        say(
                findings,
                "SignatureMethod of cac:Signature",
                SignatureBlock.METHOD,
                view.text("cac:Signature", "cbc:SignatureMethod"));
        algorithms(view, "CanonicalizationMethod", findings, SignatureBlock.C14N);
        algorithms(view, "SignatureMethod", findings, SignatureBlock.ECDSA);
        algorithms(view, "DigestMethod", findings, SignatureBlock.SHA256);
        algorithms(
                view,
                "Transform",
                findings,
                SignatureBlock.XPATH,
                SignatureBlock.XPATH,
                SignatureBlock.XPATH,
                SignatureBlock.C14N);
        String signature = id(view, SignedView.DS_NS, "Signature", "Id");
        String target = id(view, SignedView.XADES_NS, "QualifyingProperties", "Target");
        if (!target.equals(signature) && !target.equals("#" + signature)) {
            say(findings, "Target of QualifyingProperties", signature, target);
        }
        say(
                findings,
                "Id of SignedProperties",
                "xadesSignedProperties",
                id(view, SignedView.XADES_NS, "SignedProperties", "Id"));
        for (Element reference : view.all(SignedView.DS_NS, "Reference")) {
            String type = reference.getAttribute("Type");
            if (!type.isEmpty() && !type.startsWith("http://www.w3.org/2000/09/xmldsig#Signature")) {
                say(findings, "Type of a reference", "http://www.w3.org/2000/09/xmldsig#SignatureProperties", type);
            }
        }
    }

    private static String id(SignedView view, String namespace, String element, String attribute) {
        return view.first(namespace, element)
                .map(e -> e.getAttribute(attribute))
                .orElse("");
    }

    private static void say(Findings findings, String what, String wanted, String said) {
        if (!said.equals(wanted)) {
            findings.add(
                    Check.SIGNATURE,
                    what + " is " + (said.isEmpty() ? "missing" : "\"" + said + "\"") + "; \"" + wanted
                            + "\" belongs there");
        }
    }

    private static void texts(SignedView view, String ns, String element, Findings findings, String... wanted) {
        List<String> said =
                view.all(ns, element).stream().map(SignedView::textOf).toList();
        if (!said.equals(List.of(wanted))) {
            say(findings, element, String.join(", ", wanted), String.join(", ", said));
        }
    }

    private static void algorithms(SignedView view, String element, Findings findings, String... wanted) {
        List<String> said = view.all(SignedView.DS_NS, element).stream()
                .map(e -> e.getAttribute("Algorithm"))
                .toList();
        // Of a digest there is one wherever one is named; of the others as many as are wanted.
        boolean right = wanted.length > 1
                ? said.equals(List.of(wanted))
                : !said.isEmpty() && said.stream().allMatch(wanted[0]::equals);
        if (!right) {
            say(findings, "Algorithm of " + element, String.join(", ", wanted), String.join(", ", said));
        }
    }

    static void checkValue(SignerCertificate certificate, byte[] digest, String signature, Findings findings) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(signature);
            if (!Ecdsa.verify(certificate.publicKey, digest, der)) {
                findings.add(
                        Check.SIGNATURE,
                        "The signature is not by the certificate of " + certificate.subject
                                + " over this invoice hash");
            }
        } catch (IllegalArgumentException e) {
            findings.add(Check.SIGNATURE, "The signature cannot be checked: " + e.getMessage());
        }
    }

    private static int find(byte[] wanted, byte[] in, int from) {
        for (int at = from; at <= in.length - wanted.length; at++) {
            if (in[at] == '<' && Arrays.equals(in, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static Optional<String> propertiesDigest(byte[] xml) {
        int begin = find(PROPERTIES_BEGIN, xml, 0);
        int end = begin < 0 ? -1 : find(PROPERTIES_END, xml, begin);
        if (end < 0 || find(PROPERTIES_BEGIN, xml, begin + 1) >= 0) {
            return Optional.empty(); // A second one, in a comment perhaps: which is meant must not be a guess.
        }
        String text = new String(xml, begin, end + PROPERTIES_END.length - begin, StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        if (!text.substring(0, text.indexOf('>')).contains("xmlns:xades=")) {
            text = text.replaceFirst(
                    "<xades:SignedProperties", "<xades:SignedProperties xmlns:xades=\"" + SignedView.XADES_NS + "\"");
        }
        if (!text.contains("xmlns:ds=")) { // As everybody writes it.
            for (String element : DECLARED) {
                text = text.replace(element, element + " xmlns:ds=\"" + SignedView.DS_NS + "\"");
            }
            return Optional.of(InvoiceHash.base64OfHex(text.getBytes(StandardCharsets.UTF_8)));
        }
        String declared = TO_DECLARE
                .matcher(text)
                .replaceAll(found -> found.group(2).contains("xmlns:ds=")
                        ? Matcher.quoteReplacement(found.group())
                        : Matcher.quoteReplacement("<" + found.group(1) + " xmlns:ds=\"" + SignedView.DS_NS + "\""
                                + found.group(2) + ">"));
        return Optional.of(InvoiceHash.base64OfHex(declared.getBytes(StandardCharsets.UTF_8)));
    }
}
