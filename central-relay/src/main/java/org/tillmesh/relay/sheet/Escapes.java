package org.tillmesh.relay.sheet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters that XML can't hold stand in a workbook as {@code _x000D_} (ECMA-376 part 1, section 22.9.2.19). */
final class Escapes {
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final int HEX = 16;

    private Escapes() {}

    static String undone(String text) {
        return text.indexOf("_x") < 0
                ? text
                : ESCAPED.matcher(text).replaceAll(escaped -> {
                    char meant = (char) Integer.parseInt(escaped.group(1), HEX);
                    return Matcher.quoteReplacement(String.valueOf(meant));
                });
    }

    /** A text that reads like an escape is told from one by escaping its first character. */
    static String done(String text) {
        return ESCAPED.matcher(text).replaceAll("_x005F_x$1_");
    }
}
