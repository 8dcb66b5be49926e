package org.tillmesh.zatca.model;

import java.util.regex.Pattern;

/** Words of people, made fit for a document; and codes, which are refused instead where they are not fit. */
final class FreeText {
    /** What most names may hold (BR-KSA-F-06). */
    static final int LONGEST = 1000;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7E]+( [\\x21-\\x7E]+)*");

    private static final Pattern VAT_NUMBER = Pattern.compile("3[0-9]{13}3");
    private static final Pattern UNIT = Pattern.compile("[A-Z0-9]{2,3}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private FreeText() {}

    /** 15 digits, the first and the last 3 (BR-KSA-40, BR-KSA-44). */
    static boolean isVatNumber(String value) {
        return VAT_NUMBER.matcher(value).matches();
    }

    /** A code of UN/ECE Recommendation 20 by its looks. */
    static boolean isUnit(String value) {
        return UNIT.matcher(value).matches();
    }

    static boolean isDigits(String value, int length) {
        return value.length() == length && DIGITS.matcher(value).matches();
    }

    /**
     * Without control characters, direction marks and half surrogates, white space made single, at most 1,000
     * characters. A stray mark in a product's name must not stop a sale, and must not reach the document.
     */
    static String clean(String words) {
        return clean(words, LONGEST);
    }

    static String clean(String words, int longest) {
        var clean = new StringBuilder(words.length());
        boolean space = false;
        for (int i = 0; i < words.length(); ) {
            int c = words.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = clean.length() > 0;
            } else if (isWriteable(c)) {
                if (clean.length() + Character.charCount(c) + (space ? 1 : 0) > longest) {
                    break;
                }
                if (space) {
                    clean.append(' ');
                }
                clean.appendCodePoint(c);
                space = false;
            }
        }
        return clean.toString();
    }

    private static boolean isWriteable(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && c != 0xFFFE
                && c != 0xFFFF;
    }

    static boolean isCode(String value) {
        return CODE.matcher(value).matches();
    }

    /** Numbers of documents: printable ASCII, so that no Arabic digit or direction mark can hide in them. */
    static boolean isReference(String value, int longest) {
        return value.length() <= longest && REFERENCE.matcher(value).matches();
    }
}
