package org.tillmesh.till.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

class TailTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Scope BRANCH = Scope.branch("S001");

    @TempDir
    Path dir;

    private static Store open(Path folder, AtomicLong now) throws IOException {
        return Stores.open(
                folder, Stores.Options.of((s, o, d) -> true, now::get).withFreeBytesMin(0));
    }

    private static void append(Store store, AtomicLong now, int daysAgo) {
        now.set(NOW.minus(Duration.ofDays(daysAgo)).toEpochMilli());
        store.write(tx -> {
            tx.append(BRANCH, new DocRef("sale", "s" + daysAgo), Value.of(1));
            return true;
        });
    }

    @Test
    void only_what_no_checkpoint_covers_counts() throws IOException {
        var now = new AtomicLong();
        try (Store office = open(dir.resolve("office"), now);
                Store till = open(dir.resolve("till"), now)) {
            append(office, now, 200);
            append(office, now, 95);
            Store.Checkpoint made = office.snapshot(BRANCH, dir.resolve("made"));
            till.adopt(
                    made,
                    made.chunks().stream()
                            .map(hash -> dir.resolve("made").resolve(hash.toString()))
                            .toList());
            assertThat(Tail.of(till, BRANCH)).isEqualTo(new Tail(0, null));

            append(till, now, 10);
            append(till, now, 5);

            assertThat(Tail.of(till, BRANCH)).isEqualTo(new Tail(2, NOW.minus(Duration.ofDays(10))));
            assertThat(Tail.of(till, BRANCH).isLong(NOW)).isFalse();
            assertThat(Tail.of(till, BRANCH).isLong(NOW.plus(Duration.ofDays(81))))
                    .isTrue();
            assertThat(Tail.of(office, BRANCH).isLong(NOW)).isTrue();
        }
    }

    @Test
    void many_are_a_long_tail_however_young() {
        assertThat(new Tail(Tail.CHANGE_SETS_MAX, NOW).isLong(NOW)).isFalse();
        assertThat(new Tail(Tail.CHANGE_SETS_MAX + 1, NOW).isLong(NOW)).isTrue();
    }
}
