package org.tillmesh.hardware.code;

/**
 * The digit that checks the price or measure in a label (GS1 General Specifications 7.9.2 to 7.9.4): each digit of a value
 * of four or five is weighed, then the units and tens of the product are added or subtracted.
 */
final class ValueDigit {
    private static final String TWO_MINUS = "0246891357";
    private static final String THREE = "0369258147";
    private static final String FIVE_PLUS = "0516273849";
    private static final String FIVE_MINUS = "0594837261";

    private static final String[] FOUR = {TWO_MINUS, TWO_MINUS, THREE, FIVE_MINUS};
    private static final String[] FIVE = {FIVE_PLUS, TWO_MINUS, FIVE_MINUS, FIVE_PLUS, TWO_MINUS};

    private ValueDigit() {}

    /** Whether values of so many digits have one. */
    static boolean isFor(int digits) {
        return digits == FOUR.length || digits == FIVE.length;
    }

    /** @param value four or five digits */
    static char of(String value) {
        String[] weights = value.length() == FOUR.length ? FOUR : FIVE;
        if (value.length() != weights.length) {
            throw new IllegalArgumentException("\"" + value + "\" is not four or five digits");
        }
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i].charAt(value.charAt(i) - '0') - '0';
        }
        return weights == FOUR
                ? (char) ('0' + sum * 3 % 10)
                : (char) ('0' + FIVE_MINUS.indexOf('0' + (10 - sum % 10) % 10));
    }
}
