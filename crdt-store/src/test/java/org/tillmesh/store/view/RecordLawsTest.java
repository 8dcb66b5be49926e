package org.tillmesh.store.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Encoded;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;
import org.tillmesh.store.Schema;

/** Records: each counts once by its uuid, and of two that bear one uuid the earlier stands, in whatever order they come. */
class RecordLawsTest {
    private static final Schema NO_ROWS = new Schema() {
        @Override
        public void index(Document document, Rows rows) {}
    };

    private static ScopeState empty() {
        return new ScopeState(Scope.COMPANY, (scope, origin, delta) -> true, NO_ROWS);
    }

    private static ChangeSet appending(int till, long seq, long millis, List<String> uuids) {
        List<Delta> deltas = uuids.stream()
                .map(uuid -> (Delta) new Delta.Append(new DocRef("sale", uuid), Value.of("till " + till + " " + seq)))
                .toList();
        return new ChangeSet(
                Scope.COMPANY,
                Origin.of(till, 1),
                seq,
                Hlc.of(millis, 0),
                0,
                Hash.ZERO,
                List.of(),
                deltas,
                Encoded.owning(
                        (till + " " + seq + " " + millis + uuids).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                null);
    }

    private static List<ChangeSet> drawn(Random random) {
        var all = new ArrayList<ChangeSet>();
        for (int till = 1; till <= 3; till++) {
            for (int seq = 1; seq <= 4; seq++) {
                var uuids = new ArrayList<String>();
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    uuids.add("r" + random.nextInt(6));
                }
                all.add(appending(till, seq, 1_000 + random.nextInt(3), uuids));
            }
        }
        return all;
    }

    private static List<Document> held(List<ChangeSet> inThisOrder) {
        ScopeState state = empty();
        inThisOrder.forEach(each -> state.apply(each, new Overlay.Batch(), false));
        return state.documents()
                .scan("sale")
                .sorted(Comparator.comparing(document -> document.ref().id()))
                .toList();
    }

    @Property(tries = 300)
    void the_same_records_stand_in_whatever_order_they_come(@ForAll long seed) {
        var random = new Random(seed);
        List<ChangeSet> all = drawn(random);
        List<Document> once = held(all);

        Collections.shuffle(all, random);

        assertThat(held(all)).isEqualTo(once);
        assertThat(once.stream().map(document -> document.ref().id()).collect(Collectors.toSet()))
                .as("none is lost")
                .isEqualTo(all.stream()
                        .flatMap(each -> each.deltas().stream())
                        .map(delta -> ((Delta.Append) delta).doc().id())
                        .collect(Collectors.toSet()));
    }

    @Example
    void the_earlier_stands_and_at_one_time_the_one_with_the_lesser_dot() {
        ChangeSet first = appending(2, 4, 5, List.of("s"));
        ChangeSet later = appending(1, 1, 6, List.of("s"));
        ChangeSet sameTime = appending(3, 1, 5, List.of("s"));

        for (List<ChangeSet> order : List.of(
                List.of(later, sameTime, first), List.of(first, later, sameTime), List.of(sameTime, first, later))) {
            assertThat(held(order)).singleElement().isInstanceOfSatisfying(Document.Record.class, record -> assertThat(
                            record.body())
                    .isEqualTo(Value.of("till 2 4")));
        }
    }
}
