package org.tillmesh.zatca.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.sign.SignerCertificate;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.xml.MalformedDocument;
import org.tillmesh.zatca.xml.SignedView;
import org.tillmesh.zatca.xml.UblWriter;
import org.w3c.dom.Element;

/**
 * Checks someone else's document without believing it: hash, signature, certificate, SignedProperties, QR, and its
 * place in the chain. Says in words what is wrong, all of it, not only the first. Whatever the bytes are, it answers.
 * Thread-safe.
 */
public final class Verifier {
    private final @Nullable X509CertificateHolder authority;
    /** Of the last document: a till's documents come one after another. */
    private final AtomicReference<@Nullable SignerCertificate> known = new AtomicReference<>();

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
        var findings = new Findings();
        SignedView view;
        try {
            view = SignedView.of(xml);
        } catch (MalformedDocument e) {
            findings.add(Check.DOCUMENT, String.valueOf(e.getMessage()));
            return new Verification("", "", 0, "", "", findings.byCheck());
        }
        byte[] digest = InvoiceHash.sha256(view.canonical());
        String hash = InvoiceHash.base64(digest);
        checkDocument(view, findings);
        if (view.first(SignedView.DS_NS, "Signature").isEmpty()) {
            unsigned(findings);
        } else {
            checkSigned(view, xml, digest, hash, findings);
        }
        long icv = icv(view, findings);
        String previousHash = view.reference("PIH", "cac:Attachment", "cbc:EmbeddedDocumentBinaryObject");
        if (previous != null) {
            checkChain(previous, icv, previousHash, findings);
        }
        return new Verification(
                view.text("cbc:ID"), view.text("cbc:UUID"), icv, hash, previousHash, findings.byCheck());
    }

    private static void unsigned(Findings findings) {
        findings.add(Check.HASH, "The document is not signed, so it names no hash of its own");
        findings.add(Check.SIGNATURE, "The document is not signed");
        findings.add(Check.CERTIFICATE, "The document is not signed, so it has no certificate");
        findings.add(Check.QR, "The document is not signed, so no QR of it can be whole");
    }

    private void checkSigned(SignedView view, byte[] xml, byte[] digest, String hash, Findings findings) {
        SignatureCheck.checkDigests(view, xml, hash, findings);
        SignatureCheck.checkNames(view, findings);
        Optional<SignerCertificate> certificate = certificate(view, findings);
        String signature = only(view, "SignatureValue", Check.SIGNATURE, findings);
        certificate.ifPresent(c -> {
            CertificateCheck.check(c, authority, view, findings);
            SignatureCheck.checkValue(c, digest, signature, findings);
        });
        if (certificate.isEmpty()) {
            findings.add(Check.SIGNATURE, "The signature cannot be checked without its certificate");
        }
        QrCheck.check(view, hash, signature, certificate, findings);
    }

    private static void checkDocument(SignedView view, Findings findings) {
        if (!"Invoice".equals(view.root().getLocalName())
                || !UblWriter.INVOICE_NS.equals(view.root().getNamespaceURI())) {
            findings.add(Check.DOCUMENT, "The document is a " + view.root().getNodeName() + ", not a UBL Invoice");
        }
        // What the hash leaves out may stand once and at its place: more would be a place to hide things.
        once(view, view.all(UblWriter.EXT_NS, "UBLExtensions"), "UBLExtensions", findings);
        once(view, view.all(UblWriter.EXT_NS, "UBLExtension"), "UBLExtension", findings);
        once(view, view.all(UblWriter.CAC_NS, "Signature"), "cac:Signature", findings);
        long qrs = view.all(UblWriter.CAC_NS, "AdditionalDocumentReference").stream()
                .filter(e -> SignedView.text(e, "cbc:ID").equals("QR"))
                .count();
        if (qrs > 1) {
            findings.add(Check.DOCUMENT, "The document has " + qrs + " QR references where one belongs");
        }
    }

    private static void once(SignedView view, List<Element> found, String name, Findings findings) {
        if (found.size() > 1) {
            findings.add(
                    Check.DOCUMENT, "The document has " + found.size() + " elements " + name + " where one belongs");
        } else if (found.size() == 1
                && !name.equals("UBLExtension")
                && found.get(0).getParentNode() != view.root()) {
            findings.add(Check.DOCUMENT, "Element " + name + " does not stand in the root");
        }
    }

    private static String only(SignedView view, String name, Check check, Findings findings) {
        List<Element> found = view.all(SignedView.DS_NS, name);
        if (found.size() != 1) {
            findings.add(check, "The document has " + found.size() + " elements " + name + " where one belongs");
            return "";
        }
        return SignedView.textOf(found.get(0));
    }

    private Optional<SignerCertificate> certificate(SignedView view, Findings findings) {
        String text = only(view, "X509Certificate", Check.CERTIFICATE, findings);
        SignerCertificate last = known.get();
        if (last != null && last.text.equals(text)) {
            return Optional.of(last);
        }
        try {
            var certificate = SignerCertificate.of(text, authority);
            known.set(certificate);
            return Optional.of(certificate);
        } catch (IllegalArgumentException e) {
            findings.add(Check.CERTIFICATE, "The certificate cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static long icv(SignedView view, Findings findings) {
        String text = view.reference("ICV", "cbc:UUID");
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) == 0) {
            findings.add(Check.CHAIN, "Counter (ICV) \"" + text + "\" is no number from 1");
            return 0;
        }
        return Long.parseLong(text);
    }

    private static void checkChain(Link previous, long icv, String previousHash, Findings findings) {
        findings.compare(
                Check.CHAIN, "Hash of the previous document", previous.hash(), "the document says", previousHash);
        if (icv != previous.icv() + 1) {
            findings.add(Check.CHAIN, "Counter (ICV) is " + icv + " but follows " + previous.icv());
        }
    }
}
