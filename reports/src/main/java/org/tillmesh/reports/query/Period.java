package org.tillmesh.reports.query;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time that a report is about. */
public sealed interface Period {
    /** The first and last moment that can be asked for. */
    Span ALWAYS = new Span(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    /** What it is where a branch's days run in a zone. */
    Span in(ZoneId zone, Instant now);

    /** @param from inclusive; @param to exclusive */
    record Span(Instant from, Instant to) {
        /** As long, and ending where this begins. */
        public Span before() {
            return new Span(from.minus(Duration.between(from, to)), from);
        }
    }

    /** Days by a name that means others tomorrow. A week begins on Sunday. */
    enum Named implements Period {
        TODAY,
        YESTERDAY,
        WEEK,
        LAST_WEEK,
        MONTH,
        LAST_MONTH;

        /** {@code last-month}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Named> of(String code) {
            return Arrays.stream(values()).filter(p -> p.code().equals(code)).findFirst();
        }

        public static List<String> codes() {
            return Arrays.stream(values()).map(Named::code).toList();
        }

        @Override
        public Span in(ZoneId zone, Instant now) {
            LocalDate today = LocalDate.ofInstant(now, zone);
            LocalDate sunday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            LocalDate first = today.withDayOfMonth(1);
            return switch (this) {
                case TODAY -> days(today, today.plusDays(1), zone);
                case YESTERDAY -> days(today.minusDays(1), today, zone);
                case WEEK -> days(sunday, sunday.plusWeeks(1), zone);
                case LAST_WEEK -> days(sunday.minusWeeks(1), sunday, zone);
                case MONTH -> days(first, first.plusMonths(1), zone);
                case LAST_MONTH -> days(first.minusMonths(1), first, zone);
            };
        }

        private static Span days(LocalDate from, LocalDate to, ZoneId zone) {
            return new Span(
                    from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
        }
    }

    /**
     * From one moment to another.
     *
     * @param from inclusive, null is the beginning
     * @param to exclusive, null is until now
     */
    record Between(@Nullable Instant from, @Nullable Instant to) implements Period {
        @Override
        public Span in(ZoneId zone, Instant now) {
            Instant begin = from == null ? ALWAYS.from() : from;
            Instant end = to != null ? to : begin.isAfter(now) ? begin : now.plusSeconds(1);
            return new Span(begin, end);
        }
    }

    /**
     * Whole days of each branch's own calendar.
     *
     * @param last is in it
     */
    record Days(LocalDate first, LocalDate last) implements Period {
        @Override
        public Span in(ZoneId zone, Instant now) {
            return Named.days(first, last.plusDays(1), zone);
        }
    }
}
