package org.tillmesh.retail.catalogue;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Article numbers in the lengths that scanners and files write them in: EAN-8, UPC-A (12 digits), EAN-13 and GTIN-14 are
 * one number with zeros in front or without them (GS1 General Specifications, section 3.3.2).
 */
public final class Gtin {
    private static final Pattern WRITTEN = Pattern.compile("[0-9]{8}|[0-9]{12,14}");
    private static final int DIGITS = 14;

    private Gtin() {}

    /**
     * What two codes have in common if they name one article: 14 digits, or the code itself where it is no article number
     * with a right check digit.
     */
    public static String key(String code) {
        return WRITTEN.matcher(code).matches() && hasRightCheckDigit(code)
                ? "0".repeat(DIGITS - code.length()) + code
                : code;
    }

    /** Whether one of the codes names the same article. */
    static boolean isAmong(Collection<String> codes, String code) {
        String key = key(code);
        return codes.stream().anyMatch(each -> key(each).equals(key));
    }

    private static boolean hasRightCheckDigit(String code) {
        int sum = 0;
        for (int i = 0; i < code.length(); i++) {
            boolean isTripled = (code.length() - i) % 2 == 0;
            sum += (code.charAt(i) - '0') * (isTripled ? 3 : 1);
        }
        return sum % 10 == 0;
    }
}
