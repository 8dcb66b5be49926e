package org.tillmesh.relay.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

class JournalLogTest extends RelayLogContract {
    @TempDir
    Path dir;

    private @Nullable Store store;

    @Override
    RelayLog log() throws IOException {
        return open(dir.resolve("log"));
    }

    private RelayLog open(Path folder) throws IOException {
        Store opened = Stores.open(folder, Stores.Options.of((s, o, d) -> true, System::currentTimeMillis));
        store = opened;
        return new JournalLog(opened, Clock.systemUTC());
    }

    @Override
    RelayLog reopened() throws IOException {
        close();
        return log();
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
            store = null;
        }
    }

    @Test
    void a_restored_log_begins_a_greater_epoch() throws IOException {
        Epoch before = log().epoch();
        java.util.Objects.requireNonNull(store).backup(dir.resolve("copy"));
        close();
        Stores.restore(dir.resolve("copy"), dir.resolve("restored"));
        RelayLog restored = open(dir.resolve("restored"));
        assertThat(restored.epoch()).isGreaterThan(before);
        assertThat(restored.hasBegunAnew()).isTrue();
    }
}
