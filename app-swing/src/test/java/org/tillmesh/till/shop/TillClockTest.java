package org.tillmesh.till.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TillClockTest {
    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");

    private Instant machine = NOON;
    private long running;
    private final TillClock clock = new TillClock(
            new Clock() {
                @Override
                public Instant instant() {
                    return machine;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            },
            () -> TimeUnit.MILLISECONDS.toNanos(running));

    /** Time goes on, as the machine's clock and its time since start both tell. */
    private void pass(Duration time) {
        machine = machine.plus(time);
        running += time.toMillis();
    }

    private void take(long offsetMillis) {
        clock.take(new TillClock.Offset(offsetMillis, 500, machine.plusMillis(offsetMillis)), false);
    }

    @Test
    void a_document_is_issued_at_least_a_millisecond_after_the_last() {
        clock.issued(NOON);
        assertEquals(NOON.plusMillis(1), clock.issue());
        pass(Duration.ofSeconds(5));
        assertEquals(NOON.plusSeconds(5), clock.issue());
    }

    @Test
    void a_small_step_back_is_held_and_a_big_one_stops_issuing_until_a_correction() {
        clock.issued(NOON);
        machine = NOON.minus(Duration.ofMinutes(10));
        assertEquals(NOON.plusMillis(1), clock.issue());
        machine = machine.minusMillis(1);
        TillException stopped = assertThrows(TillException.class, clock::issue);
        assertEquals(RefusalCode.CLOCK, stopped.code());

        machine = NOON.minus(Duration.ofMinutes(20));
        take(3_000);
        assertEquals(machine.plusMillis(3_000), clock.issue().minusMillis(1), "time steps back and goes on");
    }

    @Test
    void a_small_step_back_by_a_link_and_any_by_hand_hold_the_dates_of_documents() {
        clock.issued(NOON);
        take(-300_000);
        assertEquals(NOON.plusMillis(1), clock.issue());
        clock.issued(NOON.plusMillis(1));

        clock.take(new TillClock.Offset(-86_400_000, 60_000, machine.minusSeconds(86_400)), true);
        assertEquals(machine.minusSeconds(86_400), clock.instant());
        assertEquals(NOON.plusMillis(2), clock.issue());
        clock.issued(NOON.plusMillis(2));
        assertEquals(NOON.plusMillis(3), clock.issue(), "what was held stops nothing");
        assertTrue(clock.behindHeld() > 86_000_000);

        take(-7_200_000);
        assertEquals(machine.minusSeconds(7_200), clock.issue(), "a link has measured that the dates were wrong");
    }

    @Test
    void by_hand_time_goes_ahead_ten_minutes_beyond_what_a_link_measured_unless_the_machine_is_plainly_wrong() {
        take(60_000);
        Instant latest = machine.plusSeconds(60).plus(TillClock.AHEAD_BY_HAND_MAX);
        assertEquals(Optional.of(latest), clock.latestByHand());
        clock.take(new TillClock.Offset(600_000, 60_000, machine.plusSeconds(600)), true);
        assertEquals(Optional.of(latest), clock.latestByHand(), "what a manager says is no measurement");

        clock.issued(machine.plusSeconds(600));
        machine = machine.minus(Duration.ofDays(3));
        assertEquals(Optional.empty(), clock.latestByHand());
        machine = TillClock.BUILD.minus(Duration.ofDays(300));
        assertEquals(Optional.empty(), clock.latestByHand());
    }

    @Test
    void by_hand_time_goes_no_further_than_head_offices_while_that_is_known_and_the_machine_has_kept_it() {
        take(60_000);
        clock.confirm();
        pass(Duration.ofHours(1));
        assertThat(clock.latestByHand()).contains(machine.plusSeconds(60).plus(TillClock.TOLERANCE));
        machine = machine.minus(Duration.ofMinutes(5));
        assertThat(clock.latestByHand())
                .as("whose clock was set meanwhile, a person knows better")
                .contains(machine.plusSeconds(60).plus(TillClock.AHEAD_BY_HAND_MAX));
    }

    @Test
    void by_hand_time_goes_ahead_twelve_hours_where_nobody_told_it_and_nothing_bears_a_date_of_it() {
        Instant morning = machine.plus(TillClock.AHEAD_AT_FIRST_MAX);
        assertThat(clock.latestByHand()).contains(morning);
        clock.take(new TillClock.Offset(10_800_000, 60_000, machine.plusSeconds(10_800)), true);
        assertThat(clock.latestByHand())
                .as("counted from the machine's clock, so that it is no second time")
                .contains(morning);
        clock.issued(clock.issue());
        Instant latest = machine.plusSeconds(10_800).plus(TillClock.AHEAD_BY_HAND_MAX);
        assertThat(clock.latestByHand()).contains(latest);
        clock.take(new TillClock.Offset(11_340_000, 60_000, machine.plusSeconds(11_340)), true);
        assertThat(clock.latestByHand()).contains(latest);
    }

    @Test
    void who_has_heard_of_a_link_sets_no_time_far_ahead_on_the_first_morning_either() {
        take(0);
        assertThat(clock.latestByHand()).contains(machine.plus(TillClock.AHEAD_BY_HAND_MAX));
    }

    @Test
    void a_time_before_the_program_was_made_issues_nothing() {
        machine = TillClock.BUILD.minusMillis(1);
        assertEquals(
                RefusalCode.CLOCK,
                assertThrows(TillException.class, clock::issue).code());
        machine = TillClock.BUILD;
        assertEquals(TillClock.BUILD, clock.issue());
    }

    @Test
    void an_offset_that_was_never_measured_may_be_two_minutes_off_and_a_measured_one_drifts() {
        assertEquals(120_000, clock.errorMillis());
        take(-7_000);
        assertEquals(500, clock.errorMillis());
        pass(Duration.ofHours(10));
        assertEquals(500 + 1_800, clock.errorMillis());
        clock.confirm();
        assertEquals(500, clock.errorMillis());
        pass(Duration.ofDays(365));
        assertEquals(120_000, clock.errorMillis());
    }

    @Test
    void time_is_good_from_a_confirmation_until_somebody_sets_the_machines_clock() {
        assertFalse(clock.isGood());
        take(5_000);
        assertFalse(clock.isGood(), "a correction is confirmed by the next measurement");
        clock.confirm();
        pass(Duration.ofDays(3));
        assertTrue(clock.isGood());
        machine = machine.plusSeconds(3);
        assertFalse(clock.isGood());
        machine = machine.minusSeconds(3);
        clock.pretend(-3_600_000);
        assertFalse(clock.isGood());
    }

    @Test
    void how_far_another_clock_is_ahead_is_told_against_corrected_time() {
        take(1_000);
        assertEquals(4_000, clock.behind(5_000));
        clock.pretend(10_000);
        assertEquals(-6_000, clock.behind(5_000));
    }

    @Test
    void head_office_is_not_believed_alone_when_it_moves_time_by_more_than_a_day() {
        take(0);
        clock.issued(NOON);
        assertFalse(clock.isDoubtful(Duration.ofHours(20).toMillis()));
        assertFalse(clock.isDoubtful(Duration.ofHours(-20).toMillis()));
        assertTrue(clock.isDoubtful(Duration.ofDays(2).toMillis()));
        assertTrue(clock.isDoubtful(Duration.ofDays(-2).toMillis()));
        assertTrue(clock.isDoubtful(Duration.ofDays(3650).toMillis()));
    }

    @Test
    void nobody_is_believed_who_says_a_time_before_this_program_was_made() {
        machine = TillClock.BUILD.plusSeconds(60);
        assertTrue(clock.isDoubtful(Duration.ofMinutes(-2).toMillis()));
        machine = Instant.EPOCH;
        assertTrue(clock.isDoubtful(0));
    }

    @Test
    void a_machine_with_a_dead_battery_takes_any_possible_time() {
        machine = Instant.parse("2001-01-01T00:00:00Z");
        assertFalse(clock.isDoubtful(Duration.between(machine, NOON).toMillis()));
    }

    @Test
    void a_clock_that_stepped_far_back_behind_the_last_document_takes_any_possible_time() {
        take(0);
        clock.issued(NOON);
        machine = NOON.minus(Duration.ofDays(3));
        assertFalse(clock.isDoubtful(Duration.ofDays(3).toMillis()));
    }

    @Test
    void where_head_office_and_the_machine_agree_an_old_offset_gives_way() {
        take(Duration.ofDays(300).toMillis());
        assertFalse(clock.isDoubtful(Duration.ofDays(-300).toMillis()));
    }

    @Test
    void a_till_that_never_heard_the_time_takes_head_offices_but_not_another_years() {
        assertFalse(clock.isDoubtful(Duration.ofDays(30).toMillis()));
        assertTrue(clock.isDoubtful(Duration.ofDays(400).toMillis()));
    }

    @Test
    void a_doubt_is_said_until_it_is_gone() {
        assertTrue(clock.doubt(Duration.ofDays(400).toMillis()));
        assertFalse(clock.doubt(Duration.ofDays(401).toMillis()));
        assertTrue(clock.warning().orElseThrow().contains("2028-04"));
        assertTrue(clock.doubt(0));
        assertTrue(clock.warning().isEmpty());
    }
}
