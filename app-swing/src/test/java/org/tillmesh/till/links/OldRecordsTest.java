package org.tillmesh.till.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

class OldRecordsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Scope BRANCH = Scope.branch("S001");

    @TempDir
    Path dir;

    @Test
    void only_what_is_thirty_days_old_and_acknowledged_may_go() throws IOException {
        var now = new AtomicLong();
        try (Store store =
                Stores.open(dir, Stores.Options.of((s, o, d) -> true, now::get).withFreeBytesMin(0))) {
            for (int daysAgo : List.of(40, 31, 29)) {
                now.set(NOW.toEpochMilli() - daysAgo * 86_400_000L);
                store.write(tx -> {
                    tx.append(BRANCH, new DocRef("sale", "s" + daysAgo), Value.of(1));
                    return true;
                });
            }
            StreamId stream = StreamId.of(BRANCH, store.self());
            List<ChangeSet> all = store.since(stream, 0, Integer.MAX_VALUE);
            Head first = all.get(0).head();
            assertThat(all)
                    .filteredOn(new OldRecords(store, s -> first, origin -> false, NOW)::mayDrop)
                    .containsExactly(all.get(0));
            assertThat(all)
                    .filteredOn(new OldRecords(store, s -> all.get(2).head(), origin -> false, NOW)::mayDrop)
                    .containsExactly(all.get(0), all.get(1));
            assertThat(all)
                    .filteredOn(new OldRecords(store, s -> Head.NONE, origin -> false, NOW)::mayDrop)
                    .isEmpty();
            assertThat(all)
                    .filteredOn(new OldRecords(store, s -> Head.NONE, origin -> true, NOW)::mayDrop)
                    .hasSize(2);
        }
    }
}
