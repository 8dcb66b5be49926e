package org.tillmesh.till;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.Company;
import org.tillmesh.retail.InvoiceChain;
import org.tillmesh.retail.InvoiceRecord;
import org.tillmesh.retail.IssuedDocument;
import org.tillmesh.retail.IssuedLine;
import org.tillmesh.retail.StoreProfile;
import org.tillmesh.retail.TaxCategory;
import org.tillmesh.retail.Totals;
import org.tillmesh.zatca.Address;
import org.tillmesh.zatca.BillingReference;
import org.tillmesh.zatca.DocumentKind;
import org.tillmesh.zatca.InclusiveLine;
import org.tillmesh.zatca.InclusiveTotals;
import org.tillmesh.zatca.Invoice;
import org.tillmesh.zatca.InvoiceHash;
import org.tillmesh.zatca.Party;
import org.tillmesh.zatca.PartyId;
import org.tillmesh.zatca.PaymentMeans;
import org.tillmesh.zatca.SignedInvoice;
import org.tillmesh.zatca.SigningKey;
import org.tillmesh.zatca.Stamper;
import org.tillmesh.zatca.VatClass;

/**
 * A sale or return as a signed ZATCA document, and its XML small enough to travel with it: deflated with a preset
 * dictionary, which is the last document of this till's kind of template and is named by its version.
 */
final class Stamping {
    /** Which dictionary the XML was deflated with: 1 is {@code invoice-dictionary-1.xml}. */
    private static final int DICTIONARY = 1;

    private static final byte[] DICTIONARY_1 = Resources.bytes("invoice-dictionary-1.xml");
    private static final int LEVEL = 3;

    private final Shop shop;

    Stamping(Shop shop) {
        this.shop = shop;
    }

    /** @param original the sale that a return is against */
    InvoiceRecord stamp(IssuedDocument document, @Nullable IssuedDocument original) {
        Optional<InvoiceChain.Link> head = shop.retail().invoices().head(shop.scope(), shop.till());
        long icv = head.map(InvoiceChain.Link::icv).orElse(0L) + 1;
        String pih = head.map(InvoiceChain.Link::hash).orElse(InvoiceHash.FIRST_PREVIOUS);
        SigningKey key = shop.folder().signingKey();
        SignedInvoice signed = Stamper.stamp(invoice(document, original, icv, pih), key);
        return new InvoiceRecord(
                document.uuid(),
                shop.till(),
                document.receipt().toString(),
                icv,
                pih,
                signed.hash(),
                signed.signature(),
                signed.qr(),
                deflate(signed.xml()),
                DICTIONARY,
                document.at());
    }

    private Invoice invoice(IssuedDocument document, @Nullable IssuedDocument original, long icv, String pih) {
        ZoneId zone = shop.folder().storeProfile().zone();
        Invoice.Builder builder = Invoice.simplified(
                        document.isSale() ? DocumentKind.INVOICE : DocumentKind.CREDIT_NOTE)
                .number(document.receipt().toString())
                .uuid(UUID.fromString(document.uuid()))
                .issuedAt(local(document.at(), zone))
                .chain(icv, pih)
                .seller(seller())
                .totals(totals(document))
                .paidBy(means(document));
        if (!document.isSale() && original != null) {
            String reason = document.reason() == null ? "Goods returned" : document.reason();
            builder = builder.corrects(
                    new BillingReference(
                            original.receipt().toString(),
                            local(original.at(), zone).toLocalDate()),
                    reason);
        }
        return builder.build();
    }

    private static LocalDateTime local(Instant at, ZoneId zone) {
        return LocalDateTime.ofInstant(at, zone).withNano(0);
    }

    private Party seller() {
        Company company = shop.folder().company();
        StoreProfile branch = shop.folder().storeProfile();
        org.tillmesh.retail.Address at = branch.address();
        return new Party(
                company.nameAr().isEmpty() ? company.name() : company.nameAr(),
                company.vatNumber(),
                new PartyId("CRN", company.crn()),
                new Address(at.street(), at.building(), at.district(), at.city(), at.postalCode(), at.country()));
    }

    private static InclusiveTotals totals(IssuedDocument document) {
        var lines = new ArrayList<InclusiveLine>();
        for (IssuedLine line : document.lines()) {
            String name = line.nameAr().isEmpty() ? line.name() : line.nameAr();
            VatClass tax = vatClass(line.tax());
            lines.add(
                    line.discount().isZero()
                            ? new InclusiveLine(
                                    name,
                                    line.qty().toBigDecimal(),
                                    line.unit(),
                                    tax,
                                    line.total().minor())
                            : new InclusiveLine(
                                    name,
                                    line.qty().toBigDecimal(),
                                    line.unit(),
                                    tax,
                                    line.total().plus(line.discount()).minor(),
                                    line.discount().minor(),
                                    "خصم"));
        }
        if (document.isSale()) {
            return InclusiveTotals.of(lines);
        }
        var vat = new TreeMap<VatClass, Long>();
        for (Totals.Tax tax : document.taxes()) {
            VatClass of = vatClass(tax.category());
            vat.put(of, of.vatWithin(tax.total().minor(), tax.vat().minor(), lines.size()));
        }
        return InclusiveTotals.of(lines, vat);
    }

    private static VatClass vatClass(TaxCategory category) {
        return switch (category) {
            case S15, S5 -> VatClass.standard(category.ratePercent());
            case Z -> VatClass.zeroRated(category.exemptionCode(), category.exemptionText());
            case E -> VatClass.exempt(category.exemptionCode(), category.exemptionText());
            case O -> VatClass.outOfScope(category.exemptionText());
        };
    }

    private static List<PaymentMeans> means(IssuedDocument document) {
        List<PaymentMeans> means = document.tenders().stream()
                .map(t -> switch (t.kind()) {
                    case CASH -> PaymentMeans.CASH;
                    case CARD -> PaymentMeans.BANK_CARD;
                    case CREDIT, ACCOUNT -> PaymentMeans.CREDIT;
                    case GIFT -> PaymentMeans.OTHER;
                })
                .distinct()
                .toList();
        return means.isEmpty() ? List.of(PaymentMeans.CASH) : means;
    }

    // ---- the XML on its way

    static byte[] deflate(byte[] xml) {
        var deflater = new Deflater(LEVEL);
        try {
            deflater.setDictionary(DICTIONARY_1);
            deflater.setInput(xml);
            deflater.finish();
            var out = new ByteArrayOutputStream(4_096);
            byte[] buffer = new byte[4_096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** The document, byte for byte as it was signed. */
    static byte[] xml(InvoiceRecord record) {
        if (record.dictionary() != DICTIONARY) {
            throw Refusals.badValue("Invoice " + record.receipt() + " was packed by a newer version (dictionary "
                    + record.dictionary() + "); update TillMesh to read it");
        }
        var inflater = new Inflater();
        try {
            inflater.setInput(record.xml());
            var out = new ByteArrayOutputStream(16_384);
            byte[] buffer = new byte[8_192];
            while (!inflater.finished()) {
                int got = inflater.inflate(buffer);
                if (got == 0 && inflater.needsDictionary()) {
                    inflater.setDictionary(DICTIONARY_1);
                } else if (got == 0 && inflater.needsInput()) {
                    throw new IllegalStateException("The XML of " + record.receipt() + " ends too early");
                }
                out.write(buffer, 0, got);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException("The XML of " + record.receipt() + " is broken", e);
        } finally {
            inflater.end();
        }
    }
}
