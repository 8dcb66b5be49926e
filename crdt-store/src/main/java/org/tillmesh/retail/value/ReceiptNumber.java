package org.tillmesh.retail.value;

import java.util.Locale;

/** A till's counter of issued documents: {@code S001-T01-000123}. Never an identity: two documents may bear one. */
public record ReceiptNumber(TillId till, long counter) implements Comparable<ReceiptNumber> {

    public ReceiptNumber {
        if (counter < 1) {
            throw new RetailException(Rule.RECEIPT_COUNTER_LOW, counter, till);
        }
    }

    public static ReceiptNumber parse(String text) {
        int dash = text.lastIndexOf('-');
        if (dash > 0 && text.substring(dash + 1).matches("[0-9]{6,12}")) {
            return new ReceiptNumber(TillId.parse(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
        }
        throw new RetailException(Rule.NO_RECEIPT_NUMBER, text);
    }

    public ReceiptNumber next() {
        return new ReceiptNumber(till, counter + 1);
    }

    @Override
    public int compareTo(ReceiptNumber other) {
        int byTill = till.compareTo(other.till);
        return byTill != 0 ? byTill : Long.compare(counter, other.counter);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s-%06d", till, counter);
    }
}
