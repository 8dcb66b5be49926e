package org.tillmesh.zatca.pdf;

/** A label in both languages. */
record Words(String arabic, String english) {
    static final Words NUMBER = new Words("رقم الفاتورة", "Number");
    static final Words DATE = new Words("تاريخ الإصدار", "Issued");
    static final Words SUPPLY = new Words("تاريخ التوريد", "Supplied");
    static final Words UUID = new Words("المعرف الفريد", "UUID");
    static final Words COUNTER = new Words("العداد", "Counter");
    static final Words ORIGINAL = new Words("الفاتورة الأصلية", "Original");
    static final Words REASON = new Words("السبب", "Reason");
    static final Words KINDS = new Words("نوع المعاملة", "Transaction");
    static final Words SELLER = new Words("البائع", "Seller");
    static final Words BUYER = new Words("المشتري", "Buyer");
    static final Words VAT_NUMBER = new Words("الرقم الضريبي", "VAT number");
    static final Words ITEM = new Words("الصنف", "Item");
    static final Words QUANTITY = new Words("الكمية", "Quantity");
    static final Words PRICE = new Words("سعر الوحدة", "Unit price");
    static final Words ADJUSTED = new Words("خصم / رسوم", "Discount / charge");
    static final Words NET = new Words("بدون الضريبة", "Net");
    static final Words RATE = new Words("نسبة الضريبة", "VAT rate");
    static final Words VAT = new Words("الضريبة", "VAT");
    static final Words GROSS = new Words("مع الضريبة", "With VAT");
    static final Words CATEGORY = new Words("فئة الضريبة", "VAT category");
    static final Words TOTAL_NET = new Words("الإجمالي بدون ضريبة القيمة المضافة", "Total without VAT");
    static final Words TOTAL_VAT = new Words("مجموع ضريبة القيمة المضافة", "Total VAT");
    static final Words VAT_IN_RIYALS = new Words("ضريبة القيمة المضافة بالريال", "Total VAT in SAR");
    static final Words TOTAL = new Words("الإجمالي شامل ضريبة القيمة المضافة", "Total with VAT");
    static final Words PREPAID = new Words("مدفوع مقدما", "Prepaid");
    static final Words PAYABLE = new Words("المبلغ المستحق", "Amount due");
    static final Words RATE_OF_EXCHANGE = new Words("سعر الصرف", "Exchange rate");
    static final Words AWAITING = new Words(
            "بانتظار اعتماد الهيئة: ليست فاتورة ضريبية قبل اعتمادها",
            "Awaiting clearance: no tax invoice until cleared");
    static final Words PAGE = new Words("صفحة", "Page");

    String both() {
        return arabic + "  |  " + english;
    }
}
