package org.tillmesh.zatca.pdf;

/** A label in both languages. */
record Label(String arabic, String english) {
    static final Label NUMBER = new Label("رقم الفاتورة", "Number");
    static final Label DATE = new Label("تاريخ الإصدار", "Issued");
    static final Label SUPPLY = new Label("تاريخ التوريد", "Supplied");
    static final Label UUID = new Label("المعرف الفريد", "UUID");
    static final Label COUNTER = new Label("العداد", "Counter");
    static final Label ORIGINAL = new Label("الفاتورة الأصلية", "Original");
    static final Label REASON = new Label("السبب", "Reason");
    static final Label KINDS = new Label("نوع المعاملة", "Transaction");
    static final Label SELLER = new Label("البائع", "Seller");
    static final Label BUYER = new Label("المشتري", "Buyer");
    static final Label VAT_NUMBER = new Label("الرقم الضريبي", "VAT number");
    static final Label ITEM = new Label("الصنف", "Item");
    static final Label QUANTITY = new Label("الكمية", "Quantity");
    static final Label PRICE = new Label("سعر الوحدة", "Unit price");
    static final Label ADJUSTED = new Label("خصم / رسوم", "Discount / charge");
    static final Label NET = new Label("بدون الضريبة", "Net");
    static final Label RATE = new Label("نسبة الضريبة", "VAT rate");
    static final Label VAT = new Label("الضريبة", "VAT");
    static final Label GROSS = new Label("مع الضريبة", "With VAT");
    static final Label CATEGORY = new Label("فئة الضريبة", "VAT category");
    static final Label TOTAL_NET = new Label("الإجمالي بدون ضريبة القيمة المضافة", "Total without VAT");
    static final Label TOTAL_VAT = new Label("مجموع ضريبة القيمة المضافة", "Total VAT");
    static final Label VAT_IN_RIYALS = new Label("ضريبة القيمة المضافة بالريال", "Total VAT in SAR");
    static final Label TOTAL = new Label("الإجمالي شامل ضريبة القيمة المضافة", "Total with VAT");
    static final Label PREPAID = new Label("مدفوع مقدما", "Prepaid");
    static final Label PAYABLE = new Label("المبلغ المستحق", "Amount due");
    static final Label RATE_OF_EXCHANGE = new Label("سعر الصرف", "Exchange rate");
    static final Label AWAITING = new Label(
            "بانتظار اعتماد الهيئة: ليست فاتورة ضريبية قبل اعتمادها",
            "Awaiting clearance: no tax invoice until cleared");
    static final Label PAGE = new Label("صفحة", "Page");

    String both() {
        return arabic + "  |  " + english;
    }
}
