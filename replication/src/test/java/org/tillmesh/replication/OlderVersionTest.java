package org.tillmesh.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

/** What version 0.1.0 wrote to disk and said on the wire (recorded by its own code) is read as it meant it. */
class OlderVersionTest {
    private static final Path RECORDED = Path.of("src/test/resources/of-0.1.0");
    private static final Scope BRANCH = Scope.branch("S001");
    private static final String COMPANY_DIGEST = "f99a8ca6d6eccac806ea45f70665cf4daa7a3056c20baa1b3dcf1441be0bf0c5";
    private static final String STORE_DIGEST = "21f9a027a8986db610d91f65bfb8dd284b4e05bf94af6526469a1a9dee785b22";
    private static final String STORE_SEEN = "c9808f0f84bc4e57968b76de7d40fc66df60f98307dbbd902da0a4d031710530";
    private static final String WITH_UNKNOWN_DELTA =
            "89016a73746f72653a53303031500000000000000002d3f6cc79e37c5582021b01a0c450b25000000058200510da573626c18158fe"
                    + "62d1322c4334386d348a352429d803e48b3f52b8278980828218630184026473616c6569626568696e642d6974a1"
                    + "65746f74616c01";

    @TempDir
    Path dir;

    private Store open(Path folder) throws IOException {
        return Stores.open(
                folder,
                Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L)
                        .withReplica(new ReplicaId(9))
                        .withSegmentBytes(1 << 16)
                        .withFreeBytesMin(0));
    }

    private static boolean hasSale(Store store, String id) {
        return store.read(v -> v.record(BRANCH, new DocRef("sale", id))).isPresent();
    }

    @Test
    void its_backup_holds_what_it_held_and_what_it_did_not_understand_is_handed_on_as_it_came() throws IOException {
        Stores.restore(RECORDED.resolve("till.backup"), dir.resolve("till"));
        try (Store store = open(dir.resolve("till"))) {
            assertThat(store.digest(Scope.COMPANY).digest()).hasToString(COMPANY_DIGEST);
            assertThat(store.digest(BRANCH).digest()).hasToString(STORE_DIGEST);
            assertThat(store.digest(BRANCH).seen()).hasToString(STORE_SEEN);
            assertThat(List.of("sale-1", "sale-2", "sale-3", "other-1", "behind-it"))
                    .allMatch(id -> hasSale(store, id));
            assertThat(store.noted("some/note")).contains(new byte[] {2});
            StreamId others = StreamId.of(BRANCH, Origin.parse("0000000000000002/d3f6cc79e37c5582"));
            assertThat(store.since(others, 1, 1 << 20)).singleElement().satisfies(changeSet -> assertThat(
                            HexFormat.of().formatHex(changeSet.encoded().bytes()))
                    .isEqualTo(WITH_UNKNOWN_DELTA));
        }
    }

    @Test
    void its_checkpoint_seeds_a_till_of_today() throws IOException {
        byte[] manifest = HexFormat.of()
                .parseHex(Files.readString(RECORDED.resolve("manifest.hex")).strip());
        Store.Checkpoint checkpoint = Stores.checkpoint(manifest);
        try (Store store = open(dir.resolve("new"))) {
            store.adopt(
                    checkpoint,
                    checkpoint.chunks().stream()
                            .map(hash -> RECORDED.resolve(hash.toString()))
                            .toList());
            assertThat(store.digest(BRANCH).digest()).hasToString(STORE_DIGEST);
            assertThat(hasSale(store, "sale-3")).isTrue();
        }
    }

    @Test
    void its_messages_are_understood() throws IOException {
        for (String line : Files.readAllLines(RECORDED.resolve("wire.txt"))) {
            String name = line.substring(0, line.indexOf(' '));
            Message message = Messages.decode(HexFormat.of().parseHex(line.substring(line.indexOf(' ') + 1)));
            assertThat(message.getClass().getSimpleName()).isEqualTo(name);
            if (message instanceof Message.Batch batch) {
                assertThat(batch.changeSets()).singleElement().isEqualTo(new byte[] {1, 2, 3});
            }
            if (message instanceof Message.CheckpointOffer offer) {
                assertThat(offer.certificates()).isEmpty();
            }
        }
    }
}
