package org.tillmesh.retail.catalogue;

import java.util.Optional;

/**
 * How the labels of a shop's scales begin: an EAN-13 whose first digits, a prefix and the number of the goods, are the code
 * that the goods bear. A product that bears these is found by every label that begins with them, and a product that bears a
 * whole label is found before it.
 *
 * @param prefix of the labels, like {@code 21}
 * @param digits of prefix and number together, like 7
 */
public record ScaleItem(String prefix, int digits) {

    /** Whether the code stands for all labels that begin with it. */
    boolean isItem(String code) {
        return code.length() == digits && code.startsWith(prefix) && Gtin.isDigits(code);
    }

    /** By which code the goods of a label are known; empty if the code is no such label. */
    Optional<String> of(String code) {
        String key = Gtin.key(code);
        return key.length() == Gtin.DIGITS && key.startsWith(keysBeginWith(prefix))
                ? Optional.of(key.substring(1, 1 + digits))
                : Optional.empty();
    }

    /** How the keys ({@link Gtin#key}) of numbers of 13 digits begin that begin so. */
    static String keysBeginWith(String digits) {
        return "0" + digits;
    }

    /** The code of a product that is a number of 13 digits and begins so; empty if it has none. */
    static String label(Product product, String digits) {
        return product.barcodes().stream()
                .filter(code ->
                        Gtin.key(code).length() == Gtin.DIGITS && Gtin.key(code).startsWith(keysBeginWith(digits)))
                .findFirst()
                .orElse("");
    }
}
