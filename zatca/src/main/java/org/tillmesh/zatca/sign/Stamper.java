package org.tillmesh.zatca.sign;

import java.time.LocalDateTime;
import java.util.Objects;
import org.tillmesh.zatca.model.Halalas;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.model.Profile;
import org.tillmesh.zatca.model.SellerName;
import org.tillmesh.zatca.xml.UblWriter;

/**
 * Signs documents: writes the UBL, hashes it, signs the hash, makes the QR and puts all of it together. Pure and
 * thread-safe; whoever calls advances the till's counter and previous hash in the same commit that keeps the document.
 */
public final class Stamper {
    private static final String SIGNATURE_REFERENCE = SignatureBlock.reference();

    private Stamper() {}

    /** The signing time is the issue time. */
    public static SignedInvoice stamp(Invoice invoice, SigningKey key) {
        return stamp(invoice, key, invoice.issuedAt());
    }

    /**
     * @param signedAt local time of the store, for a document that is signed later than issued
     */
    public static SignedInvoice stamp(Invoice invoice, SigningKey key, LocalDateTime signedAt) {
        UblWriter.UnsignedDocument unsigned = UblWriter.unsigned(invoice);
        byte[] digest = InvoiceHash.sha256(unsigned.canonical());
        String hash = InvoiceHash.base64(digest);
        String signature = InvoiceHash.base64(key.sign(digest));
        String qr = qr(invoice, key, hash, signature).encode();
        byte[] xml = unsigned.with(
                SignatureBlock.extensions(hash, signature, key, signedAt.withNano(0)),
                SignatureBlock.qr(qr),
                SIGNATURE_REFERENCE);
        return new SignedInvoice(xml, hash, signature, qr, invoice.uuid(), invoice.icv(), invoice.previousHash());
    }

    private static QrCode qr(Invoice invoice, SigningKey key, String hash, String signature) {
        LocalDateTime at = invoice.issuedAt();
        return new QrCode(
                SellerName.forQr(invoice.seller().name()),
                Objects.requireNonNull(invoice.seller().vatNumber()),
                at.toLocalDate() + "T" + at.format(UblWriter.TIME),
                Halalas.text(invoice.payable()),
                Halalas.text(invoice.vatInRiyals()),
                hash,
                signature,
                key.publicKeyDer(),
                invoice.profile() == Profile.SIMPLIFIED ? key.certificateSignature() : new byte[0]);
    }
}
