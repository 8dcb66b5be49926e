package org.tillmesh.retail.catalogue;

import java.util.Locale;

/** What a cell of somebody's table says, and what no eye sees of it. */
final class CellText {
    private static final int SHOWN_MAX = 60;

    private CellText() {}

    /**
     * The text without blanks at its ends, of whichever kind: also no-break spaces, marks of direction, characters of no
     * width. Empty if there is nothing else.
     */
    static String clean(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isUnseen(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (to > from && isUnseen(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    /** The first character that no eye sees, but blanks, like {@code U+200F}; empty if there is none. */
    static String firstUnseen(String text) {
        return text.codePoints()
                .filter(c -> isUnseen(c) && c != ' ')
                .mapToObj(CellText::named)
                .findFirst()
                .orElse("");
    }

    /** For a message: not long, and what no eye sees is named. */
    static String shown(String text) {
        var shown = new StringBuilder();
        text.codePoints()
                .limit(SHOWN_MAX)
                .forEach(c -> shown.append(isUnseen(c) && c != ' ' ? named(c) : Character.toString(c)));
        return text.codePointCount(0, text.length()) > SHOWN_MAX ? shown + "…" : shown.toString();
    }

    private static String named(int character) {
        String hex = Integer.toHexString(character).toUpperCase(Locale.ROOT);
        return "U+" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
    }

    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT -> true;
            default ->
                character == 0x034F // joins marks
                        || character >= 0xFE00 && character <= 0xFE0F // chooses a variant of a letter
                        || character == 0x115F // letters of Korean without a shape
                        || character == 0x1160
                        || character == 0x3164
                        || character == 0xFFA0
                        || character == 0x2800; // Braille without a dot
        };
    }
}
