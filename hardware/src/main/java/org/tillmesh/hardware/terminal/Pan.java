package org.tillmesh.hardware.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Card numbers, which nobody may keep: the last four digits are all that goes on. */
public final class Pan {
    private static final int DIGITS_MIN = 12;
    private static final int DIGITS_MAX = 19;
    private static final int SHOWN = 4;

    /** Digits that may be grouped by single spaces, dots or dashes. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![0-9])[0-9](?:[ .-]?[0-9]){" + (DIGITS_MIN - 1) + "," + (DIGITS_MAX - 1) + "}(?![0-9])");

    private Pan() {}

    /**
     * A card's number as it may be kept: stars and its last four digits.
     *
     * @param number digits, and any other character for a digit that the terminal has masked itself
     * @return null if it has fewer than four characters, or its last four are no digits
     */
    public static @Nullable String masked(String number) {
        if (number.length() < SHOWN) {
            return null;
        }
        String end = number.substring(number.length() - SHOWN);
        if (!end.matches("[0-9]{4}")) {
            return null;
        }
        int hidden = Math.min(Math.max(number.length(), DIGITS_MIN), DIGITS_MAX) - SHOWN;
        return "*".repeat(hidden) + end;
    }

    /** A text of a terminal in which every card number is masked. */
    public static String scrubbed(String text) {
        Matcher found = NUMBER.matcher(text);
        var clean = new StringBuilder();
        while (found.find()) {
            String digits = found.group().replaceAll("[^0-9]", "");
            String kept = isCardNumber(digits) ? masked(digits) : found.group();
            found.appendReplacement(clean, Matcher.quoteReplacement(kept == null ? "" : kept));
        }
        found.appendTail(clean);
        return clean.toString();
    }

    /** Whether the last digit is the check digit of the others (ISO/IEC 7812, Luhn). */
    public static boolean isCardNumber(String digits) {
        if (digits.length() < DIGITS_MIN
                || digits.length() > DIGITS_MAX
                || digits.chars().distinct().count() == 1) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
