package org.tillmesh.hardware.receipt;

import java.awt.image.BufferedImage;
import org.tillmesh.hardware.PrintPage;

/**
 * Lays a receipt out for paper of a given width in dots: one layout for paper, screen, picture and PDF.
 */
public final class ReceiptPainter {
    /** Dots of an 80 mm printer at 203 dpi. */
    public static final int WIDTH_80_MM = 576;

    /** Dots of a 58 mm printer at 203 dpi. */
    public static final int WIDTH_58_MM = 384;

    private final int width;

    public ReceiptPainter(int width) {
        if (width < WIDTH_58_MM || width > 1_200) {
            throw new IllegalArgumentException(
                    "Paper of " + width + " dots is not between " + WIDTH_58_MM + " and 1200");
        }
        this.width = width;
    }

    /** Black on white, as high as it needs to be. */
    public BufferedImage paint(Receipt receipt) {
        return page(receipt).picture();
    }

    /** The same, with the place of its QR. */
    public PrintPage page(Receipt receipt) {
        return Pen.page(width, pen -> draw(receipt, pen));
    }

    /** Another paper than a receipt. */
    public PrintPage page(Slip slip) {
        return Pen.page(width, pen -> draw(slip, pen));
    }

    private static void draw(Receipt r, Pen pen) {
        pen.gap(10);
        pen.centred(r.sellerAr(), PlexFont.BOLD, 30);
        pen.centred(r.sellerEn(), PlexFont.SEMI_BOLD, 22);
        pen.centred(joined(r.branchAr(), r.branchEn()), PlexFont.REGULAR, 19);
        pen.centred(r.address(), PlexFont.REGULAR, 18);
        pen.pair("VAT No.", r.vatNumber(), "الرقم الضريبي");
        pen.rule();
        pen.centred(r.kind().arabic(), PlexFont.BOLD, 28);
        pen.centred(r.kind().english(), PlexFont.SEMI_BOLD, 20);
        if (r.copy()) {
            pen.centred("نسخة · COPY", PlexFont.BOLD, 22);
        }
        pen.gap(6);
        pen.pair("No.", r.number(), "رقم الفاتورة");
        if (!r.originalNumber().isEmpty()) {
            pen.pair("For receipt", r.originalNumber(), "عن الفاتورة");
        }
        pen.pair("Date", r.time(), "التاريخ");
        if (!r.until().isEmpty()) {
            pen.pair("Valid until", r.until(), "يسري حتى");
        }
        pen.pair("Till · Cashier", r.till() + " · " + r.cashier(), "الصندوق · الكاشير");
        if (!r.buyer().name().isEmpty()) {
            pen.pair("Customer", r.buyer().name(), "العميل");
            pen.pair("Customer's VAT No.", r.buyer().vatNumber(), "الرقم الضريبي للعميل");
            pen.small(r.buyer().address());
        }
        pen.rule();
        r.lines().forEach(pen::line);
        pen.rule();
        if (!r.total().isEmpty()) {
            totals(r, pen);
            pen.rule();
        }
        if (!r.extras().rows().isEmpty()) {
            r.extras().rows().forEach(row -> pen.pair(row.english(), row.value(), row.arabic()));
            pen.rule();
        }
        r.extras().slip().forEach(pen::small);
        if (!r.qr().isEmpty()) {
            pen.qr(r.qr());
        }
        pen.barcode(r.number());
        Receipt.Extras extras = r.extras();
        if (extras.footerAr().isEmpty() && extras.footerEn().isEmpty()) {
            pen.centred("شكراً لزيارتكم · Thank you", PlexFont.REGULAR, 19);
        } else {
            pen.centred(extras.footerAr(), PlexFont.REGULAR, 19);
            pen.centred(extras.footerEn(), PlexFont.REGULAR, 19);
        }
        pen.gap(10);
    }

    private static void draw(Slip slip, Pen pen) {
        pen.gap(10);
        pen.centred(slip.headAr(), PlexFont.BOLD, 26);
        pen.centred(slip.headEn(), PlexFont.SEMI_BOLD, 20);
        pen.rule();
        pen.centred(slip.titleAr(), PlexFont.BOLD, 28);
        pen.centred(slip.titleEn(), PlexFont.SEMI_BOLD, 20);
        for (Slip.Part part : slip.parts()) {
            pen.rule();
            pen.centred(joined(part.titleAr(), part.titleEn()), PlexFont.SEMI_BOLD, 19);
            part.rows().forEach(row -> pen.pair(row.english(), row.value(), row.arabic()));
        }
        pen.rule();
        if (!slip.barcode().isEmpty()) {
            pen.barcode(slip.barcode());
        }
        pen.gap(10);
    }

    private static void totals(Receipt r, Pen pen) {
        if (!r.deals().isEmpty()) {
            pen.small("Already taken off above · مخصومة في السطور أعلاه");
            r.deals().forEach(pen::deal);
            pen.gap(4);
        }
        pen.pair("Total excl. VAT", r.net(), "الإجمالي قبل الضريبة");
        for (Receipt.Tax tax : r.taxes()) {
            pen.pair("VAT " + tax.percent() + " %", tax.vat(), "ضريبة القيمة المضافة " + tax.percent() + "٪");
            if (!tax.reason().isEmpty()) {
                pen.small(tax.reason());
            }
        }
        pen.gap(4);
        pen.big("Total SAR", r.total(), "الإجمالي");
        pen.gap(4);
        for (Receipt.Paid paid : r.paid()) {
            pen.pair(english(paid.kind()), paid.amount(), arabic(paid.kind()));
            pen.small(paid.number());
        }
        if (!r.change().isEmpty()) {
            pen.pair("Change", r.change(), "الباقي");
        }
    }

    /** What a way of paying is called, by its code. */
    public static String english(String kind) {
        return switch (kind) {
            case "cash" -> "Cash";
            case "card" -> "Card";
            case "gift" -> "Gift card";
            case "credit" -> "Store credit";
            case "deposit" -> "Deposit paid";
            case "exchange" -> "Exchange";
            case "bank" -> "Bank transfer";
            case "points" -> "Points";
            case "rounding" -> "Cash rounding";
            default -> "On account";
        };
    }

    /** The same in Arabic. */
    public static String arabic(String kind) {
        return switch (kind) {
            case "cash" -> "نقداً";
            case "card" -> "بطاقة";
            case "gift" -> "بطاقة هدية";
            case "credit" -> "رصيد المتجر";
            case "deposit" -> "عربون مدفوع";
            case "exchange" -> "استبدال";
            case "bank" -> "تحويل بنكي";
            case "points" -> "نقاط";
            case "rounding" -> "تقريب النقد";
            default -> "على الحساب";
        };
    }

    static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + " · " + other;
    }
}
