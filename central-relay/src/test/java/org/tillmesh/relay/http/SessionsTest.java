package org.tillmesh.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who stays logged in, and for how long. */
class SessionsTest {
    private static final String HERE = "192.0.2.1";

    private final AtomicLong nanos = new AtomicLong();
    private final Sessions sessions = new Sessions("token"::equals, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_session_ends_after_12_hours_however_busy() {
        String id = sessions.begin("token", HERE).orElseThrow();
        for (int minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
            pass(Duration.ofMinutes(10));
            assertThat(sessions.isOpen(id)).as("after " + minutes + " min").isTrue();
        }
        pass(Duration.ofMinutes(10));
        assertThat(sessions.isOpen(id)).isFalse();
    }

    @Test
    void a_session_that_nobody_uses_ends_after_half_an_hour() {
        String id = sessions.begin("token", HERE).orElseThrow();
        pass(Duration.ofMinutes(29));
        assertThat(sessions.isOpen(id)).isTrue();
        pass(Duration.ofMinutes(29));
        assertThat(sessions.isOpen(id)).isTrue();
        pass(Duration.ofMinutes(30));
        assertThat(sessions.isOpen(id)).isFalse();
    }

    @Test
    void wrong_tokens_throttle_an_address_for_a_minute_and_a_flood_of_them_takes_no_memory() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(sessions.knows("wrong", HERE)).isFalse();
        }
        assertThat(sessions.isThrottled(HERE)).isTrue();
        assertThat(sessions.isThrottled("192.0.2.2")).as("somebody elsewhere").isFalse();
        pass(Duration.ofSeconds(61));
        assertThat(sessions.isThrottled(HERE)).isFalse();
    }

    @Test
    void all_end_together_and_none_begins_with_a_wrong_token() {
        String id = sessions.begin("token", HERE).orElseThrow();
        sessions.endAll();
        assertThat(sessions.isOpen(id)).isFalse();
        assertThat(sessions.begin("other", HERE)).isEmpty();
    }
}
