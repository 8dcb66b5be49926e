package org.tillmesh.reports.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportQueryTest {
    /** A Monday, half past one in the night in Riyadh, still Sunday in UTC. */
    private static final Instant NOW = Instant.parse("2026-11-22T22:30:00Z");

    private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");

    @ParameterizedTest
    @CsvSource({
        "today, 2026-11-22T21:00:00Z, 2026-11-23T21:00:00Z",
        "yesterday, 2026-11-21T21:00:00Z, 2026-11-22T21:00:00Z",
        "week, 2026-11-21T21:00:00Z, 2026-11-28T21:00:00Z",
        "last-week, 2026-11-14T21:00:00Z, 2026-11-21T21:00:00Z",
        "month, 2026-10-31T21:00:00Z, 2026-11-30T21:00:00Z",
        "last-month, 2026-09-30T21:00:00Z, 2026-10-31T21:00:00Z"
    })
    void named_periods_are_whole_days_of_the_branchs_calendar(String name, Instant from, Instant to) {
        var query = ReportQuery.read("sales-by-product", Map.of("period", name), NOW);
        assertThat(query.period().in(RIYADH, NOW)).isEqualTo(new Period.Span(from, to));
    }

    @Test
    void dates_are_whole_days_and_times_are_moments() {
        var days = ReportQuery.read("audit", Map.of("from", "2026-11-01", "to", "2026-11-02"), NOW);
        assertThat(days.period().in(RIYADH, NOW))
                .isEqualTo(
                        new Period.Span(Instant.parse("2026-10-31T21:00:00Z"), Instant.parse("2026-11-02T21:00:00Z")));
        var open = ReportQuery.read("audit", Map.of("from", "2026-11-01T10:00:00 03:00"), NOW);
        assertThat(open.period().in(RIYADH, NOW))
                .isEqualTo(new Period.Span(Instant.parse("2026-11-01T07:00:00Z"), NOW.plusSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "sales-by-moon, period, today, there are [sales",
        "audit, period, fortnight, last-month",
        "audit, from, 2026-13-40, neither a date",
        "audit, from, ٢٠٢٦-١١-٠١, neither a date",
        "audit, from, 2027-06-01T00:00:00Z, has not come yet",
        "audit, from, 0001-01-01T00:00:00Z, no year",
        "audit, to, +999999999-01-01T00:00:00Z, no year",
        "audit, from, 2026-11-01, give two dates",
        "audit, tender, card, takes no",
        "audit, moon, full, takes no",
        "audit, day, 2026-11-31, neither a date",
        "audit, day, 2026-11-01T00:00:00Z, neither a date",
        "audit, day, 2027-01-01, has not come yet",
        "audit, by, day, takes no",
        "comparison, by, day, category",
        "sales, by, moon, weekday",
        "customer-statement, period, today, needs"
    })
    void what_cannot_be_asked_is_refused_with_the_mend(String name, String key, String value, String said) {
        assertThatThrownBy(() -> ReportQuery.read(name, Map.of(key, value), NOW))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(said);
    }

    @Test
    void one_day_is_a_period_and_is_given_once() {
        var day = ReportQuery.read("documents", Map.of("day", "2026-11-02"), NOW);
        assertThat(day.period().in(RIYADH, NOW))
                .isEqualTo(
                        new Period.Span(Instant.parse("2026-11-01T21:00:00Z"), Instant.parse("2026-11-02T21:00:00Z")));
        assertThatThrownBy(() -> ReportQuery.read("documents", Map.of("day", "2026-11-02", "period", "today"), NOW))
                .hasMessageContaining("the one or the other");
    }

    @Test
    void a_period_that_ends_before_it_begins_or_is_given_twice_is_refused() {
        assertThatThrownBy(() -> ReportQuery.read("audit", Map.of("from", "2026-11-02", "to", "2026-11-01"), NOW))
                .hasMessageContaining("begins 2026-11-02 but ends 2026-11-01");
        assertThatThrownBy(() -> ReportQuery.read("audit", Map.of("period", "today", "to", "2026-11-01"), NOW))
                .hasMessageContaining("the one or the other");
    }
}
