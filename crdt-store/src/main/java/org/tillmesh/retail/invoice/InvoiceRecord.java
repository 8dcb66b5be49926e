package org.tillmesh.retail.invoice;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.cart.InvoiceTraits;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;

/**
 * The signed invoice of a sale or return, whose uuid is its id. It advances the till's chain head in the same
 * commit.
 *
 * @param icv 1, 2, 3 … per till, credit notes count too
 * @param pih base64, hash of the till's previous document
 * @param hash base64, of this one
 * @param qr base64 of the TLV
 * @param xml the signed XML, deflated
 * @param dictionary version of the preset dictionary, 0 for none
 * @param standard a tax invoice between businesses: cleared by the authority before it is handed over
 * @param buyer as it names them; null for a consumer
 * @param replaces uuid of the sale or return whose earlier invoice was refused; null for a first one, whose own uuid it is
 * @param remark why it is what it is, for people: no standard invoice though the customer has a VAT number; or empty
 * @param traits what makes it special; its notes have them too
 */
public record InvoiceRecord(
        String uuid,
        TillId till,
        String receipt,
        long icv,
        String pih,
        String hash,
        String signature,
        String qr,
        byte[] xml,
        int dictionary,
        Instant at,
        boolean standard,
        @Nullable Buyer buyer,
        @Nullable DocumentId replaces,
        String remark,
        InvoiceTraits traits)
        implements RecordDocument {

    /** A simplified one to a consumer. */
    public InvoiceRecord(
            String uuid,
            TillId till,
            String receipt,
            long icv,
            String pih,
            String hash,
            String signature,
            String qr,
            byte[] xml,
            int dictionary,
            Instant at) {
        this(
                uuid,
                till,
                receipt,
                icv,
                pih,
                hash,
                signature,
                qr,
                xml,
                dictionary,
                at,
                false,
                null,
                null,
                "",
                InvoiceTraits.PLAIN);
    }

    public InvoiceRecord {
        xml = xml.clone();
    }

    @Override
    public byte[] xml() {
        return xml.clone();
    }

    /** Uuid of the sale or return that it is of. */
    public DocumentId document() {
        return replaces == null ? new DocumentId(uuid) : replaces;
    }

    /** The document, byte for byte as it was signed. */
    public byte[] signedXml() {
        return new InvoiceXml(xml, dictionary).unpack();
    }

    @Override
    public DocRef ref() {
        return DocType.INVOICE.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till.toString())
                .put("receipt", receipt)
                .put("icv", icv)
                .put("pih", pih)
                .put("hash", hash)
                .put("signature", signature)
                .put("qr", qr)
                .put("xml", Value.of(xml))
                .putUnlessZero("dictionary", dictionary)
                .put("at", at)
                .putIfTrue("standard", standard)
                .put("buyer", buyer == null ? null : buyer.toValue())
                .put("replaces", replaces)
                .put("remark", remark.isEmpty() ? null : remark)
                .put("traits", traits.toValueUnlessPlain())
                .toValue();
    }

    public static InvoiceRecord of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        Value buyer = in.value("buyer");
        return new InvoiceRecord(
                record.ref().id(),
                Read.checked(() -> TillId.parse(in.text("till"))),
                in.text("receipt"),
                in.number("icv"),
                in.text("pih"),
                in.text("hash"),
                in.text("signature"),
                in.text("qr"),
                in.bytes("xml"),
                in.smallNumber("dictionary", 0),
                in.time("at"),
                in.flag("standard"),
                buyer == null ? null : Buyer.of(buyer),
                in.idOrNull("replaces", DocumentId::new),
                in.text("remark", ""),
                InvoiceTraits.of(in.value("traits")));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InvoiceRecord that
                && uuid.equals(that.uuid)
                && toValue().equals(that.toValue())
                && Arrays.equals(xml, that.xml);
    }

    @Override
    public int hashCode() {
        return uuid.hashCode();
    }

    @Override
    public String toString() {
        return "InvoiceRecord[" + uuid + ", " + receipt + ", icv " + icv + "]";
    }
}
