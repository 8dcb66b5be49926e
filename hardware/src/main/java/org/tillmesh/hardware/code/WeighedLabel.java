package org.tillmesh.hardware.code;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a scale prints on goods: an EAN-13 of prefix 20 to 29 = prefix (2), item (5), value (5), check digit. Prefixes 20 to
 * 24 hold a weight in grams, 25 to 29 a price in minor units.
 *
 * @param item prefix and item code, the first seven digits: what the catalogue knows the goods by
 * @param kind what the value says
 * @param value grams or minor units, 0 to 99,999
 */
public record WeighedLabel(String item, Kind kind, int value) {

    /** Prefix and item code. */
    public static final int ITEM_DIGITS = 7;

    public enum Kind {
        WEIGHT,
        PRICE
    }

    /** Empty if the code is no such label. */
    public static Optional<WeighedLabel> parse(String code) {
        if (!Ean13.isRight(code) || code.charAt(0) != '2') {
            return Optional.empty();
        }
        Kind kind = code.charAt(1) <= '4' ? Kind.WEIGHT : Kind.PRICE;
        return Optional.of(new WeighedLabel(
                code.substring(0, ITEM_DIGITS), kind, Integer.parseInt(code.substring(ITEM_DIGITS, 12))));
    }

    /** The weight in kilograms. */
    public BigDecimal kilograms() {
        return BigDecimal.valueOf(value, 3);
    }
}
