package org.tillmesh.zatca.sign;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.model.SellerName;
import org.tillmesh.zatca.xml.MalformedDocument;
import org.tillmesh.zatca.xml.SignedView;

/**
 * What the authority does to a standard document when it clears it: its own signature and QR take the place of the
 * seller's. Signature, extensions and QR are no part of the invoice hash, so the hash, and with it the till's chain, stays.
 */
public final class ClearanceStamp {
    private static final Pattern EXTENSIONS =
            Pattern.compile("<ext:UBLExtensions>.*?</ext:UBLExtensions>", Pattern.DOTALL);
    private static final Pattern QR = Pattern.compile(
            "<cac:AdditionalDocumentReference>\\s*<cbc:ID>QR</cbc:ID>.*?</cac:AdditionalDocumentReference>",
            Pattern.DOTALL);

    private ClearanceStamp() {}

    /**
     * The document under another's stamp; everything else byte for byte as it was.
     *
     * @param authority who clears
     * @throws MalformedDocument if it is no signed document
     */
    public static Cleared stamp(byte[] xml, SigningKey authority, LocalDateTime at) {
        SignedView view = SignedView.of(xml);
        byte[] digest = InvoiceHash.sha256(view.canonical());
        String hash = InvoiceHash.base64(digest);
        String signature = InvoiceHash.base64(authority.sign(digest));
        String vat = SignedView.text(
                view.root(), "cac:AccountingSupplierParty", "cac:Party", "cac:PartyTaxScheme", "cbc:CompanyID");
        String seller = SignedView.text(
                view.root(),
                "cac:AccountingSupplierParty",
                "cac:Party",
                "cac:PartyLegalEntity",
                "cbc:RegistrationName");
        String qr = new QrCode(
                        SellerName.forQr(seller),
                        vat,
                        view.text("cbc:IssueDate") + "T" + view.text("cbc:IssueTime"),
                        view.text("cac:LegalMonetaryTotal", "cbc:PayableAmount"),
                        view.text("cac:TaxTotal", "cbc:TaxAmount"),
                        hash,
                        signature,
                        authority.publicKeyDer(),
                        new byte[0])
                .encode();
        String text = new String(xml, StandardCharsets.UTF_8);
        text = replaced(
                EXTENSIONS, text, "extensions", SignatureBlock.extensions(hash, signature, authority, at.withNano(0)));
        text = replaced(QR, text, "QR", SignatureBlock.qr(qr));
        byte[] cleared = text.getBytes(StandardCharsets.UTF_8);
        if (!SignedView.of(cleared).hash().equals(hash)) {
            throw new MalformedDocument("The document's invoice hash would change under another stamp");
        }
        return new Cleared(cleared, qr);
    }

    /** @param xml as it goes back to the seller; @param qr base64, what is printed */
    public record Cleared(byte[] xml, String qr) {
        public Cleared {
            xml = xml.clone();
        }

        @Override
        public byte[] xml() {
            return xml.clone();
        }
    }

    /** The QR that a document carries; empty if it carries none. @throws MalformedDocument if it is no document */
    public static String qrOf(byte[] xml) {
        return SignedView.of(xml).reference("QR", "cac:Attachment", "cbc:EmbeddedDocumentBinaryObject");
    }

    private static String replaced(Pattern what, String text, String name, String by) {
        Matcher found = what.matcher(text);
        if (!found.find()) {
            throw new MalformedDocument("The document has no " + name + " that could be replaced; sign it first");
        }
        return found.replaceFirst(Matcher.quoteReplacement(by));
    }
}
