package org.tillmesh.app.look;

import java.util.Locale;
import java.util.regex.Pattern;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.RetailException;

/** Reads numbers that somebody typed; what can't be one, as a barcode that was scanned into its field, is refused in words. */
public final class Typed {
    private static final Pattern SUM = Pattern.compile("(0|[1-9][0-9]{0,6})?([.][0-9]{0,2})?");
    private static final Pattern QUANTITY = Pattern.compile("(0|[1-9][0-9]{0,5})?([.][0-9]{0,3})?");
    private static final Pattern PERCENT = Pattern.compile("(0|[1-9][0-9]?|100)?([.][0-9]{0,2})?");
    private static final Pattern CODE = Pattern.compile("0[0-9]{3,}|[0-9]{7,}([.][0-9]*)?");
    private static final Pattern SPOKEN_CODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z./-]*");

    private Typed() {}

    /** The text with digits of any keyboard as ASCII ones. */
    public static String asciiDigits(String typed) {
        var plain = new StringBuilder();
        for (char c : typed.toCharArray()) {
            plain.append(Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c);
        }
        return plain.toString();
    }

    /** @param typed with ASCII digits and point; up to seven digits before it. @throws IllegalArgumentException in the cashier's language */
    public static Money money(Language in, String typed) {
        return Money.parse(read(in, typed, SUM, "noSum"), Money.SAR);
    }

    /** @throws IllegalArgumentException in the cashier's language */
    public static Quantity quantity(Language in, String typed) {
        return Quantity.parse(read(in, typed, QUANTITY, "noQuantity"));
    }

    /** @throws IllegalArgumentException in the cashier's language */
    public static String percent(Language in, String typed) {
        return read(in, typed, PERCENT, "noPercent");
    }

    private static String read(Language in, String typed, Pattern pattern, String otherwise) {
        boolean hasDigit = typed.chars().anyMatch(c -> c >= '0' && c <= '9');
        if (!hasDigit || !pattern.matcher(typed).matches()) {
            String said = typed.length() > 30 ? typed.substring(0, 30) + "…" : typed;
            throw new IllegalArgumentException(
                    in.text(CODE.matcher(typed).matches() ? "isBarcode" : otherwise, Language.code(said)));
        }
        String plain = typed.startsWith(".") ? "0" + typed : typed;
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** Whether a text is written as codes are: no spaces, and a digit in it. */
    public static boolean looksLikeCode(String typed) {
        return SPOKEN_CODE.matcher(typed).matches() && typed.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether a code is a receipt's number and no product's. */
    public static boolean isReceipt(String code) {
        try {
            ReceiptNumber.parse(code.toUpperCase(Locale.ROOT));
            return true;
        } catch (RetailException e) {
            return false;
        }
    }

    /** Whether a text that a hand typed can only be a code. */
    public static boolean isNumber(String typed) {
        return !typed.isEmpty() && typed.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
