package org.tillmesh.retail.catalogue;

import java.util.Optional;

/**
 * What a scale prints on goods: an EAN-13 that begins with 2, whose first seven digits name the goods. A product that bears
 * those seven is found by every label that begins with them, and a product that bears a whole label is found before it.
 */
final class ScaleCode {
    private static final int ITEM_DIGITS = 7;
    private static final String OWN_NUMBER = "2";

    private ScaleCode() {}

    /** Whether the code stands for all labels that begin with it. */
    static boolean isItem(String code) {
        return code.length() == ITEM_DIGITS && code.startsWith(OWN_NUMBER) && Gtin.isDigits(code);
    }

    /** By which goods a label is known; empty if the code is no label. */
    static Optional<String> item(String code) {
        String key = Gtin.key(code);
        return key.length() == Gtin.DIGITS && key.startsWith("0" + OWN_NUMBER)
                ? Optional.of(key.substring(1, 1 + ITEM_DIGITS))
                : Optional.empty();
    }

    /** How the keys ({@link Gtin#key}) of an item's labels begin. */
    static String keysBeginWith(String item) {
        return "0" + item;
    }
}
