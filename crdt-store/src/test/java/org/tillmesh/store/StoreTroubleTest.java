package org.tillmesh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.store.engine.Stores;

/** A store that takes nothing says so before somebody tries. */
class StoreTroubleTest {
    @TempDir
    Path dir;

    private Store open(long freeBytesMin) throws IOException {
        return Stores.open(
                dir,
                Stores.Options.judgedBy(notes -> (scope, origin, delta) -> true, () -> 0)
                        .withFreeBytesMin(freeBytesMin));
    }

    @Test
    void a_full_disk_is_told_of() throws IOException {
        try (Store store = open(0)) {
            store.note(Map.of("a", new byte[] {1}));
            assertThat(store.trouble()).isEmpty();
        }
        try (Store store = open(Long.MAX_VALUE / 4)) {
            assertThat(store.trouble().orElseThrow().kind()).isEqualTo(StoreException.Kind.DISK_FULL);
            assertThatThrownBy(() -> store.note(Map.of("a", new byte[] {2})))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(store.trouble().orElseThrow().getMessage());
        }
    }
}
