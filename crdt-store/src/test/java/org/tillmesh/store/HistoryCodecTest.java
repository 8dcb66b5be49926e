package org.tillmesh.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.History;
import org.tillmesh.crdt.OrMap;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.bytes.DocumentCodec;

/** What real histories come to, through the codec and back: deltas on the wire, documents in checkpoints and bases. */
class HistoryCodecTest {
    private static History.Edit edit(DotStore state, Random random) {
        OrMap document = OrMap.at(state);
        String key = random.nextBoolean() ? "main" : "العمل";
        Optional<? extends Delta> delta =
                switch (random.nextInt(4)) {
                    case 0 -> document.map("addresses").remove(History.DOC, key);
                    case 1 -> Optional.of(document.set("tags").add(History.DOC, key + random.nextInt(3)));
                    case 2 -> document.set("tags").remove(History.DOC, key + random.nextInt(3));
                    default ->
                        Optional.of(document.register("addresses", key, "text")
                                .write(History.DOC, Value.of("شارع السدرة " + random.nextInt(99))));
                };
        return new History.Edit(List.of(), delta);
    }

    @Property(tries = 300)
    void a_state_with_conflicts_and_pending_dots_comes_back_as_it_was(
            @ForAll long seed, @ForAll long order, @ForAll @IntRange(max = 40) int some) {
        History history = new History(seed, 3, 50, HistoryCodecTest::edit);
        var state = new Document.State(Scope.COMPANY, History.DOC, history.readSome(order, some).state);
        byte[] bytes = DocumentCodec.encode(state);
        Document back = DocumentCodec.document(Scope.COMPANY, bytes);
        assertThat(back).isEqualTo(state);
        assertThat(DocumentCodec.encode(back)).isEqualTo(bytes);
        assertThat(((Document.State) back).dots().pending())
                .isEqualTo(state.dots().pending());
        assertThat(DocumentCodec.digest(back)).isEqualTo(DocumentCodec.digest(state));
    }

    @Property(tries = 200)
    void what_was_written_and_read_back_merges_to_the_same(@ForAll long seed, @ForAll long order) {
        History history = new History(seed, 3, 50, HistoryCodecTest::edit);
        DotStore byWire = DotStore.EMPTY;
        var held = new ArrayList<>();
        for (History.Op op : history.all()) {
            ChangeSet sent = ChangeSets.of(
                    Scope.COMPANY,
                    op.dot().origin(),
                    op.dot().seq(),
                    op.hlc(),
                    0,
                    Hash.ZERO,
                    List.of(),
                    List.of(op.delta()));
            ChangeSet received = ChangeSets.decode(sent.encoded().bytes());
            assertThat(received.deltas()).containsExactly(op.delta());
            held.add(op.dot());
            byWire = byWire.apply(received.deltas().get(0), op.dot(), received.hlc(), held::contains)
                    .settle(held::contains);
        }
        assertThat(byWire).isEqualTo(history.readAnew(order).state);
    }
}
