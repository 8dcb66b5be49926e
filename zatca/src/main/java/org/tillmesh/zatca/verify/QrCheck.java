package org.tillmesh.zatca.verify;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.Optional;
import org.tillmesh.zatca.model.SellerName;
import org.tillmesh.zatca.sign.QrCode;
import org.tillmesh.zatca.sign.SignerCertificate;
import org.tillmesh.zatca.xml.MalformedDocument;
import org.tillmesh.zatca.xml.SignedView;
import org.tillmesh.zatca.xml.UblWriter;

/** Whether the QR says what the document says. */
final class QrCheck {
    private static final String SAYS = "the QR says";

    private QrCheck() {}

    static void check(
            SignedView view,
            String hash,
            String signature,
            Optional<SignerCertificate> certificate,
            Findings findings) {
        boolean simplified = view.first(UblWriter.CBC_NS, "InvoiceTypeCode")
                .map(e -> e.getAttribute("name"))
                .orElse("")
                .startsWith("02");
        String text = view.reference("QR", "cac:Attachment", "cbc:EmbeddedDocumentBinaryObject");
        if (text.isEmpty()) {
            findings.add(
                    Check.QR,
                    simplified
                            ? "The document has no QR; a simplified document must carry one"
                            : "The document has no QR; a signed document carries one, and clearance puts its own in");
            return;
        }
        QrCode qr;
        try {
            qr = QrCode.decode(text);
        } catch (MalformedDocument e) {
            findings.add(Check.QR, String.valueOf(e.getMessage()));
            return;
        }
        String seller =
                view.text("cac:AccountingSupplierParty", "cac:Party", "cac:PartyLegalEntity", "cbc:RegistrationName");
        findings.compare(Check.QR, "Seller", SellerName.forQr(seller), SAYS, qr.sellerName());
        findings.compare(
                Check.QR,
                "VAT number",
                view.text("cac:AccountingSupplierParty", "cac:Party", "cac:PartyTaxScheme", "cbc:CompanyID"),
                SAYS,
                qr.vatNumber());
        String issued = view.text("cbc:IssueDate") + "T" + view.text("cbc:IssueTime");
        findings.compare(Check.QR, "Issue time", zoneless(issued), SAYS, zoneless(qr.timestamp()));
        compareAmount("Amount due", due(view, qr.due()), qr.due(), findings);
        // With a foreign currency there are two: what is due, in riyals, comes first.
        String vat = view.all(UblWriter.CAC_NS, "TaxTotal").stream()
                .filter(total -> total.getParentNode() == view.root())
                .map(total -> SignedView.text(total, "cbc:TaxAmount"))
                .filter(amount -> amount.equals(qr.vat()))
                .findFirst()
                .orElse(view.text("cac:TaxTotal", "cbc:TaxAmount"));
        compareAmount("VAT", vat, qr.vat(), findings);
        findings.compare(Check.QR, "Invoice hash", hash, SAYS, qr.hash());
        findings.compare(Check.QR, "Signature", signature, SAYS, qr.signature());
        certificate.ifPresent(c -> {
            findings.compare(Check.QR, "Public key", c.publicKeyText, SAYS, base64(qr.publicKey()));
            if (simplified) {
                findings.compare(
                        Check.QR,
                        "Signature of the certificate",
                        c.signatureText,
                        SAYS,
                        base64(qr.certificateSignature()));
            }
        });
    }

    /** Documents of earlier versions say the total with VAT, which differs where something was prepaid. */
    private static String due(SignedView view, String said) {
        String total = view.text("cac:LegalMonetaryTotal", "cbc:TaxInclusiveAmount");
        return total.equals(said) ? total : view.text("cac:LegalMonetaryTotal", "cbc:PayableAmount");
    }

    private static String zoneless(String time) {
        return time.endsWith("Z") ? time.substring(0, time.length() - 1) : time;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void compareAmount(String what, String is, String said, Findings findings) {
        try {
            if (new BigDecimal(is).compareTo(new BigDecimal(said)) == 0) {
                return;
            }
        } catch (NumberFormatException e) {
            findings.add(Check.QR, what + " \"" + is + "\" of the document or \"" + said + "\" of the QR is no amount");
            return;
        }
        findings.compare(Check.QR, what, is, SAYS, said);
    }
}
