package org.tillmesh.retail.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hours are summed by user and day, and an end without its other end is named and counts nothing. */
class WorkedHoursTest {
    private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);

    private final List<AuditEvent> events = new ArrayList<>();

    private static Instant at(LocalDate day, String time) {
        return day.atTime(java.time.LocalTime.parse(time)).atZone(RIYADH).toInstant();
    }

    private void clock(String user, LocalDate day, String time, String what) {
        events.add(new AuditEvent("e" + events.size(), null, user, null, what, user, at(day, time)));
    }

    private List<WorkedHours> hours() {
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(7));
        return WorkedHours.of(shuffled, RIYADH);
    }

    @Test
    void spans_of_a_day_are_one_sum_and_one_over_midnight_belongs_to_the_day_on_which_it_began() {
        clock("huda", MONDAY, "08:00:00", AuditEvent.CLOCK_IN);
        clock("huda", MONDAY, "12:00:59", AuditEvent.CLOCK_OUT);
        clock("sara", MONDAY, "09:00:00", AuditEvent.CLOCK_IN);
        clock("huda", MONDAY, "22:00:00", AuditEvent.CLOCK_IN);
        clock("sara", MONDAY, "10:00:00", AuditEvent.CLOCK_OUT);
        clock("huda", MONDAY.plusDays(1), "02:30:00", AuditEvent.CLOCK_OUT);
        clock("huda", MONDAY, "09:00:00", "clock-fix");
        assertThat(hours())
                .containsExactly(
                        new WorkedHours(
                                "huda",
                                MONDAY,
                                at(MONDAY, "08:00:00"),
                                at(MONDAY.plusDays(1), "02:30:00"),
                                240 + 270,
                                List.of()),
                        new WorkedHours("sara", MONDAY, at(MONDAY, "09:00:00"), at(MONDAY, "10:00:00"), 60, List.of()));
    }

    @Test
    void who_never_went_or_had_not_come_is_named_with_the_time() {
        clock("huda", MONDAY, "07:00:00", AuditEvent.CLOCK_OUT);
        clock("huda", MONDAY, "08:00:00", AuditEvent.CLOCK_IN);
        clock("huda", MONDAY, "09:00:00", AuditEvent.CLOCK_IN);
        clock("huda", MONDAY, "10:00:00", AuditEvent.CLOCK_OUT);
        clock("huda", MONDAY, "11:00:00", AuditEvent.CLOCK_IN);
        assertThat(hours())
                .containsExactly(new WorkedHours(
                        "huda",
                        MONDAY,
                        at(MONDAY, "08:00:00"),
                        at(MONDAY, "10:00:00"),
                        60,
                        List.of(at(MONDAY, "07:00:00"), at(MONDAY, "08:00:00"), at(MONDAY, "11:00:00"))));
    }
}
