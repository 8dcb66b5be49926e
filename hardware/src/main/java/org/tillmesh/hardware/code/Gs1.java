package org.tillmesh.hardware.code;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A GS1 element string, as GS1-128, GS1 DataBar and GS1 DataMatrix carry it (GS1 General Specifications 3 and 7), or a GS1
 * Digital Link: application identifiers with their values, in any order. Elements of predefined length need no GS (0x1D)
 * behind them, all others end at one or at the end. Identifiers that nobody here asks for are read over and kept.
 *
 * @param unended the identifier of the last element, if it is one that ends at a GS and no GS was there; null otherwise
 */
public record Gs1(SortedMap<String, String> elements, @Nullable String unended) {
    private static final char GS = 0x1D;
    private static final List<String> SYMBOLOGIES = List.of("]C1", "]e0", "]d2", "]Q3", "]J1");
    private static final Pattern BRACKETED = Pattern.compile("\\([0-9]{2,4}\\).+", Pattern.DOTALL);
    private static final Pattern WITH_GTIN = Pattern.compile("01[0-9]{14}.+", Pattern.DOTALL);
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** The shortest string of bare elements that is taken for one: a GTIN with its identifier. */
    private static final int BARE_MIN = 16;

    /** Characters of identifier and value together, by the first two digits (figure 7.8.5-2). */
    private static final Map<String, Integer> PREDEFINED = predefined();

    private static final int PREDEFINED_MEASURE = 10;

    /**
     * Characters of a value that has always so many, though the standard wants a GS behind it: a code that lacks it is read
     * on where the value ends (figure 3.2-1; 394 and 395 by their first three digits).
     */
    private static final Map<String, Integer> ALWAYS = Map.ofEntries(
            Map.entry("394", 4),
            Map.entry("395", 6),
            Map.entry("402", 17),
            Map.entry("422", 3),
            Map.entry("424", 3),
            Map.entry("426", 3),
            Map.entry("4307", 2),
            Map.entry("4309", 20),
            Map.entry("4317", 2),
            Map.entry("4321", 1),
            Map.entry("4322", 1),
            Map.entry("4323", 1),
            Map.entry("4324", 10),
            Map.entry("4325", 10),
            Map.entry("4326", 6),
            Map.entry("7001", 13),
            Map.entry("7003", 10),
            Map.entry("7006", 6),
            Map.entry("7040", 4),
            Map.entry("7241", 2),
            Map.entry("7250", 8),
            Map.entry("7251", 12),
            Map.entry("7252", 1),
            Map.entry("7258", 3),
            Map.entry("8001", 14),
            Map.entry("8005", 6),
            Map.entry("8006", 18),
            Map.entry("8017", 18),
            Map.entry("8018", 18),
            Map.entry("8026", 18),
            Map.entry("8040", 15),
            Map.entry("8041", 15),
            Map.entry("8042", 32),
            Map.entry("8111", 4));

    /**
     * What ends at a GS and is read here may be so long. The standard would take a count of 8 digits and a price of 15
     * (figure 3.2-1): no label of a shop has them, but one has where the GS is missing and the next element went in.
     */
    private static final Map<String, Integer> LONGEST = Map.of("10", 20, "30", 3, "37", 3, "392", 7, "393", 10);

    /** Identifiers of measures by the unit that they are in (UN/ECE recommendation 20). */
    private static final Map<String, String> MEASURES = Map.of("KGM", "310", "MTR", "311", "LTR", "315");

    private static final int MEASURE_DECIMALS_MAX = 5;

    /** What is likely to be an element when it stands at the end of a batch: a date, a measure, an article, a price. */
    private static final Pattern LIKELY = Pattern.compile(
            "1[57][0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])|3[1-6][0-9][0-5][0-9]{6}|0[12](?<gtin>[0-9]{14})|392[0-3][0-9]{3,7}");

    /** No value of the standard is longer (figure 3.2-1). */
    private static final int LOOKED_AT_MAX = 90;

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

    /** @param currency ISO 4217 number, null for the shop's own */
    public record Price(BigDecimal amount, @Nullable String currency) {}

    private static Map<String, Integer> predefined() {
        var lengths = new TreeMap<String, Integer>();
        lengths.put("00", 20);
        lengths.put("01", 16);
        lengths.put("02", 16);
        lengths.put("03", 16);
        lengths.put("04", 18);
        for (int date = 11; date <= 19; date++) {
            lengths.put(String.valueOf(date), 8);
        }
        lengths.put("20", 4);
        for (int measure = 31; measure <= 36; measure++) {
            lengths.put(String.valueOf(measure), PREDEFINED_MEASURE);
        }
        lengths.put("41", 16);
        return lengths;
    }

    /** Digits of an identifier by its first two (figure 3.2-1). */
    static int identifierLength(String two) {
        return switch (two) {
            case "23", "24", "25", "40", "41", "42", "71" -> 3;
            case "31", "32", "33", "34", "35", "36", "39", "43", "70", "72", "80", "81", "82" -> 4;
            default -> 2;
        };
    }

    /**
     * Whether a code announces itself as GS1: by symbology identifier, a GS, the bracketed form, or a GTIN in front; or is
     * nothing but elements with a right GTIN among them.
     */
    public static boolean looksLike(String code) {
        return SYMBOLOGIES.stream().anyMatch(code::startsWith)
                || code.indexOf(GS) >= 0
                || BRACKETED.matcher(code).matches()
                || WITH_GTIN.matcher(code).matches()
                || DigitalLink.isOne(code)
                || isBare(code);
    }

    private static boolean isBare(String code) {
        if (code.length() < BARE_MIN) {
            return false;
        }
        try {
            return parse(code).gtin14().filter(Gs1::hasRightCheckDigit).isPresent();
        } catch (BadCode e) {
            return false; // then it is something else
        }
    }

    /** @throws BadCode if it can't be read to its end */
    public static Gs1 parse(String code) {
        String rest = code.startsWith("]") && code.length() > 3 ? code.substring(3) : code;
        if (DigitalLink.isOne(rest)) {
            return ofLink(code, DigitalLink.elements(rest));
        }
        boolean bracketed = rest.startsWith("(");
        if (bracketed) {
            rest = unbracketed(rest);
        }
        var found = new TreeMap<String, String>();
        String unended = null;
        int at = 0;
        while (at < rest.length()) {
            if (rest.charAt(at) == GS) {
                at++;
                unended = null;
                continue;
            }
            String ai = identifier(code, rest, at);
            at += ai.length();
            int end = end(ai, rest, at);
            if (end > rest.length() || end == at) {
                throw cutOff(code, ai);
            }
            String value = rest.substring(at, end);
            check(code, ai, value);
            String before = found.put(ai, value);
            if (before != null && !before.equals(value)) {
                throw twice(code, ai, before, value);
            }
            unended = isFixed(ai) || bracketed ? null : ai;
            at = end;
        }
        return new Gs1(found, unended);
    }

    /** What tables call an identifier: of amounts its last digit says where the point is. */
    private static String kind(String ai) {
        return ai.startsWith("39") ? ai.substring(0, 3) : ai;
    }

    private static Gs1 ofLink(String code, Map<String, String> elements) {
        elements.forEach((ai, value) -> {
            Integer whole = PREDEFINED.get(ai.substring(0, 2));
            if (whole != null && value.length() != whole - ai.length()) {
                throw cutOff(code, ai);
            }
            check(code, ai, value);
        });
        return new Gs1(new TreeMap<>(elements), null);
    }

    private static boolean isFixed(String ai) {
        return PREDEFINED.containsKey(ai.substring(0, 2)) || always(ai) != null;
    }

    private static @Nullable Integer always(String ai) {
        return ALWAYS.get(kind(ai));
    }

    /** Where the value ends that begins at a place; behind the end of the code if it is cut off. */
    private static int end(String ai, String rest, int at) {
        Integer whole = PREDEFINED.get(ai.substring(0, 2));
        if (whole != null) {
            return at + whole - ai.length();
        }
        int end = rest.indexOf(GS, at);
        int atMost = end < 0 ? rest.length() : end;
        Integer always = always(ai);
        return always == null ? atMost : Math.min(atMost, at + always);
    }

    private static String unbracketed(String text) {
        return text.replaceAll("(?<!^)\\(([0-9]{2,4})\\)", GS + "$1").replaceFirst("^\\(([0-9]{2,4})\\)", "$1");
    }

    private static String identifier(String code, String rest, int at) {
        int length = at + 2 <= rest.length() ? identifierLength(rest.substring(at, at + 2)) : 2;
        String ai = rest.substring(at, Math.min(rest.length(), at + length));
        if (ai.length() < length || !isDigits(ai)) {
            throw bad(
                    code,
                    "\"" + ai.replace(GS, '|') + "\" at character " + (at + 1)
                            + " is no application identifier; the scanner must send FNC1 as GS (0x1D) behind what has no"
                            + " fixed length");
        }
        return ai;
    }

    private static void check(String code, String ai, String value) {
        String kind = kind(ai);
        Integer longest = LONGEST.get(kind);
        if (longest != null && value.length() > longest) {
            throw bad(
                    code,
                    "element " + ai + " has " + value.length() + " characters, at most " + longest
                            + " belong there; the scanner must send FNC1 as GS (0x1D) behind it");
        }
        boolean numeric = PREDEFINED.containsKey(ai.substring(0, 2)) || (longest != null && !kind.equals("10"));
        if (numeric && !isDigits(value)) {
            throw bad(code, "element " + ai + " is \"" + value.replace(GS, '|') + "\", which are not all digits");
        }
    }

    private static boolean isDigits(String text) {
        return DIGITS.matcher(text).matches();
    }

    static BadCode twice(String code, String ai, String before, String value) {
        return bad(code, "element " + ai + " is there twice, as " + before + " and as " + value);
    }

    private static BadCode cutOff(String code, String ai) {
        return bad(code, "element " + ai + " is cut off");
    }

    private static BadCode bad(String code, String why) {
        return new BadCode("Code \"" + code.replace(GS, '|') + "\": " + why);
    }

    // ---- which article

    private Optional<String> gtin14() {
        return Optional.ofNullable(elements.getOrDefault("01", elements.get("02")));
    }

    private static boolean hasRightCheckDigit(String gtin14) {
        int sum = 0;
        for (int i = 0; i < gtin14.length(); i++) {
            sum += (gtin14.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return sum % 10 == 0;
    }

    /** The article number in every length that it can be written in, EAN-13 first; none if the code names no article. */
    public List<String> gtins() {
        var all = new ArrayList<String>();
        gtin14().ifPresent(gtin -> {
            for (int zeros : new int[] {1, 0, 2, 6}) {
                if (gtin.startsWith("0".repeat(zeros))) {
                    all.add(gtin.substring(zeros));
                }
            }
        });
        return all;
    }

    // ---- how much of it

    /** In kilograms, metres or litres as the unit (KGM, MTR, LTR) is; AI 310x, 311x, 315x. */
    public Optional<BigDecimal> measure(String unit) {
        String ai = MEASURES.get(unit);
        return ai == null ? Optional.empty() : decimal(ai, MEASURE_DECIMALS_MAX);
    }

    /** AI 30 or 37. */
    public Optional<Integer> count() {
        return Optional.ofNullable(elements.getOrDefault("30", elements.get("37")))
                .map(Integer::valueOf);
    }

    /** What the label asks for the whole: AI 392x, or 393x with its currency. */
    public Optional<Price> price() {
        Optional<Price> own = decimal("392", 9).map(amount -> new Price(amount, null));
        return own.isPresent() ? own : inCurrency();
    }

    private Optional<Price> inCurrency() {
        return element("393").map(e -> {
            String value = e.getValue();
            if (value.length() < 4) {
                throw new BadCode("Price \"" + value + "\" is no currency of three digits with an amount");
            }
            return new Price(scaled(value.substring(3), e.getKey()), value.substring(0, 3));
        });
    }

    private Optional<BigDecimal> decimal(String kind, int decimalsMax) {
        return element(kind).map(e -> {
            BigDecimal value = scaled(e.getValue(), e.getKey());
            if (value.scale() > decimalsMax) {
                throw new BadCode("Element " + e.getKey() + " has " + value.scale() + " decimals; at most "
                        + decimalsMax + " belong there");
            }
            return value;
        });
    }

    /** The fourth digit of its identifier says how many decimals a value has. */
    private static BigDecimal scaled(String digits, String ai) {
        return new BigDecimal(digits).movePointLeft(ai.charAt(3) - '0');
    }

    private Optional<Map.Entry<String, String>> element(String kind) {
        List<Map.Entry<String, String>> all = elements.entrySet().stream()
                .filter(e -> e.getKey().length() == 4 && e.getKey().startsWith(kind))
                .toList();
        if (all.size() > 1) {
            throw new BadCode("Elements " + all.get(0).getKey() + " and "
                    + all.get(1).getKey() + " both say how much it is; a label has one of them");
        }
        return all.stream().findFirst();
    }

    // ---- which lot, how long

    /** The serial number of the one piece. */
    public Optional<String> serial() {
        return Optional.ofNullable(elements.get("21"));
    }

    public Optional<String> batch() {
        return Optional.ofNullable(elements.get("10"));
    }

    /** The value that no GS ends; empty if there is none. */
    public String lastValue() {
        return unended == null ? "" : elements.getOrDefault(unended, "");
    }

    /**
     * What looks like another element at the end of the last one, which no GS ends: {@code 17271231} of batch
     * {@code AB17271231}. Empty if nothing does.
     */
    public Optional<String> swallowed() {
        String value = lastValue();
        for (int at = 1; at < Math.min(value.length(), LOOKED_AT_MAX); at++) {
            String end = value.substring(at);
            Matcher likely = LIKELY.matcher(end);
            if (likely.lookingAt()) {
                String gtin = likely.group("gtin");
                if ((gtin == null || hasRightCheckDigit(gtin)) && isReadable(end.substring(likely.end()))) {
                    return Optional.of(end);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isReadable(String elements) {
        try {
            parse(elements);
            return true;
        } catch (BadCode e) {
            return false; // then it is no element that stands before it
        }
    }

    /** AI 17, else best before (15). Day 00 means the end of the month. @throws BadCode if the six digits are no date */
    public Optional<LocalDate> expiry() {
        String digits = elements.getOrDefault("17", elements.get("15"));
        if (digits == null) {
            return Optional.empty();
        }
        try {
            int year = 2000 + Integer.parseInt(digits.substring(0, 2));
            YearMonth month = YearMonth.of(year, Integer.parseInt(digits.substring(2, 4)));
            int day = Integer.parseInt(digits.substring(4));
            return Optional.of(day == 0 ? month.atEndOfMonth() : month.atDay(day));
        } catch (DateTimeException e) {
            throw new BadCode("Expiry \"" + digits + "\" is no date of the form YYMMDD");
        }
    }
}
