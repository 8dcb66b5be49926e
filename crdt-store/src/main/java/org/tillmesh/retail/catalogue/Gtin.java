package org.tillmesh.retail.catalogue;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Article numbers in the lengths that scanners and files write them in: EAN-8, UPC-A (12 digits), EAN-13 and GTIN-14 are
 * one number with zeros in front or without them (GS1 General Specifications, section 3.3.2). A spreadsheet takes all the
 * zeros off, so that what is left of a UPC-A may be 9 to 11 digits.
 */
public final class Gtin {
    /** Digits of a {@link #key} that is an article number. */
    static final int DIGITS = 14;

    private static final Pattern WRITTEN = Pattern.compile("[0-9]{8,14}");
    private static final Pattern PRINTED = Pattern.compile("[0-9]{8}|[0-9]{12,14}");
    private static final Pattern ALL_DIGITS = Pattern.compile("[0-9]+");

    private Gtin() {}

    /** Whether a code is an article number with a right check digit, in any of the lengths. */
    public static boolean isNumber(String code) {
        return WRITTEN.matcher(code).matches() && hasRightCheckDigit(code);
    }

    /**
     * What two codes have in common if they name one article: 14 digits, or the code itself where it is no article number
     * with a right check digit.
     */
    public static String key(String code) {
        return isNumber(code) ? "0".repeat(DIGITS - code.length()) + code : code;
    }

    /** Whether one of the codes names the same article. */
    static boolean isAmong(Collection<String> codes, String code) {
        String key = key(code);
        return codes.stream().anyMatch(each -> key(each).equals(key));
    }

    static boolean isDigits(String code) {
        return ALL_DIGITS.matcher(code).matches();
    }

    /** The code with the check digit that it should have; empty if it has that one, or is too short or long for one. */
    static Optional<String> mended(String code) {
        if (!PRINTED.matcher(code).matches() || hasRightCheckDigit(code)) {
            return Optional.empty();
        }
        String front = code.substring(0, code.length() - 1);
        return Optional.of(front + (10 - sum(front + "0") % 10) % 10);
    }

    /** The code of 12 digits that a spreadsheet has made one of 11, because it begins with 0; empty if it is none. */
    static Optional<String> withLostZero(String code) {
        String whole = "0" + code;
        return code.length() == 11 && isDigits(code) && hasRightCheckDigit(whole)
                ? Optional.of(whole)
                : Optional.empty();
    }

    private static boolean hasRightCheckDigit(String code) {
        return sum(code) % 10 == 0;
    }

    /** The last digit counts once, the one before it three times, and so on. */
    private static int sum(String code) {
        int sum = 0;
        for (int i = 0; i < code.length(); i++) {
            boolean isTripled = (code.length() - i) % 2 == 0;
            sum += (code.charAt(i) - '0') * (isTripled ? 3 : 1);
        }
        return sum;
    }
}
