package org.tillmesh.hardware;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A GS1 element string, as GS1-128 and GS1 DataMatrix carry it (GS1 General Specifications 3 and 7): application
 * identifiers with their values; those of unnamed length end at GS (0x1D) or the end. Read are 01, 02, 10, 11, 15, 17, 21,
 * 30, 37 and 310x; anything else makes it no code of ours.
 */
public record Gs1(SortedMap<String, String> elements) {
    private static final char GS = 0x1D;

    public Gs1 {
        elements = Collections.unmodifiableSortedMap(new TreeMap<>(elements));
    }

    /** A code that can't be read; says where. */
    public static final class BadCode extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadCode(String message) {
            super(message);
        }
    }

    /** Whether a code announces itself as GS1: by symbology identifier, a GS, or the bracketed form. */
    public static boolean looksLike(String code) {
        return code.startsWith("]C1")
                || code.startsWith("]d2")
                || code.startsWith("]Q3")
                || code.indexOf(GS) >= 0
                || code.startsWith("(01)")
                || code.matches("01[0-9]{14}.+");
    }

    /** @throws BadCode if it can't be read to its end */
    public static Gs1 parse(String code) {
        String rest = code.startsWith("]") && code.length() > 3 ? code.substring(3) : code;
        if (rest.startsWith("(")) {
            rest = unbracketed(rest);
        }
        var found = new TreeMap<String, String>();
        int at = 0;
        while (at < rest.length()) {
            if (rest.charAt(at) == GS) {
                at++;
                continue;
            }
            String ai = identifier(code, rest, at);
            at += ai.length();
            int fixed = fixedLength(ai);
            int end = fixed > 0 ? at + fixed : endOfVariable(rest, at);
            if (end > rest.length() || end == at) {
                throw new BadCode("Code \"" + shown(code) + "\": element " + ai + " is cut off");
            }
            found.put(ai, rest.substring(at, end));
            at = end;
        }
        return new Gs1(found);
    }

    private static String unbracketed(String text) {
        return text.replaceAll("(?<!^)\\(([0-9]{2,4})\\)", GS + "$1").replaceFirst("^\\(([0-9]{2,4})\\)", "$1");
    }

    private static String identifier(String code, String rest, int at) {
        for (String two : new String[] {"01", "02", "10", "11", "15", "17", "21", "30", "37"}) {
            if (rest.startsWith(two, at)) {
                return two;
            }
        }
        if (rest.startsWith("310", at)
                && at + 4 <= rest.length()
                && Character.digit(rest.charAt(at + 3), 10) >= 0
                && rest.charAt(at + 3) < 128) {
            return rest.substring(at, at + 4);
        }
        throw new BadCode(
                "Code \"" + shown(code) + "\" holds an element at character " + (at + 1) + " that is not known here");
    }

    private static int fixedLength(String ai) {
        return switch (ai) {
            case "01", "02" -> 14;
            case "11", "15", "17" -> 6;
            default -> ai.startsWith("310") ? 6 : 0;
        };
    }

    private static int endOfVariable(String rest, int at) {
        int end = rest.indexOf(GS, at);
        return end < 0 ? rest.length() : end;
    }

    private static String shown(String code) {
        return code.replace(GS, '|');
    }

    /** The article number as an EAN-13 when it is one, else its 14 digits. */
    public Optional<String> gtin() {
        return Optional.ofNullable(elements.get("01")).map(g -> g.startsWith("0") ? g.substring(1) : g);
    }

    public Optional<String> batch() {
        return Optional.ofNullable(elements.get("10"));
    }

    /** Day 00 means the end of the month. @throws BadCode if the six digits are no date */
    public Optional<LocalDate> expiry() {
        String digits = elements.get("17");
        if (digits == null) {
            return Optional.empty();
        }
        try {
            int year = 2000 + Integer.parseInt(digits.substring(0, 2));
            YearMonth month = YearMonth.of(year, Integer.parseInt(digits.substring(2, 4)));
            int day = Integer.parseInt(digits.substring(4));
            return Optional.of(day == 0 ? month.atEndOfMonth() : month.atDay(day));
        } catch (DateTimeException | NumberFormatException e) {
            throw new BadCode("Expiry \"" + digits + "\" is no date of the form YYMMDD");
        }
    }
}
