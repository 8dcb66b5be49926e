package org.tillmesh.relay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who guesses waits longer and longer; who is right is let off. */
class ThrottleTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Throttle throttle = new Throttle(3, 60, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void the_first_wrong_ones_are_free_and_each_further_one_costs_twice_as_long() {
        throttle.wrong("mona");
        throttle.wrong("mona");
        assertThat(throttle.mustWait("mona")).isFalse();
        throttle.wrong("mona");
        assertThat(throttle.mustWait("mona")).isTrue();
        assertThat(throttle.mustWait("sara")).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(throttle.mustWait("mona")).isFalse();
        throttle.wrong("mona");
        pass(Duration.ofSeconds(1));
        assertThat(throttle.mustWait("mona")).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(throttle.mustWait("mona")).isFalse();
    }

    @Test
    void nobody_waits_longer_than_the_longest_and_a_right_one_makes_all_good() {
        for (int i = 0; i < 50; i++) {
            throttle.wrong("mona");
        }
        pass(Duration.ofSeconds(59));
        assertThat(throttle.mustWait("mona")).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(throttle.mustWait("mona")).isFalse();
        throttle.right("mona");
        throttle.wrong("mona");
        assertThat(throttle.mustWait("mona")).isFalse();
    }
}
