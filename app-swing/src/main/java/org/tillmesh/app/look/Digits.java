package org.tillmesh.app.look;

/**
 * How numbers are shown: with the digits of the keyboard, or with Arabic ones where an Arabic screen's user likes them. What
 * is typed, kept, printed and compared has the keyboard's digits always; only the painting differs.
 */
public final class Digits {
    private static final char LRM = '\u200E';
    private static final char POINT = '\u066B';

    private static boolean arabic;

    private Digits() {}

    /** From the next painting on. */
    static void arabic(boolean now) {
        arabic = now;
    }

    /** Shows Arabic digits where that is liked and the language has them. */
    public static void of(Language language, boolean liked) {
        arabic(liked && language.isRightToLeft());
    }

    /** A text as it is painted. Codes with Latin letters in them, as T01 and F12, stay as they are printed on things. */
    static String shown(String text) {
        if (!arabic || text.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return text;
        }
        var shown = new StringBuilder(text.length());
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || Character.isWhitespace(text.charAt(at))) {
                word(text.substring(from, at), shown);
                if (at < text.length()) {
                    shown.append(text.charAt(at));
                }
                from = at + 1;
            }
        }
        return shown.toString();
    }

    private static void word(String word, StringBuilder shown) {
        if (word.chars().anyMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')) {
            shown.append(word);
            return;
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean between =
                    i > 0 && i + 1 < word.length() && isDigit(word.charAt(i - 1)) && isDigit(word.charAt(i + 1));
            if (isDigit(c)) {
                shown.append((char) ('\u0660' + (c - '0')));
            } else if (c == '.' && between) {
                shown.append(POINT);
            } else if (c == '-' || c == '\u2212') {
                shown.append(c).append(LRM); // or it would stand behind the number
            } else {
                shown.append(c);
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
