package org.tillmesh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;

/** What two checkpoints of one scope share, and what a store tells of the one it holds. */
class CheckpointTest {
    private static final int PRODUCTS = 20_000;

    @TempDir
    Path dir;

    private Store open(String folder, long replica) throws IOException {
        return Stores.open(
                dir.resolve(folder),
                Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L).withReplica(new ReplicaId(replica)));
    }

    private static DocRef product(int i) {
        return new DocRef("product", "p" + i);
    }

    private static Store officeWithProducts(Store office) {
        var random = new Random(11);
        office.write(tx -> {
            for (int i = 0; i < PRODUCTS; i++) {
                tx.put(Scope.COMPANY, product(i), "name", Value.of("n".repeat(100 + random.nextInt(300))));
            }
            return true;
        });
        return office;
    }

    @Test
    void a_few_changes_leave_most_chunks_as_they_were() throws IOException {
        try (Store office = officeWithProducts(open("office", 1))) {
            Store.Checkpoint before = office.snapshot(Scope.COMPANY, dir.resolve("before"));
            office.write(tx -> {
                tx.put(Scope.COMPANY, product(7_777), "price", Value.of(5));
                tx.put(Scope.COMPANY, new DocRef("product", "p100x"), "name", Value.of("one more"));
                return true;
            });

            Store.Checkpoint after = office.snapshot(Scope.COMPANY, dir.resolve("after"));

            var changed = new HashSet<>(after.chunks());
            changed.removeAll(before.chunks());
            assertThat(after.chunks()).hasSizeGreaterThan(8);
            assertThat(changed).hasSizeLessThanOrEqualTo(4); // the two documents', the stream's, and one more at most
        }
    }

    @Test
    void a_store_tells_which_checkpoint_it_holds() throws IOException {
        try (Store office = officeWithProducts(open("office", 1));
                Store till = open("till", 2)) {
            assertThat(till.held(Scope.COMPANY)).isEmpty();
            Store.Checkpoint made = office.snapshot(Scope.COMPANY, dir.resolve("made"));
            List<Path> chunks = made.chunks().stream()
                    .map(hash -> dir.resolve("made").resolve(hash.toString()))
                    .toList();

            till.adopt(made, chunks);

            Store.Checkpoint held = till.held(Scope.COMPANY).orElseThrow();
            Hash manifest = Hash.sha256(held.manifest());
            assertThat(held.chunks()).isEqualTo(made.chunks());
            assertThat(held.chunks()).allSatisfy(chunk -> assertThat(till.chunk(manifest, chunk))
                    .hasValueSatisfying(bytes -> assertThat(Hash.sha256(bytes)).isEqualTo(chunk)));
        }
    }

    @Test
    void what_a_store_remembers_of_its_checkpoints_nobody_writes_over() throws IOException {
        try (Store till = open("till", 2)) {
            Map<String, byte[]> notes = Map.of("adopted/company", new byte[] {1});

            assertThatIllegalArgumentException().isThrownBy(() -> till.note(notes));
            assertThatIllegalArgumentException().isThrownBy(() -> till.receive(List.of(), notes));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> till.write(tx -> {
                        tx.note("adopted", new byte[] {1});
                        return true;
                    }));
        }
    }

    @Test
    void rot_in_the_manifest_is_no_checkpoint_and_no_failure() throws IOException {
        try (Store office = officeWithProducts(open("office", 1));
                Store till = open("till", 2)) {
            Store.Checkpoint made = office.snapshot(Scope.COMPANY, dir.resolve("made"));
            till.adopt(
                    made,
                    made.chunks().stream()
                            .map(hash -> dir.resolve("made").resolve(hash.toString()))
                            .toList());
            String name = Hash.sha256(made.manifest()).toString();
            Files.write(dir.resolve("till/checkpoint").resolve(name).resolve("manifest"), new byte[] {1, 2, 3});

            assertThat(till.held(Scope.COMPANY)).isEmpty();
            assertThat(till.noted("adopted/" + Scope.COMPANY.name())).isPresent();
        }
    }
}
