package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdleLockTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // such a clock may wrap round

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void it_is_due_when_nobody_touched_the_window_for_the_whole_time() {
        var idle = new IdleLock(Duration.ofMinutes(15), nanos::get);
        pass(Duration.ofMinutes(14));
        assertThat(idle.isDue(false)).isFalse();
        idle.touched();
        pass(Duration.ofMinutes(14));
        assertThat(idle.isDue(false)).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(idle.isDue(false)).isTrue();
    }

    @Test
    void a_payment_is_never_interrupted_and_the_time_begins_anew_after_it() {
        var idle = new IdleLock(Duration.ofMinutes(15), nanos::get);
        pass(Duration.ofMinutes(40));
        assertThat(idle.isDue(true)).isFalse();
        pass(Duration.ofMinutes(14));
        assertThat(idle.isDue(false)).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(idle.isDue(false)).isTrue();
    }

    @Test
    void zero_is_never() {
        var idle = new IdleLock(Duration.ZERO, nanos::get);
        pass(Duration.ofDays(3));
        assertThat(idle.isDue(false)).isFalse();
    }
}
