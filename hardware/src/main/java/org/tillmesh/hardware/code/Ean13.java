package org.tillmesh.hardware.code;

import java.util.regex.Pattern;

/** The thirteen-digit article number (GS1 General Specifications 7.9: modulo 10, weights 1 and 3). */
public final class Ean13 {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{13}");

    private Ean13() {}

    /** Thirteen ASCII digits with the right check digit. */
    public static boolean isRight(String code) {
        return DIGITS.matcher(code).matches() && code.charAt(12) - '0' == checkDigit(code.substring(0, 12));
    }

    /** Twelve digits with their check digit behind them. */
    public static String complete(String twelve) {
        return twelve + checkDigit(twelve);
    }

    static int checkDigit(String twelve) {
        if (!twelve.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("\"" + twelve + "\" is not 12 digits");
        }
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return (10 - sum % 10) % 10;
    }
}
