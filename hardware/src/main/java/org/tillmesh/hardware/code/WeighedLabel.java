package org.tillmesh.hardware.code;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a scale prints on goods: an EAN-13 of prefix, item code, a digit that checks the value if the layout has one, value,
 * check digit. Which prefixes are labels, and how each is laid out, is the shop's own choice.
 *
 * @param item prefix and item code: what the catalogue knows the goods by
 * @param holds what the value says
 * @param amount kilograms, riyals or pieces
 * @param verified whether the value agrees with its own digit; true where the layout has none
 */
public record WeighedLabel(String item, Holds holds, BigDecimal amount, boolean verified) {
    /** Digits of a label before its check digit. */
    public static final int DIGITS = 12;

    private static final int EAN_13 = 13;

    /** What a label's value says. */
    public enum Holds {
        WEIGHT,
        PRICE,
        COUNT
    }

    /**
     * How the labels of a prefix are laid out.
     *
     * @param prefix of the EAN-13: {@code 21}, or {@code 02} where labels are UPC-A
     * @param itemDigits behind the prefix
     * @param valueDigits behind the item code, or behind the value's own digit
     * @param decimals of the value
     * @param verifier whether the value has a digit of its own before it
     */
    public record Layout(String prefix, int itemDigits, Holds holds, int valueDigits, int decimals, boolean verifier) {
        /** @throws IllegalArgumentException if the parts don't make a label */
        public Layout {
            int sum = prefix.length() + itemDigits + (verifier ? 1 : 0) + valueDigits;
            if (sum != DIGITS || itemDigits < 0 || valueDigits < 1) {
                throw new IllegalArgumentException("The parts of a label are " + sum + " digits, not " + DIGITS);
            }
            if (verifier && !ValueDigit.isFor(valueDigits)) {
                throw new IllegalArgumentException("A value of " + valueDigits + " digits has no digit of its own");
            }
        }

        private int knownBy() {
            return prefix.length() + itemDigits;
        }
    }

    /** Of several layouts whose prefixes fit the longest one stands. Empty if the code is no label of these layouts. */
    public static Optional<WeighedLabel> parse(String code, List<Layout> layouts) {
        return layout(code, layouts).map(layout -> {
            String ean = inThirteen(code);
            String value = ean.substring(DIGITS - layout.valueDigits, DIGITS);
            boolean verified = !layout.verifier || ean.charAt(layout.knownBy()) == ValueDigit.of(value);
            return new WeighedLabel(
                    ean.substring(0, layout.knownBy()),
                    layout.holds,
                    new BigDecimal(value).movePointLeft(layout.decimals),
                    verified);
        });
    }

    /** Prefix and item code of an article number that a shop gave itself, whatever its value says. */
    public static Optional<String> item(String gtin, List<Layout> layouts) {
        return layout(gtin, layouts).map(layout -> inThirteen(gtin).substring(0, layout.knownBy()));
    }

    private static Optional<Layout> layout(String code, List<Layout> layouts) {
        String ean = inThirteen(code);
        return Ean13.isRight(ean)
                ? layouts.stream()
                        .filter(layout -> ean.startsWith(layout.prefix))
                        .max(Comparator.comparingInt(layout -> layout.prefix.length()))
                : Optional.empty();
    }

    /** A UPC-A is an EAN-13 with a zero in front, and so is an EAN-13 a GTIN-14. */
    private static String inThirteen(String code) {
        if (code.length() == EAN_13 - 1) {
            return "0" + code;
        }
        return code.length() == EAN_13 + 1 && code.startsWith("0") ? code.substring(1) : code;
    }
}
