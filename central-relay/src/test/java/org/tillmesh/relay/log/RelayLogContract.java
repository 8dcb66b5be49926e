package org.tillmesh.relay.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Incarnation;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.store.Store;
import org.tillmesh.store.bytes.ChangeSets;

/** What every relay log keeps to. */
abstract class RelayLogContract {
    private static final Scope BRANCH = Scope.branch("S001");
    private static final Origin TILL = new Origin(new ReplicaId(7), new Incarnation(1));

    /** A new, empty log. */
    abstract RelayLog log() throws Exception;

    /** The same log after its process ended and began again. */
    abstract RelayLog reopened() throws Exception;

    private static ChangeSet change(Scope scope, long seq, Hash prev) {
        return ChangeSets.of(
                scope,
                TILL,
                seq,
                Hlc.of(1_800_000_000_000L + seq, 0),
                0,
                prev,
                List.of(),
                List.of(new Delta.Append(new DocRef("sale", scope.name() + seq), Value.of(seq))));
    }

    private static List<ChangeSet> read(RelayLog log, long after) {
        return log.after(after, BRANCH, Integer.MAX_VALUE).stream()
                .map(Store.Positioned::changeSet)
                .toList();
    }

    @Test
    void accepted_changes_are_read_back_in_order_from_any_position() throws Exception {
        RelayLog log = log();
        ChangeSet one = change(BRANCH, 1, Hash.ZERO);
        ChangeSet two = change(BRANCH, 2, one.hash());
        log.accept(List.of(one), Map.of());
        long first = log.position();
        log.accept(List.of(two, change(Scope.COMPANY, 1, Hash.ZERO)), Map.of());
        long second = log.position();
        assertThat(second).isGreaterThan(first);
        assertThat(read(log, 0)).containsExactly(one, two);
        assertThat(read(log, first)).containsExactly(two);
        assertThat(read(log, second)).isEmpty();
    }

    @Test
    void a_small_read_gives_at_least_one() throws Exception {
        RelayLog log = log();
        ChangeSet one = change(BRANCH, 1, Hash.ZERO);
        log.accept(List.of(one, change(BRANCH, 2, one.hash())), Map.of());
        assertThat(log.after(0, BRANCH, 1)).isNotEmpty();
    }

    @Test
    void the_same_change_twice_is_there_once() throws Exception {
        RelayLog log = log();
        ChangeSet one = change(BRANCH, 1, Hash.ZERO);
        log.accept(List.of(one), Map.of());
        log.accept(List.of(one), Map.of());
        assertThat(read(log, 0)).containsExactly(one);
    }

    @Test
    void changes_positions_and_epoch_outlive_the_process() throws Exception {
        RelayLog log = log();
        ChangeSet one = change(BRANCH, 1, Hash.ZERO);
        log.accept(List.of(one), Map.of());
        Epoch epoch = log.epoch();
        long position = log.position();
        RelayLog again = reopened();
        assertThat(again.epoch()).isEqualTo(epoch).isGreaterThan(Epoch.NONE);
        assertThat(again.position()).isEqualTo(position);
        assertThat(read(again, 0)).containsExactly(one);
    }

    @Test
    void a_new_log_has_not_begun_anew_and_one_that_has_knows_it_for_ever() throws Exception {
        assertThat(log().hasBegunAnew()).isFalse();
        RelayLog again = reopened();
        assertThat(again.hasBegunAnew()).isFalse();
        Epoch heard = new Epoch(again.epoch().startedMillis() + 5, 1);
        assertThat(again.beginAnew(heard)).isGreaterThan(heard);
        assertThat(again.hasBegunAnew()).isTrue();
        assertThat(reopened().hasBegunAnew()).isTrue();
    }
}
