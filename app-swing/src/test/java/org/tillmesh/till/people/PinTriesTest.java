package org.tillmesh.till.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PinTriesTest {
    private Instant now = Instant.parse("2027-03-01T08:00:00Z");

    private PinTries.Tries wrong(PinTries.Tries before, boolean ofTill, int times) {
        PinTries.Tries tries = before;
        for (int i = 0; i < times; i++) {
            tries = tries.at(now).more(now, ofTill);
        }
        return tries;
    }

    @Test
    void every_fifth_of_an_account_locks_it_for_longer_each_time_and_never_for_more_than_a_quarter_of_an_hour() {
        PinTries.Tries tries = PinTries.Tries.NONE;
        for (int seconds : new int[] {30, 60, 120, 240, 480, 900, 900}) {
            tries = wrong(tries, false, 4);
            assertThat(tries.isLocked(now)).isFalse();
            tries = wrong(tries, false, 1);
            assertThat(tries.lockedUntil()).isEqualTo(now.plusSeconds(seconds));
        }
    }

    @Test
    void the_till_is_locked_from_the_twentieth_on() {
        PinTries.Tries tries = wrong(PinTries.Tries.NONE, true, 19);
        assertThat(tries.isLocked(now)).isFalse();
        tries = wrong(tries, true, 1);
        assertThat(tries.lockedUntil()).isEqualTo(now.plusSeconds(30));
        assertThat(wrong(tries, true, 5).lockedUntil()).isEqualTo(now.plusSeconds(60));
    }

    @Test
    void a_day_of_honest_mistakes_locks_nothing() {
        PinTries.Tries account = PinTries.Tries.NONE;
        PinTries.Tries till = PinTries.Tries.NONE;
        for (int minute = 0; minute < 14 * 60; minute += 12) {
            account = wrong(account, false, 1);
            till = wrong(till, true, 1);
            assertThat(account.isLocked(now) || till.isLocked(now)).isFalse();
            now = now.plus(Duration.ofMinutes(12));
        }
    }

    @Test
    void a_lock_of_a_clock_that_was_ahead_or_a_clock_that_is_set_back_lets_people_in() {
        PinTries.Tries tries = wrong(PinTries.Tries.NONE, false, 5);
        assertThat(tries.isLocked(now.minus(Duration.ofDays(1)))).isFalse();
        assertThat(tries.at(now.minus(Duration.ofDays(1))).count()).isEqualTo(5);
    }
}
