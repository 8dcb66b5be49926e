package org.tillmesh.reports.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report that is asked for.
 *
 * @param filter what it is narrowed by; the report takes each of them
 * @param group what it sums by; null unless the report takes one
 */
public record ReportQuery(
        ReportName name, Period period, Map<ReportParameter, String> filter, @Nullable SalesGroup group) {

    /** A date for both ends of the period. */
    public static final String DAY = "day";

    public ReportQuery {
        filter = filter.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(filter));
        for (ReportParameter parameter : filter.keySet()) {
            if (!name.takes(parameter)) {
                throw new ReportException(
                        ReportRefusal.NOT_TAKEN,
                        name.code(),
                        parameter.code(),
                        name.parameters().stream().map(ReportParameter::code).toList());
            }
        }
        if (name == ReportName.CUSTOMER_STATEMENT && !filter.containsKey(ReportParameter.CUSTOMER)) {
            throw new ReportException(ReportRefusal.NEEDS, name.code(), ReportParameter.CUSTOMER.code());
        }
    }

    public static ReportQuery of(ReportName name, Period period) {
        return new ReportQuery(
                name, period, Map.of(), name.takesGroup() ? groups(name).get(0) : null);
    }

    private static final List<String> PERIOD = List.of("period", "from", "to", DAY);

    /** A value that it is narrowed by; empty for all. */
    public Optional<String> only(ReportParameter parameter) {
        return Optional.ofNullable(filter.get(parameter));
    }

    /**
     * Reads what somebody typed or a program sent.
     *
     * @param texts {@code period}, {@code from}, {@code to}, {@code day}, {@code by} and the parameters, each where it was given;
     *     {@code from} and {@code to} are times with a zone or dates, of which the last is in the period
     * @throws ReportException for what can't be asked
     */
    public static ReportQuery read(String name, Map<String, String> texts, Instant now) {
        ReportName known = ReportName.of(name)
                .orElseThrow(() -> new ReportException(ReportRefusal.UNKNOWN_REPORT, name, ReportName.codes()));
        SortedMap<String, String> left = new TreeMap<>(texts);
        left.values().removeIf(String::isEmpty);
        Period period = period(left, now);
        SalesGroup group = group(known, left.remove("by"));
        var filter = new EnumMap<ReportParameter, String>(ReportParameter.class);
        left.forEach((key, value) -> filter.put(
                ReportParameter.of(key)
                        .orElseThrow(
                                () -> new ReportException(ReportRefusal.NOT_TAKEN, name, key, ReportParameter.codes())),
                value));
        return new ReportQuery(known, period, filter, group);
    }

    /** The period alone, of the same texts. @throws ReportException for none */
    public static Period period(Map<String, String> texts, Instant now) {
        var given = new TreeMap<>(texts);
        given.values().removeIf(String::isEmpty);
        for (String key : given.keySet()) {
            if (!PERIOD.contains(key)) {
                throw new ReportException(ReportRefusal.NOT_TAKEN, "archive", key, PERIOD);
            }
        }
        return period(given, now);
    }

    /** Takes out of the texts what says the period. */
    private static Period period(SortedMap<String, String> texts, Instant now) {
        String day = texts.remove(DAY);
        String named = texts.remove("period");
        String from = texts.remove("from");
        String to = texts.remove("to");
        if (day == null) {
            return period(named, from, to, now);
        }
        if (named != null || from != null || to != null) {
            throw new ReportException(ReportRefusal.PERIOD_TWICE, day);
        }
        if (date(day) == null) {
            throw new ReportException(ReportRefusal.NO_TIME, day);
        }
        return period(null, day, day, now);
    }

    private static @Nullable SalesGroup group(ReportName name, @Nullable String by) {
        if (!name.takesGroup()) {
            if (by != null) {
                throw new ReportException(ReportRefusal.NOT_TAKEN, name.code(), "by", codes(name));
            }
            return null;
        }
        List<SalesGroup> groups = groups(name);
        return by == null
                ? groups.get(0)
                : SalesGroup.of(by)
                        .filter(groups::contains)
                        .orElseThrow(() -> new ReportException(
                                ReportRefusal.UNKNOWN_GROUP,
                                by,
                                groups.stream().map(SalesGroup::code).toList()));
    }

    /** What a report can be summed by, what is usual first. */
    public static List<SalesGroup> groups(ReportName name) {
        SalesGroup usual =
                switch (name) {
                    case COMPARISON -> SalesGroup.CATEGORY;
                    case MARGIN -> SalesGroup.PRODUCT;
                    default -> SalesGroup.DAY;
                };
        return Stream.concat(
                        Stream.of(usual),
                        Arrays.stream(SalesGroup.values())
                                .filter(group -> group != usual)
                                .filter(group -> name != ReportName.COMPARISON || group.comesAgain()))
                .toList();
    }

    private static List<String> codes(ReportName name) {
        return name.parameters().stream().map(ReportParameter::code).toList();
    }

    private static Period period(@Nullable String named, @Nullable String from, @Nullable String to, Instant now) {
        if (named != null) {
            if (from != null || to != null) {
                throw new ReportException(ReportRefusal.PERIOD_TWICE, named);
            }
            return Period.Named.of(named)
                    .orElseThrow(() -> new ReportException(ReportRefusal.UNKNOWN_PERIOD, named, Period.Named.codes()));
        }
        LocalDate first = date(from);
        LocalDate last = date(to);
        if (first != null && last != null) {
            if (last.isBefore(first)) {
                throw new ReportException(ReportRefusal.ENDS_FIRST, first, last);
            }
            checkYear(from, first.getYear());
            checkYear(to, last.getYear());
            checkBegun(first, first.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), now);
            return new Period.Days(first, last);
        }
        if (first != null || last != null) {
            throw new ReportException(ReportRefusal.DATE_AND_TIME, first == null ? "to" : "from");
        }
        return between(from == null ? null : time(from), to == null ? null : time(to), now);
    }

    /** @throws ReportException if it ends before it begins, begins in the future, or is of no year that there are sales in */
    public static Period between(@Nullable Instant from, @Nullable Instant to, Instant now) {
        for (Instant each : new Instant[] {from, to}) {
            if (each != null && (each.isBefore(Period.ALWAYS.from()) || each.isAfter(Period.ALWAYS.to()))) {
                throw new ReportException(ReportRefusal.NO_YEAR, each);
            }
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw new ReportException(ReportRefusal.ENDS_FIRST, from, to);
        }
        if (from != null) {
            checkBegun(from, from, now);
        }
        return new Period.Between(from, to);
    }

    private static void checkBegun(Object from, Instant begins, Instant now) {
        if (begins.isAfter(now.plusSeconds(86_400))) {
            throw new ReportException(ReportRefusal.NOT_BEGUN, from);
        }
    }

    private static void checkYear(@Nullable String text, int year) {
        if (year < 1970 || year > 9998) {
            throw new ReportException(ReportRefusal.NO_YEAR, String.valueOf(text));
        }
    }

    /** What both ends of a period of whole days are; null for any other text. */
    private static @Nullable LocalDate date(@Nullable String text) {
        if (text == null || text.length() != 10) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new ReportException(ReportRefusal.NO_TIME, text);
        }
    }

    private static Instant time(String text) {
        try {
            return ZonedDateTime.parse(text.replace(' ', '+')).toInstant(); // an unescaped + of an address is a blank
        } catch (DateTimeException e) {
            throw new ReportException(ReportRefusal.NO_TIME, text);
        }
    }
}
