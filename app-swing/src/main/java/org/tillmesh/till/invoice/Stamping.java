package org.tillmesh.till.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.InvoiceTraits;
import org.tillmesh.retail.cart.Totals;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.invoice.Buyer;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.InvoiceXml;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.zatca.model.BillingReference;
import org.tillmesh.zatca.model.DocumentKind;
import org.tillmesh.zatca.model.ExemptionReason;
import org.tillmesh.zatca.model.InclusiveLine;
import org.tillmesh.zatca.model.InclusiveTotals;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.model.PartyId;
import org.tillmesh.zatca.model.PaymentMeans;
import org.tillmesh.zatca.model.PostalAddress;
import org.tillmesh.zatca.model.Prepayment;
import org.tillmesh.zatca.model.Refused;
import org.tillmesh.zatca.model.TradeParty;
import org.tillmesh.zatca.model.TransactionFlag;
import org.tillmesh.zatca.model.VatCategory;
import org.tillmesh.zatca.model.VatClass;
import org.tillmesh.zatca.model.VatSubtotal;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.sign.Stamper;

/** A sale or return as a signed ZATCA document: the next of this till's chain. */
final class Stamping {
    private static final String NO_RECEIPT = "NO-RECEIPT";

    private final Shop shop;

    Stamping(Shop shop) {
        this.shop = shop;
    }

    /** @param head what it follows in the chain */
    InvoiceRecord stamp(DocumentDraft draft, Optional<InvoiceChain.Link> head) {
        IssuedDocument document = draft.document();
        return stamp(
                document,
                draft.original(),
                draft.form(),
                document.uuid().value(),
                document.receipt().toString(),
                document.at(),
                null,
                head);
    }

    /** What the next document of this till's chain follows. */
    Optional<InvoiceChain.Link> head() {
        return shop.retail().invoices().ownHead(shop.scope(), shop.till());
    }

    /**
     * Another document for the same sale or return, after the authority refused the one before.
     *
     * @param number its own; the refused one keeps its
     */
    InvoiceRecord anew(
            IssuedDocument document, @Nullable IssuedDocument original, InvoiceForm form, String number, Instant at) {
        return stamp(document, original, form, Shop.newId(), number, at, document.uuid(), head());
    }

    private InvoiceRecord stamp(
            IssuedDocument document,
            @Nullable IssuedDocument original,
            InvoiceForm form,
            String uuid,
            String number,
            Instant at,
            @Nullable DocumentId replaces,
            Optional<InvoiceChain.Link> head) {
        long icv = head.map(InvoiceChain.Link::icv).orElse(0L) + 1;
        String pih = head.map(InvoiceChain.Link::hash).orElse(InvoiceHash.FIRST_PREVIOUS);
        SigningKey key = shop.signing().key();
        InvoiceForm taken = form;
        Invoice.Builder builder = builder(document, original, form, uuid, number, at, icv, pih);
        Invoice invoice;
        try {
            invoice = builder.build();
        } catch (Refused e) {
            if (form.buyer() == null) {
                throw e;
            }
            // What is wrong with the buyer must not hold the sale up: it goes on as to a consumer, and says so.
            taken = new InvoiceForm(
                    false, null, InvoiceWords.RECORDED.with(String.valueOf(e.getMessage())), InvoiceTraits.PLAIN);
            invoice = builder(document, original, taken, uuid, number, at, icv, pih)
                    .build();
        }
        SignedInvoice signed = Stamper.stamp(invoice, key);
        InvoiceXml packed = InvoiceXml.pack(signed.xml());
        return new InvoiceRecord(
                uuid,
                shop.till(),
                number,
                icv,
                pih,
                signed.hash(),
                signed.signature(),
                signed.qr(),
                packed.deflated(),
                packed.dictionary(),
                at,
                taken.standard(),
                taken.buyer(),
                replaces,
                taken.why() == null ? "" : taken.why().message(),
                taken.traits());
    }

    private Invoice.Builder builder(
            IssuedDocument document,
            @Nullable IssuedDocument original,
            InvoiceForm form,
            String uuid,
            String number,
            Instant at,
            long icv,
            String pih) {
        ZoneId zone = shop.folder().branchProfile().zone();
        DocumentKind kind = !document.isSale()
                ? DocumentKind.CREDIT_NOTE
                : document.isPrepayment() ? DocumentKind.PREPAYMENT : DocumentKind.INVOICE;
        Invoice.Builder builder = (form.standard() ? Invoice.standard(kind) : Invoice.simplified(kind))
                .number(number)
                .uuid(UUID.fromString(uuid))
                .issuedAt(local(at, zone))
                .chain(icv, pih)
                .seller(new Sellers(shop.folder()).party())
                .totals(totals(document))
                .settles(prepayments(document, zone))
                .paidBy(means(document));
        if (form.buyer() != null) {
            builder = builder.buyer(party(form.buyer(), form.standard()));
        }
        for (InvoiceTraits.Mark mark : form.traits().marks()) {
            builder = builder.flag(flag(mark));
        }
        LocalDate from = form.traits().from();
        LocalDate until = form.traits().until();
        if (from != null && until != null) {
            builder = builder.delivered(from, until);
        } else if (form.standard()) {
            builder = builder.deliveredOn(local(document.at(), zone).toLocalDate());
        }
        if (!document.isSale()) {
            String reason = document.reason() == null ? "Goods returned" : document.reason();
            builder = builder.corrects(reference(document, original, zone), reason);
        }
        return builder;
    }

    /** What was paid before, as the invoices for it say. */
    private List<Prepayment> prepayments(IssuedDocument document, ZoneId zone) {
        return document.deposits().stream()
                .map(deposit -> new Prepayment(
                        numberOf(deposit.uuid(), deposit.receipt()),
                        local(deposit.at(), zone),
                        deposit.parts().stream()
                                .map(part -> new VatSubtotal(
                                        vatClass(part.tax(), Exemption.of(part.tax(), part.exemption())),
                                        part.net().minor(),
                                        part.vat().minor()))
                                .toList()))
                .toList();
    }

    /** BR-KSA-56 asks for a reference even where the customer has no receipt: what they say, or that there is none. */
    private BillingReference reference(IssuedDocument credit, @Nullable IssuedDocument original, ZoneId zone) {
        if (original == null) {
            return new BillingReference(credit.originalReceipt() == null ? NO_RECEIPT : credit.originalReceipt());
        }
        return new BillingReference(
                numberOf(original), local(original.at(), zone).toLocalDate());
    }

    private static TransactionFlag flag(InvoiceTraits.Mark mark) {
        return switch (mark) {
            case THIRD_PARTY -> TransactionFlag.THIRD_PARTY;
            case NOMINAL -> TransactionFlag.NOMINAL;
            case SUMMARY -> TransactionFlag.SUMMARY;
        };
    }

    /** The number that the original's invoice bears: its own, unless it was issued anew. */
    private String numberOf(IssuedDocument original) {
        return numberOf(original.uuid(), original.receipt().toString());
    }

    private String numberOf(DocumentId document, String receipt) {
        return shop.retail()
                .invoices()
                .standing(shop.scope(), document)
                .map(InvoiceChain.Link::receipt)
                .orElse(receipt);
    }

    /** A simplified invoice names the buyer without the address, which may not be whole. */
    private static TradeParty party(Buyer buyer, boolean whole) {
        org.tillmesh.retail.company.Address at = buyer.address();
        return new TradeParty(
                buyer.name(),
                buyer.vatNumber().isEmpty() ? null : buyer.vatNumber(),
                buyer.nationalId() == null ? null : new PartyId("NAT", buyer.nationalId()),
                whole
                        ? new PostalAddress(
                                at.street(),
                                at.building(),
                                at.district(),
                                at.city(),
                                at.postalCode(),
                                at.country(),
                                at.additional())
                        : null);
    }

    private static LocalDateTime local(Instant at, ZoneId zone) {
        return LocalDateTime.ofInstant(at, zone).withNano(0);
    }

    private static InclusiveTotals totals(IssuedDocument document) {
        var lines = new ArrayList<InclusiveLine>();
        for (IssuedLine line : document.goods()) {
            String named = line.nameAr().isEmpty() ? line.name() : line.nameAr();
            String name = line.serial() == null ? named : named + " S/N " + line.serial();
            VatClass tax = vatClass(line.tax(), Exemption.of(line.tax(), line.exemption()));
            InclusiveLine listed = line.discount().isZero()
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
                            "خصم");
            lines.add(
                    line.reason().withoutVat() == null
                            ? listed
                            : listed.withNet(line.net().minor()));
        }
        if (document.isSale()) {
            return InclusiveTotals.of(lines);
        }
        var vat = new TreeMap<VatClass, Long>();
        for (Totals.Tax tax : document.taxes()) {
            VatClass of = vatClass(tax.category(), tax.exemption());
            vat.merge(of, of.vatWithin(tax.total().minor(), tax.vat().minor(), lines.size()), Long::sum);
        }
        return InclusiveTotals.of(lines, vat);
    }

    /** A reason that this version does not know gives way to the category's own: it holds no sale up. */
    private static VatClass vatClass(TaxCategory category, Exemption why) {
        if (category.ratePercent() > 0) {
            return VatClass.standard(category.ratePercent());
        }
        VatCategory ubl = VatCategory.valueOf(category.ubl());
        boolean known = ExemptionReason.ofCode(why.code())
                        .filter(reason -> reason.category() == ubl)
                        .isPresent()
                && !why.text().isBlank();
        return known
                ? new VatClass(ubl, 0, why.code(), why.text())
                : new VatClass(ubl, 0, category.exemptionCode(), category.exemptionText());
    }

    private static List<PaymentMeans> means(IssuedDocument document) {
        List<PaymentMeans> means = document.ways().stream()
                .map(t -> switch (t.kind()) {
                    case CASH -> PaymentMeans.CASH;
                    case CARD -> PaymentMeans.BANK_CARD;
                    case CREDIT, ACCOUNT -> PaymentMeans.CREDIT;
                    case BANK -> PaymentMeans.BANK_ACCOUNT;
                    case GIFT, POINTS -> PaymentMeans.OTHER;
                })
                .distinct()
                .toList();
        return means.isEmpty() ? List.of(PaymentMeans.CASH) : means;
    }
}
