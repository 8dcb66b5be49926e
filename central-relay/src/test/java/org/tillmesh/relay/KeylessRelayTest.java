package org.tillmesh.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.folder.RelayFolder;
import org.tillmesh.store.engine.Stores;

/** A head office made of a backup, which holds no keys. */
class KeylessRelayTest {
    @TempDir
    Path dir;

    private ReplicaId replica;

    @BeforeEach
    void restoreWithoutKeys() throws IOException {
        RelaySetup.run(dir.resolve("relay"), company());
        try (RelayFolder relay = RelayFolder.open(dir.resolve("relay"), false, Clock.systemUTC())) {
            relay.writeAuthority();
            replica = relay.store().self().replica();
        }
        Stores.backup(dir.resolve("relay"), dir.resolve("backup.zip"));
        Stores.restore(dir.resolve("backup.zip"), folder());
    }

    private Path company() throws IOException {
        return Files.writeString(dir.resolve("company.json"), RelayTest.COMPANY);
    }

    private Path folder() {
        return dir.resolve("restored");
    }

    @Test
    void it_says_that_its_keys_are_lacking_and_advises_no_setup() {
        assertThatThrownBy(() -> RelayFolder.open(folder(), false, Clock.systemUTC()))
                .isInstanceOf(RelayException.class)
                .hasMessageContaining("keys of their head office are gone")
                .hasMessageContaining("Put its keys.p12");
    }

    @Test
    void no_other_company_is_set_up_in_it() {
        assertThatThrownBy(() -> RelaySetup.run(folder(), company()))
                .isInstanceOf(RelayException.class)
                .hasMessageContaining("holds records already");
    }

    @Test
    void it_becomes_no_demo() {
        assertThatThrownBy(() -> RelayFolder.open(folder(), true, Clock.systemUTC()))
                .isInstanceOf(RelayException.class)
                .hasMessageContaining("another company than the demo");
    }

    @Test
    void whoever_its_keys_are_of_is_who_writes_whatever_name_the_folder_has() throws IOException {
        Stores.open(
                        folder(),
                        Stores.Options.of((scope, origin, delta) -> true, () -> 0)
                                .withReplica(new ReplicaId(42)))
                .close();
        Files.copy(dir.resolve("relay/keys.p12"), folder().resolve("keys.p12"));
        try (RelayFolder relay = RelayFolder.open(folder(), false, Clock.systemUTC())) {
            assertThat(relay.store().self().replica()).isEqualTo(replica);
        }
    }
}
