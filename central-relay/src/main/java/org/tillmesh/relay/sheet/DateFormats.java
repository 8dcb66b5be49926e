package org.tillmesh.relay.sheet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which styles of a workbook show a number as a date or a time. Source: ECMA-376 part 1, sections 18.8.30 (built-in
 * formats) and 18.8.31 (format codes).
 */
final class DateFormats {
    private static final int STYLES_MAX = 100_000;

    /** What a format shows as it is: quoted, escaped, padded, and the conditions in brackets but for hours and minutes. */
    private static final Pattern PLAIN = Pattern.compile("\"[^\"]*\"|[\\\\_*].|\\[(?!h+]|m+]|s+])[^]]*]");

    private static final Pattern OF_TIME = Pattern.compile("[dmyhsDMYHS]");

    private final Set<Integer> dates = new HashSet<>();
    private final List<Integer> formats = new ArrayList<>();

    /** No style shows a date. */
    DateFormats() {}

    DateFormats(PartReader styles) {
        while (styles.goTo("numFmt", "cellXfs")) {
            if (styles.element().equals("numFmt")) {
                String code = styles.attribute("formatCode");
                if (code != null && showsTime(code)) {
                    dates.add(PartReader.number(styles.attribute("numFmtId")));
                }
            } else {
                while (styles.goInside("cellXfs", "xf") && formats.size() < STYLES_MAX) {
                    formats.add(PartReader.number(styles.attribute("numFmtId")));
                }
                return; // the formats' own codes stand before
            }
        }
    }

    private static boolean showsTime(String code) {
        String first = code.split(";", 2)[0];
        return !first.equalsIgnoreCase("General")
                && OF_TIME.matcher(PLAIN.matcher(first).replaceAll("")).find();
    }

    /** @param style a cell's attribute {@code s}; null if it has none */
    boolean isDate(@Nullable String style) {
        int at = PartReader.number(style);
        int format = at < 0 || at >= formats.size() ? 0 : formats.get(at);
        return format >= 14 && format <= 22
                || format >= 27 && format <= 36
                || format >= 45 && format <= 47
                || format >= 50 && format <= 58
                || format >= 0 && dates.contains(format);
    }
}
