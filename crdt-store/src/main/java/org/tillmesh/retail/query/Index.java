package org.tillmesh.retail.query;

/** Names and keys of the indexes by which the documents of a shop are found; the table is in DOCUMENTS.md. */
public final class Index {
    public static final String BARCODE = "barcode";
    public static final String PRODUCT_WORDS = "product-words";
    public static final String CUSTOMER_WORDS = "customer-words";
    public static final String CUSTOMER_CONFLICT = "customer-conflict";
    public static final String KEY = "key";
    public static final String RECEIPT = "receipt";
    public static final String ISSUED = "issued";
    public static final String ISSUED_BY = "issued-by";
    public static final String TILL_ISSUED = "till-issued";
    public static final String CART = "cart";
    public static final String RETURNS = "returns";
    public static final String SERIAL = "serial";
    public static final String ACCOUNT = "account";
    public static final String BRANCH_ACCOUNT = "branch-account";
    public static final String ESCROW = "escrow";
    public static final String OVERSPENT = "overspent";
    public static final String FIGURES = "figures";
    public static final String HOUR_SALES = "hour-sales";
    public static final String HOUR_PRODUCTS = "hour-products";
    public static final String CUSTOMER_ISSUED = "customer-issued";
    public static final String STOCK = "stock";
    public static final String COST = "cost";
    public static final String ORDERED = "ordered";
    public static final String TILL_STOCKED = "till-stocked";
    public static final String ICV = "icv";
    public static final String INVOICE_HASH = "invoice-hash";
    public static final String UNREPORTED = "unreported";
    public static final String REJECTED = "rejected";
    public static final String REISSUED = "reissued";
    public static final String STANDARD = "standard";
    public static final String PARKED = "parked";
    public static final String AUDITED = "audited";
    public static final String CLOCKED = "clocked";

    /** Separates the parts of a key; below every character of the parts. */
    public static final String SEP = "\u0001";

    private static final int ORDERED_DIGITS = 16;

    private Index() {}

    /** Sixteen digits that are in the order of the numbers, negative ones first. */
    public static String ordered(long number) {
        long bits = number ^ Long.MIN_VALUE;
        var digits = new char[ORDERED_DIGITS];
        for (int i = ORDERED_DIGITS - 1; i >= 0; i--) {
            digits[i] = Character.forDigit((int) (bits & 0xF), 16);
            bits >>>= 4;
        }
        return new String(digits);
    }

    /** The number of its sixteen digits. */
    public static long number(String ordered) {
        return Long.parseUnsignedLong(ordered, 16) ^ Long.MIN_VALUE;
    }

    public static String key(String... parts) {
        return String.join(SEP, parts);
    }
}
