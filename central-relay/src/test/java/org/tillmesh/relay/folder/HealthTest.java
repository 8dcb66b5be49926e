package org.tillmesh.relay.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.tillmesh.store.StoreException;

/** What watchers of head office are told. */
class HealthTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private final AtomicReference<Optional<StoreException>> store = new AtomicReference<>(Optional.empty());

    private Health health(Clock clock) {
        return new Health(List.of(() -> Health.ofStore(store.get())), () -> 5L << 20, clock);
    }

    @Test
    void all_is_well_until_the_disk_is_full_or_failed() {
        Health health = health(Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(health.look()).isEqualTo(new Health.State(true, List.of(), 5, NOW));
        store.set(Optional.of(new StoreException(StoreException.Kind.DISK_FULL, "The disk of /srv/secret is full")));
        assertThat(health.look().ok()).isFalse();
        assertThat(health.look().problems().toString())
                .contains("disk_full", "Make room")
                .doesNotContain("/srv/secret");
        store.set(Optional.of(new StoreException(StoreException.Kind.READ_ONLY, "Writing failed")));
        assertThat(health.look().problems().toString()).contains("read_only", "started again");
    }

    @Test
    void a_look_that_fails_is_a_problem_and_hides_no_other() {
        Health health = new Health(
                List.of(
                        () -> {
                            throw new IllegalStateException("broken");
                        },
                        () -> Optional.of(new Health.Problem("reporting", "stands still"))),
                () -> 0,
                Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(health.look().problems()).extracting(Health.Problem::what).containsExactly("failed", "reporting");
    }

    @Test
    void who_has_not_looked_for_a_minute_is_stuck() {
        var now = new AtomicReference<>(NOW);
        Health health = health(new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        });
        now.set(NOW.plus(Duration.ofSeconds(59)));
        assertThat(health.state().ok()).isTrue();
        now.set(NOW.plus(Duration.ofSeconds(60)));
        assertThat(health.state().problems()).extracting(Health.Problem::what).containsExactly("stuck");
    }
}
