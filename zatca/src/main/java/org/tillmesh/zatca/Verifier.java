package org.tillmesh.zatca;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Checks someone else's document without believing it: hash, signature, certificate, SignedProperties, QR, and its
 * place in the chain. Says in words what is wrong, all of it, not only the first.
 */
public final class Verifier {
    private static final Pattern SIGNED_PROPERTIES =
            Pattern.compile("<xades:SignedProperties[\\s>].*?</xades:SignedProperties>", Pattern.DOTALL);
    private static final Pattern TO_DECLARE = Pattern.compile(
            "<(ds:DigestMethod|ds:DigestValue|ds:X509IssuerName|ds:X509SerialNumber)(?=[\\s>/])([^>]*)>");

    private final @Nullable X509CertificateHolder authority;

    private Verifier(@Nullable X509CertificateHolder authority) {
        this.authority = authority;
    }

    /** Takes any certificate: the document is in itself whole, whoever signed it. */
    public static Verifier ofAnySigner() {
        return new Verifier(null);
    }

    /** Also wants the signer's certificate to be issued by this authority. */
    public static Verifier trusting(byte[] authorityCertificateDer) {
        return new Verifier(SigningKey.holder(authorityCertificateDer));
    }

    /** The document alone; its place in a chain isn't looked at. */
    public Verification verify(byte[] xml) {
        return check(xml, null);
    }

    /**
     * The document as the next after another.
     *
     * @param previousHash hash of the document before it, {@link InvoiceHash#FIRST_PREVIOUS} before the first
     * @param previousIcv counter of the document before it, 0 before the first
     */
    public Verification verifyAfter(byte[] xml, String previousHash, long previousIcv) {
        return check(xml, new Link(previousHash, previousIcv));
    }

    /** All documents of one till in chain order from its first; the answers in the same order. */
    public List<Verification> verifyChain(Iterable<byte[]> documents) {
        var found = new ArrayList<Verification>();
        var link = new Link(InvoiceHash.FIRST_PREVIOUS, 0);
        for (byte[] xml : documents) {
            Verification one = check(xml, link);
            found.add(one);
            link = new Link(one.hash(), one.icv());
        }
        return found;
    }

    private record Link(String hash, long icv) {}

    private Verification check(byte[] xml, @Nullable Link previous) {
        SignedView view;
        try {
            view = SignedView.of(xml);
        } catch (MalformedDocument e) {
            return new Verification("", "", 0, "", "", List.of(String.valueOf(e.getMessage())));
        }
        var problems = new ArrayList<String>();
        byte[] digest = InvoiceHash.sha256(view.canonical());
        String hash = InvoiceHash.base64(digest);
        if (!"Invoice".equals(view.root().getLocalName())
                || !UblWriter.INVOICE_NS.equals(view.root().getNamespaceURI())) {
            problems.add("The document is a " + view.root().getNodeName() + ", not a UBL Invoice");
        }
        checkDigests(view, xml, hash, problems);
        Optional<X509CertificateHolder> certificate = checkCertificate(view, problems);
        String signature = only(view, SignedView.DS_NS, "SignatureValue", problems);
        certificate.ifPresent(c -> checkSignature(c, digest, signature, problems));
        QrCheck.check(view, hash, signature, certificate, problems);
        long icv = icv(view, problems);
        String previousHash = view.reference("PIH", "cac:Attachment", "cbc:EmbeddedDocumentBinaryObject");
        if (previous != null) {
            checkChain(previous, icv, previousHash, problems);
        }
        return new Verification(view.text("cbc:ID"), view.text("cbc:UUID"), icv, hash, previousHash, problems);
    }

    private static String only(SignedView view, String namespace, String name, List<String> problems) {
        List<Element> found = view.all(namespace, name);
        if (found.size() != 1) {
            problems.add("The document has " + found.size() + " elements " + name + " where one belongs");
            return "";
        }
        return found.get(0).getTextContent().strip();
    }

    private static void checkDigests(SignedView view, byte[] xml, String hash, List<String> problems) {
        List<Element> references = view.all(SignedView.DS_NS, "Reference");
        boolean invoice = false;
        boolean properties = false;
        for (Element reference : references) {
            String said = SignedView.child(reference, SignedView.DS_NS, "DigestValue")
                    .map(e -> e.getTextContent().strip())
                    .orElse("");
            if (reference.getAttribute("Id").equals("invoiceSignedData")) {
                invoice = true;
                compare("Invoice hash", hash, "the signature says", said, problems);
            } else if (reference.getAttribute("URI").equals("#xadesSignedProperties")) {
                properties = true;
                compare(
                        "Digest of SignedProperties",
                        signedPropertiesDigest(xml).orElse("(none: the element is missing or stands twice)"),
                        "the signature says",
                        said,
                        problems);
            }
        }
        if (!invoice || !properties) {
            problems.add("The signature does not refer to " + (invoice ? "SignedProperties" : "the invoice"));
        }
    }

    private static Optional<String> signedPropertiesDigest(byte[] xml) {
        Matcher element = SIGNED_PROPERTIES.matcher(
                new String(xml, StandardCharsets.UTF_8).replace("\r\n", "\n").replace('\r', '\n'));
        if (!element.find()) {
            return Optional.empty();
        }
        String text = element.group();
        if (element.find()) {
            return Optional.empty(); // A second one, in a comment perhaps: which is meant must not be a guess.
        }
        if (!text.substring(0, text.indexOf('>')).contains("xmlns:xades=")) {
            text = text.replaceFirst(
                    "<xades:SignedProperties", "<xades:SignedProperties xmlns:xades=\"" + SignedView.XADES_NS + "\"");
        }
        String declared = TO_DECLARE
                .matcher(text)
                .replaceAll(found -> found.group(2).contains("xmlns:ds=")
                        ? Matcher.quoteReplacement(found.group())
                        : Matcher.quoteReplacement("<" + found.group(1) + " xmlns:ds=\"" + SignedView.DS_NS + "\""
                                + found.group(2) + ">"));
        return Optional.of(InvoiceHash.base64OfHex(declared.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<X509CertificateHolder> checkCertificate(SignedView view, List<String> problems) {
        String text = only(view, SignedView.DS_NS, "X509Certificate", problems);
        X509CertificateHolder certificate;
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(text);
            certificate = SigningKey.holder(der);
        } catch (IllegalArgumentException e) {
            problems.add("The certificate cannot be read: " + e.getMessage());
            return Optional.empty();
        }
        Optional<Element> properties = view.first(SignedView.XADES_NS, "CertDigest");
        String said = properties
                .flatMap(p -> SignedView.child(p, SignedView.DS_NS, "DigestValue"))
                .map(e -> e.getTextContent().strip())
                .orElse("");
        compare("Digest of the certificate", SigningKey.digestOf(text), "SignedProperties say", said, problems);
        compare(
                "Serial number of the certificate",
                certificate.getSerialNumber().toString(),
                "SignedProperties say",
                view.first(SignedView.DS_NS, "X509SerialNumber")
                        .map(e -> e.getTextContent().strip())
                        .orElse(""),
                problems);
        String issuer = view.first(SignedView.DS_NS, "X509IssuerName")
                .map(e -> e.getTextContent().strip())
                .orElse("");
        try {
            compare("Issuer of the certificate", SigningKey.issuerOf(der), "SignedProperties say", issuer, problems);
        } catch (IllegalArgumentException e) { // one reader of certificates may take what the other refuses
            problems.add("The certificate cannot be read: " + e.getMessage());
        }
        CertificateCheck.check(certificate, authority, view, problems);
        return Optional.of(certificate);
    }

    private static void checkSignature(
            X509CertificateHolder certificate, byte[] digest, String signature, List<String> problems) {
        try {
            var key = SigningKey.publicKey(certificate.getSubjectPublicKeyInfo());
            byte[] der = Base64.getMimeDecoder().decode(signature);
            if (!Ecdsa.verify(key, digest, der)) {
                problems.add("The signature is not by the certificate of " + certificate.getSubject()
                        + " over this invoice hash");
            }
        } catch (IllegalArgumentException e) {
            problems.add("The signature cannot be checked: " + e.getMessage());
        }
    }

    private static long icv(SignedView view, List<String> problems) {
        String text = view.reference("ICV", "cbc:UUID");
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) == 0) {
            problems.add("Counter (ICV) \"" + text + "\" is no number from 1");
            return 0;
        }
        return Long.parseLong(text);
    }

    private static void checkChain(Link previous, long icv, String previousHash, List<String> problems) {
        compare("Hash of the previous document", previous.hash(), "the document says", previousHash, problems);
        if (icv != previous.icv() + 1) {
            problems.add("Counter (ICV) is " + icv + " but follows " + previous.icv());
        }
    }

    static void compare(String what, String is, String who, String said, List<String> problems) {
        if (!is.equals(said)) {
            problems.add(what + " is " + is + " but " + who + " " + (said.isEmpty() ? "nothing" : said));
        }
    }
}
