package org.tillmesh.zatca;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/** Whether the QR says what the document says. */
final class QrCheck {
    private static final String SAYS = "the QR says";

    private QrCheck() {}

    static void check(
            SignedView view,
            String hash,
            String signature,
            Optional<X509CertificateHolder> certificate,
            List<String> problems) {
        boolean simplified = view.first(UblWriter.CBC_NS, "InvoiceTypeCode")
                .map(e -> e.getAttribute("name"))
                .orElse("")
                .startsWith("02");
        String text = view.reference("QR", "cac:Attachment", "cbc:EmbeddedDocumentBinaryObject");
        if (text.isEmpty()) {
            if (simplified) {
                problems.add("The document has no QR; a simplified document must carry one");
            }
            return;
        }
        QrCode qr;
        try {
            qr = QrCode.decode(text);
        } catch (MalformedDocument e) {
            problems.add(String.valueOf(e.getMessage()));
            return;
        }
        String seller =
                view.text("cac:AccountingSupplierParty", "cac:Party", "cac:PartyLegalEntity", "cbc:RegistrationName");
        Verifier.compare("Seller", SellerName.forQr(seller), SAYS, qr.sellerName(), problems);
        Verifier.compare(
                "VAT number",
                view.text("cac:AccountingSupplierParty", "cac:Party", "cac:PartyTaxScheme", "cbc:CompanyID"),
                SAYS,
                qr.vatNumber(),
                problems);
        String issued = view.text("cbc:IssueDate") + "T" + view.text("cbc:IssueTime");
        Verifier.compare("Issue time", zoneless(issued), SAYS, zoneless(qr.timestamp()), problems);
        compareAmount("Total", view.text("cac:LegalMonetaryTotal", "cbc:TaxInclusiveAmount"), qr.total(), problems);
        compareAmount("VAT", view.text("cac:TaxTotal", "cbc:TaxAmount"), qr.vat(), problems);
        Verifier.compare("Invoice hash", hash, SAYS, qr.hash(), problems);
        Verifier.compare("Signature", signature, SAYS, qr.signature(), problems);
        certificate.ifPresent(c -> {
            Verifier.compare(
                    "Public key",
                    InvoiceHash.base64(SigningKey.publicKeyOf(c)),
                    SAYS,
                    base64(qr.publicKey()),
                    problems);
            if (simplified) {
                Verifier.compare(
                        "Signature of the certificate",
                        base64(c.getSignature()),
                        SAYS,
                        base64(qr.certificateSignature()),
                        problems);
            }
        });
    }

    private static String zoneless(String time) {
        return time.endsWith("Z") ? time.substring(0, time.length() - 1) : time;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void compareAmount(String what, String is, String said, List<String> problems) {
        try {
            if (new BigDecimal(is).compareTo(new BigDecimal(said)) == 0) {
                return;
            }
        } catch (NumberFormatException e) {
            problems.add(what + " \"" + is + "\" of the document or \"" + said + "\" of the QR is no amount");
            return;
        }
        Verifier.compare(what, is, SAYS, said, problems);
    }
}
