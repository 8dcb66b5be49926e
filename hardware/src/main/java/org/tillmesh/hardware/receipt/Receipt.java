package org.tillmesh.hardware.receipt;

import java.util.List;

/**
 * What stands on a receipt. Amounts and quantities come as the plain decimals to print; empty text is left out.
 *
 * @param originalNumber of the receipt that a credit note is against
 * @param time local, as printed
 * @param qr base64 of the TLV, printed as QR; empty on what is no tax invoice
 * @param total empty on what says no prices; so are the prices of its lines
 * @param copy marks a reprint
 * @param buyer as a business is named
 * @param until how long a quotation holds; empty for all else
 * @param deals promotions on the whole sale; each line has its share in its discount
 */
public record Receipt(
        String sellerAr,
        String sellerEn,
        String branchAr,
        String branchEn,
        String vatNumber,
        String address,
        Kind kind,
        String number,
        String originalNumber,
        String time,
        String cashier,
        String till,
        List<Line> lines,
        List<Tax> taxes,
        String net,
        String vat,
        String total,
        List<Paid> paid,
        String change,
        String qr,
        boolean copy,
        Buyer buyer,
        List<Deal> deals,
        String until,
        Extras extras) {

    /** To a consumer. */
    public Receipt(
            String sellerAr,
            String sellerEn,
            String branchAr,
            String branchEn,
            String vatNumber,
            String address,
            Kind kind,
            String number,
            String originalNumber,
            String time,
            String cashier,
            String till,
            List<Line> lines,
            List<Tax> taxes,
            String net,
            String vat,
            String total,
            List<Paid> paid,
            String change,
            String qr,
            boolean copy) {
        this(
                sellerAr,
                sellerEn,
                branchAr,
                branchEn,
                vatNumber,
                address,
                kind,
                number,
                originalNumber,
                time,
                cashier,
                till,
                lines,
                taxes,
                net,
                vat,
                total,
                paid,
                change,
                qr,
                copy,
                Buyer.NONE,
                List.of(),
                "",
                Extras.NONE);
    }

    /** A label in both languages, and what it labels. */
    public record Row(String english, String value, String arabic) {}

    /**
     * What some papers have besides.
     *
     * @param rows behind the totals: what the payment terminal said
     * @param slip what it wants on the customer's paper
     * @param footerAr instead of thanks, if either is given
     */
    public record Extras(List<Row> rows, List<String> slip, String footerAr, String footerEn) {
        public static final Extras NONE = new Extras(List.of(), List.of(), "", "");

        public Extras {
            rows = List.copyOf(rows);
            slip = List.copyOf(slip);
        }
    }

    /** Empty text is left out. */
    public record Buyer(String name, String vatNumber, String address) {
        public static final Buyer NONE = new Buyer("", "", "");
    }

    public enum Kind {
        INVOICE("فاتورة ضريبية مبسطة", "Simplified tax invoice"),
        CREDIT_NOTE("إشعار دائن", "Credit note"),
        TAX_INVOICE("فاتورة ضريبية", "Tax invoice"),
        TAX_CREDIT_NOTE("إشعار دائن ضريبي", "Tax credit note"),
        /** Of a standard invoice until it is cleared. */
        PROFORMA("فاتورة أولية — ليست فاتورة ضريبية", "Proforma — not a tax invoice"),
        PREPAYMENT("فاتورة ضريبية مبسطة — دفعة مقدمة", "Simplified tax invoice — prepayment"),
        TAX_PREPAYMENT("فاتورة ضريبية — دفعة مقدمة", "Tax invoice — prepayment"),
        QUOTATION("عرض سعر — ليس فاتورة", "Quotation — not an invoice"),
        /** Says what was bought and not for how much. */
        GIFT("إيصال هدية", "Gift receipt"),
        /** Of a sale that was only played. */
        TRAINING("تدريب — ليست فاتورة", "TRAINING — not an invoice"),
        PROFORMA_CREDIT_NOTE("إشعار أولي — ليس إشعاراً ضريبياً", "Proforma credit note — not a tax document");

        private final String arabic;
        private final String english;

        Kind(String arabic, String english) {
            this.arabic = arabic;
            this.english = english;
        }

        String arabic() {
            return arabic;
        }

        String english() {
            return english;
        }
    }

    /**
     * @param batch number and expiry, when they matter
     * @param deals promotions on its units, which are part of the discount
     */
    public record Line(
            String nameAr,
            String nameEn,
            String qty,
            String unit,
            String price,
            String discount,
            String total,
            String batch,
            List<Deal> deals) {
        public Line {
            deals = List.copyOf(deals);
        }
    }

    /** A promotion and what it took off. */
    public record Deal(String nameAr, String nameEn, String off) {}

    public record Tax(int percent, String reason, String net, String vat) {}

    /** @param kind cash, card, gift, credit, account, or deposit for what was paid before */
    public record Paid(String kind, String amount, String number) {
        public Paid(String kind, String amount) {
            this(kind, amount, "");
        }
    }

    public Receipt {
        lines = List.copyOf(lines);
        taxes = List.copyOf(taxes);
        paid = List.copyOf(paid);
        deals = List.copyOf(deals);
    }
}
