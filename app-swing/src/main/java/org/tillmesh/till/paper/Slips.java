package org.tillmesh.till.paper;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.receipt.Receipt.Row;
import org.tillmesh.hardware.receipt.ReceiptPainter;
import org.tillmesh.hardware.receipt.Slip;
import org.tillmesh.retail.cart.CardCharge;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.company.Company;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.shift.CardTotals;
import org.tillmesh.retail.shift.CashSums;
import org.tillmesh.retail.shift.Figures;
import org.tillmesh.retail.shift.GrandTotals;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Papers that are no receipts: X, Z and card slips. */
final class Slips {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Shop shop;

    Slips(Shop shop) {
        this.shop = shop;
    }

    private Slip slip(String arabic, String english, boolean copy, List<Slip.Part> parts, String barcode) {
        Company company = shop.folder().company();
        return new Slip(
                company.nameAr() + " · " + shop.folder().branchProfile().nameAr(),
                company.name() + " · " + shop.folder().branchProfile().name(),
                copy ? arabic + " — نسخة" : arabic,
                copy ? english + " — COPY" : english,
                parts,
                barcode);
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(shop.folder().branchProfile().zone()));
    }

    private static void money(List<Row> rows, String english, Money sum, String arabic) {
        rows.add(new Row(english, sum.toString(), arabic));
    }

    private static void unlessZero(List<Row> rows, String english, Money sum, String arabic) {
        if (!sum.isZero()) {
            money(rows, english, sum, arabic);
        }
    }

    private static Slip.Part part(String arabic, String english, List<Row> rows) {
        return new Slip.Part(arabic, english, rows);
    }

    // ---- X and Z

    /** Of a shift that goes on, as it stands now. */
    Slip x(ShiftOpened shift) {
        Figures figures = shop.retail().shifts().figures(shop.scope(), shift.id());
        CashSums cash = shop.retail().shifts().cashMoved(shop.scope(), shift.id());
        var head = new ArrayList<Row>();
        head.add(new Row("Shift", String.valueOf(shift.number()), "الوردية"));
        head.add(new Row("Till · Cashier", shift.till() + " · " + shift.user(), "الصندوق · الكاشير"));
        head.add(new Row("Opened", time(shift.at()), "فُتحت"));
        head.add(new Row("Printed", time(shop.clock().instant()), "طُبع"));
        List<Row> drawer = drawer(cash);
        drawer.add(0, new Row("Float", shift.openingFloat().toString(), "العهدة"));
        money(drawer, "Expected cash", shop.retail().shifts().expectedCash(shop.scope(), shift), "النقد المتوقع");
        return slip(
                "تقرير X — الوردية مفتوحة",
                "X report — the shift goes on",
                false,
                List.of(
                        part("", "", head),
                        sales(figures),
                        tenders(figures.byTender()),
                        part("الدرج", "Drawer", drawer)),
                "");
    }

    Slip z(ShiftClosed z, boolean copy) {
        var head = new ArrayList<Row>();
        head.add(new Row("Z", String.valueOf(z.number()), "رقم التقرير"));
        head.add(new Row("Till · Cashier", z.till() + " · " + z.user(), "الصندوق · الكاشير"));
        head.add(new Row("Closed", time(z.at()), "أُغلقت"));
        List<Row> drawer = drawer(z.count().cash());
        money(drawer, "Expected cash", z.expected(), "النقد المتوقع");
        money(drawer, "Counted", z.counted(), "المعدود");
        money(drawer, "Difference", z.difference(), "الفرق");
        var parts = new ArrayList<>(List.of(
                part("", "", head),
                sales(z.figures()),
                tenders(z.figures().byTender()),
                part("الدرج", "Drawer", drawer)));
        CardTotals cards = z.count().cards();
        if (cards != null) {
            parts.add(cards(cards));
            if (!cards.offline().isEmpty()) {
                parts.add(offline(cards));
            }
        }
        GrandTotals grand = z.grand();
        if (grand != null) {
            var rows = new ArrayList<Row>();
            money(rows, "Grand total", grand.gross(), "المجموع الكلي");
            money(rows, "VAT in it", grand.vat(), "ضريبته");
            parts.add(part("منذ البداية", "Since the beginning", rows));
        }
        return slip("تقرير Z", "Z report", copy, parts, "");
    }

    private static Slip.Part sales(Figures figures) {
        var rows = new ArrayList<Row>();
        rows.add(new Row("Documents", String.valueOf(figures.count()), "المستندات"));
        rows.add(new Row("Of them returns", String.valueOf(figures.returns()), "منها مرتجعات"));
        money(rows, "Net", figures.gross().minus(figures.vat()), "الصافي");
        money(rows, "VAT", figures.vat(), "الضريبة");
        money(rows, "Gross", figures.gross(), "الإجمالي");
        unlessZero(rows, "Discounts", figures.discounts(), "الخصومات");
        unlessZero(rows, "Cash rounding", figures.rounding(), "تقريب النقد");
        return part("المبيعات", "Sales", rows);
    }

    private static Slip.Part tenders(SortedMap<String, Money> byTender) {
        var rows = new ArrayList<Row>();
        byTender.forEach((code, sum) -> money(rows, ReceiptPainter.english(code), sum, ReceiptPainter.arabic(code)));
        return part("طرق الدفع", "Tenders", rows);
    }

    private static List<Row> drawer(CashSums cash) {
        var rows = new ArrayList<Row>();
        unlessZero(rows, "Put in", cash.in(), "إدخال");
        unlessZero(rows, "Taken out", cash.out(), "إخراج");
        unlessZero(rows, "Dropped", cash.drop(), "إيداع");
        if (cash.noSales() > 0) {
            rows.add(new Row("Opened for nothing", String.valueOf(cash.noSales()), "فتح بلا بيع"));
        }
        return rows;
    }

    /** The till's sums beside the terminal's. */
    private static Slip.Part cards(CardTotals cards) {
        var rows = new ArrayList<Row>();
        for (String scheme : cards.schemes()) {
            money(
                    rows,
                    scheme + " · till",
                    cards.till().getOrDefault(scheme, CardTotals.Sum.NONE).amount(),
                    "الصندوق");
            Money difference = cards.difference(scheme);
            if (difference != null) {
                money(
                        rows,
                        scheme + " · terminal",
                        cards.terminal()
                                .getOrDefault(scheme, CardTotals.Sum.NONE)
                                .amount(),
                        "الجهاز");
                unlessZero(rows, scheme + " · difference", difference, "الفرق");
            }
        }
        money(rows, "Till", cards.tillTotal(), "الصندوق");
        Money difference = cards.difference();
        if (difference == null) {
            rows.add(new Row("Terminal", "—", "لم يعط الجهاز مجاميعه"));
        } else {
            money(rows, "Terminal", cards.terminalTotal(), "الجهاز");
            money(rows, "Difference", difference, "الفرق");
        }
        return part("البطاقات", "Cards", rows);
    }

    private Slip.Part offline(CardTotals cards) {
        var rows = new ArrayList<Row>();
        for (CardTotals.Offline each : cards.offline()) {
            rows.add(new Row(
                    time(each.at()), joined(each.amount().toString(), each.pan()), each.overLimit() ? "فوق الحد" : ""));
        }
        return part("قُبلت من دون البنك", "Approved without the bank", rows);
    }

    // ---- cards

    /**
     * What the payment terminal booked for a document.
     *
     * @throws TillException BAD_VALUE if no card was charged by a terminal
     */
    Slip card(IssuedDocument document, boolean merchant, boolean copy) {
        var parts = new ArrayList<Slip.Part>();
        for (Tender tender : document.tenders()) {
            CardCharge charge = tender.charge();
            if (charge != null) {
                parts.add(charged(document, tender.amount(), charge));
            }
        }
        if (parts.isEmpty()) {
            throw new TillException(PaperRefusal.NO_CARD_SLIP, document.receipt());
        }
        if (merchant) {
            parts.add(part(
                    "", "", List.of(new Row("Signature", "", "التوقيع"), new Row("", "____________________", ""))));
        }
        return slip(
                merchant ? "نسخة التاجر" : "نسخة العميل",
                merchant ? "Merchant's card slip" : "Customer's card slip",
                copy,
                parts,
                document.receipt().toString());
    }

    private Slip.Part charged(IssuedDocument document, Money amount, CardCharge charge) {
        var rows = new ArrayList<Row>();
        rows.add(new Row("Receipt", document.receipt().toString(), "الفاتورة"));
        rows.add(new Row("Date", time(document.at()), "التاريخ"));
        said(rows, "Card", joined(charge.scheme(), charge.pan()), "البطاقة");
        said(rows, "Approval", charge.approval(), "رمز الموافقة");
        said(rows, "Terminal", charge.terminalId(), "الجهاز");
        said(rows, "Terminal's receipt", charge.receipt(), "إيصال الجهاز");
        said(rows, "RRN", charge.rrn(), "المرجع");
        if (charge.offline()) {
            rows.add(new Row("Approved without the bank", "", "قُبل من دون البنك"));
        }
        money(rows, "Amount SAR", amount, "المبلغ");
        return document.isSale() ? part("شراء", "Purchase", rows) : part("استرداد", "Refund", rows);
    }

    private static void said(List<Row> rows, String english, @Nullable String value, String arabic) {
        if (value != null && !value.isEmpty()) {
            rows.add(new Row(english, value, arabic));
        }
    }

    private static String joined(@Nullable String one, @Nullable String other) {
        return Stream.of(one, other).filter(Objects::nonNull).collect(Collectors.joining(" · "));
    }
}
