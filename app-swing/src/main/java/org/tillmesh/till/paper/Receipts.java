package org.tillmesh.till.paper;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.receipt.Receipt;
import org.tillmesh.retail.cart.CardCharge;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.cart.Quotation;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.cart.Totals;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.company.Company;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.invoice.Buyer;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.Training;
import org.tillmesh.till.shop.Shop;

/** An issued document as a printer prints it. */
final class Receipts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Shop shop;

    Receipts(Shop shop) {
        this.shop = shop;
    }

    Receipt receipt(Issued issued, boolean copy) {
        return receipt(
                issued.document(),
                kind(issued),
                issued.invoice().receipt(),
                issued.isTaxInvoice() ? issued.qr() : "",
                buyer(issued.invoice()),
                copy,
                "");
    }

    /** Of a sale that is only played. */
    Receipt played(IssuedDocument sale) {
        return receipt(sale, Receipt.Kind.TRAINING, Training.number(sale), "", Receipt.Buyer.NONE, false, "");
    }

    /** A quotation, with how long it holds. */
    Receipt quoted(ParkedCart parked) {
        Cart cart = parked.cart();
        Quotation made = Objects.requireNonNull(cart.quotation());
        var heading = new IssuedDocument.Heading(
                new DocumentId(cart.id()),
                new ReceiptNumber(parked.home(), 1),
                parked.user(),
                null,
                new ShiftId(cart.id()),
                made.at(),
                null);
        return receipt(
                IssuedDocument.offer(heading, cart),
                Receipt.Kind.QUOTATION,
                made.number(),
                "",
                Receipt.Buyer.NONE,
                false,
                TIME.format(made.until().atZone(shop.folder().branchProfile().zone())));
    }

    private Receipt receipt(
            IssuedDocument document,
            Receipt.Kind kind,
            String number,
            String qr,
            Receipt.Buyer buyer,
            boolean copy,
            String until) {
        Company company = shop.folder().company();
        BranchProfile branch = shop.folder().branchProfile();
        ZoneId zone = branch.zone();
        var lines = new ArrayList<Receipt.Line>();
        for (IssuedLine line : document.goods()) {
            lines.add(new Receipt.Line(
                    line.nameAr(),
                    line.name(),
                    line.qty().toString(),
                    line.unit(),
                    line.price().toString(),
                    line.discount().isZero() ? "" : line.discount().toString(),
                    line.total().toString(),
                    besides(line),
                    deals(line.deals())));
        }
        var taxes = new ArrayList<Receipt.Tax>();
        for (Totals.Tax tax : document.taxesOfGoods()) {
            taxes.add(new Receipt.Tax(
                    tax.category().ratePercent(),
                    tax.exemption().text(),
                    tax.net().toString(),
                    tax.vat().toString()));
        }
        return new Receipt(
                company.nameAr(),
                company.name(),
                branch.nameAr(),
                branch.name(),
                company.vatNumber(),
                branch.address().building() + " " + branch.address().street() + ", "
                        + branch.address().district() + ", " + branch.address().city() + " "
                        + branch.address().postalCode(),
                kind,
                number,
                document.originalReceipt() == null ? "" : document.originalReceipt(),
                TIME.format(document.at().atZone(zone)),
                document.cashier().value(),
                document.till().toString(),
                lines,
                taxes,
                document.total()
                        .plus(document.prepaid())
                        .minus(document.vatOfGoods())
                        .toString(),
                document.vatOfGoods().toString(),
                document.total().plus(document.prepaid()).toString(),
                tenders(document),
                document.change().isZero() ? "" : document.change().toString(),
                qr,
                copy,
                buyer,
                deals(document.deals()),
                until,
                extras(document));
    }

    /** What head office wants at the foot of every receipt. */
    private Receipt.Extras extras(IssuedDocument document) {
        Settings settings =
                shop.store().read(view -> Settings.inForce(view, shop.till().branch()));
        String arabic = settings.receiptFooterAr();
        String english = settings.receiptFooter();
        return new Receipt.Extras(
                charges(document), List.of(), arabic == null ? "" : arabic, english == null ? "" : english);
    }

    /** What the customer's slip of a payment terminal says. */
    private static List<Receipt.Row> charges(IssuedDocument document) {
        var rows = new ArrayList<Receipt.Row>();
        for (Tender tender : document.tenders()) {
            CardCharge charge = tender.charge();
            if (charge != null) {
                said(rows, "Card", joined(charge.scheme(), charge.pan()), "البطاقة");
                said(rows, "Approval", joined(charge.approval(), null), "رمز الموافقة");
                said(rows, "Terminal · RRN", joined(charge.terminalId(), charge.rrn()), "الجهاز · المرجع");
            }
        }
        return rows;
    }

    private static void said(List<Receipt.Row> rows, String english, String value, String arabic) {
        if (!value.isEmpty()) {
            rows.add(new Receipt.Row(english, value, arabic));
        }
    }

    private static String joined(@Nullable String one, @Nullable String other) {
        return Stream.of(one, other).filter(Objects::nonNull).collect(Collectors.joining(" · "));
    }

    /** Batch, serial number, and what the list says of one where its prices are without VAT. */
    private static String besides(IssuedLine line) {
        Money each = line.reason().withoutVat();
        return Stream.of(batch(line), each == null ? "" : "excl. VAT · بدون الضريبة " + each)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static String batch(IssuedLine line) {
        String batch = line.batch() == null ? "" : line.batch() + (line.expiry() == null ? "" : " · " + line.expiry());
        String serial = line.serial() == null ? "" : "S/N " + line.serial();
        return batch.isEmpty() || serial.isEmpty() ? batch + serial : batch + " · " + serial;
    }

    private static List<Receipt.Deal> deals(List<Priced.Deal> deals) {
        return deals.stream()
                .map(deal ->
                        new Receipt.Deal(deal.nameAr(), deal.name(), deal.off().toString()))
                .toList();
    }

    private static Receipt.Kind kind(Issued issued) {
        boolean sale = issued.document().isSale();
        if (!issued.isTaxInvoice()) {
            return sale ? Receipt.Kind.PROFORMA : Receipt.Kind.PROFORMA_CREDIT_NOTE;
        }
        if (issued.document().isPrepayment()) {
            return issued.invoice().standard() ? Receipt.Kind.TAX_PREPAYMENT : Receipt.Kind.PREPAYMENT;
        }
        if (issued.invoice().standard()) {
            return sale ? Receipt.Kind.TAX_INVOICE : Receipt.Kind.TAX_CREDIT_NOTE;
        }
        return sale ? Receipt.Kind.INVOICE : Receipt.Kind.CREDIT_NOTE;
    }

    private static Receipt.Buyer buyer(InvoiceRecord invoice) {
        Buyer buyer = invoice.buyer();
        return buyer == null
                ? Receipt.Buyer.NONE
                : new Receipt.Buyer(
                        buyer.name(),
                        buyer.vatNumber(),
                        invoice.standard()
                                ? buyer.address().building() + " "
                                        + buyer.address().street() + ", "
                                        + buyer.address().district() + ", "
                                        + buyer.address().city() + " "
                                        + buyer.address().postalCode()
                                        + (buyer.address().additional().isEmpty()
                                                ? ""
                                                : "-" + buyer.address().additional())
                                : "");
    }

    private List<Receipt.Paid> tenders(IssuedDocument document) {
        var paid = new ArrayList<Receipt.Paid>();
        if (document.prepaid().isPositive()) {
            paid.add(new Receipt.Paid("deposit", document.prepaid().toString()));
        }
        for (Tender tender : document.tenders()) {
            paid.add(new Receipt.Paid(tender.kind().code(), tender.amount().toString()));
        }
        for (IssuedDocument other : beside(document)) {
            Money sum = exchanged(document.isSale() ? other : document);
            if (document.isSale() != other.isSale() && sum.isPositive()) {
                paid.add(new Receipt.Paid(
                        "exchange", sum.toString(), other.receipt().toString()));
            }
        }
        if (!document.rounding().isZero()) {
            paid.add(new Receipt.Paid("rounding", document.rounding().toString()));
        }
        return paid;
    }

    private List<IssuedDocument> beside(IssuedDocument document) {
        return shop.store().read(view -> document.beside().stream()
                .flatMap(uuid -> shop.retail().sales().find(shop.scope(), uuid).stream())
                .flatMap(sold -> SalesBook.document(view, shop.scope(), sold).stream())
                .toList());
    }

    private static Money exchanged(IssuedDocument credit) {
        return credit.exchanged().stream().map(Tender::settles).reduce(Money.ZERO, Money::plus);
    }

    /** For whom it was bought: what, and not for how much. The QR says the number, by which it can come back. */
    Receipt gift(Issued issued) {
        Receipt whole = receipt(issued, false);
        return new Receipt(
                whole.sellerAr(),
                whole.sellerEn(),
                whole.branchAr(),
                whole.branchEn(),
                whole.vatNumber(),
                whole.address(),
                Receipt.Kind.GIFT,
                whole.number(),
                "",
                whole.time(),
                whole.cashier(),
                whole.till(),
                whole.lines().stream().map(Receipts::unpriced).toList(),
                List.of(),
                "",
                "",
                "",
                List.of(),
                "",
                whole.number(),
                false);
    }

    private static Receipt.Line unpriced(Receipt.Line line) {
        return new Receipt.Line(
                line.nameAr(), line.nameEn(), line.qty(), line.unit(), "", "", "", line.batch(), List.of());
    }
}
