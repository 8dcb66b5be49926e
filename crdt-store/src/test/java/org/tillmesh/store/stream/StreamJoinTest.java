package org.tillmesh.store.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.store.StoreException;

/** Streams of two states as one's, where both forked and both lost something. */
class StreamJoinTest {
    private static final StreamId ID = StreamId.of(Scope.COMPANY, Origin.of(1, 1));

    private static Hash hash(String name) {
        return Hash.sha256(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static HeldStream stream(StreamId id, Head before, String... names) {
        var stream = new HeldStream(id, before);
        for (String name : names) {
            stream.append(HeldStream.Entry.covered(hash(name)));
        }
        return stream;
    }

    private static ScopeStreams join(List<HeldStream> mine, List<HeldStream> theirs) {
        return StreamJoin.of(Scope.COMPANY, mine, theirs);
    }

    @Test
    void a_fork_that_only_both_together_show_is_named_as_everyone_names_it() {
        HeldStream mine = stream(ID, Head.NONE, "1", "2", "3");
        HeldStream theirs = stream(ID, Head.NONE, "1", "2", "3'", "4'");

        for (ScopeStreams joined :
                List.of(join(List.of(mine), List.of(theirs)), join(List.of(theirs), List.of(mine)))) {
            assertThat(joined.vector().head(ID)).isEqualTo(new Head(2, hash("2")));
            assertThat(joined.vector().head(ID.branchFrom(hash("3")))).isEqualTo(new Head(3, hash("3")));
            assertThat(joined.vector().head(ID.branchFrom(hash("3'")))).isEqualTo(new Head(4, hash("4'")));
        }
        assertThat(mine.lastSeq()).isEqualTo(3);
    }

    @Test
    void branches_from_the_very_beginning_have_no_part_before_them() {
        HeldStream one = stream(ID.branchFrom(hash("1")), Head.NONE, "1", "2");
        HeldStream two = stream(ID.branchFrom(hash("1'")), Head.NONE, "1'");
        HeldStream third = stream(ID, Head.NONE, "1''");

        ScopeStreams joined = join(List.of(one, two), List.of(third));

        assertThat(joined.vector())
                .isEqualTo(join(List.of(third), List.of(one, two)).vector());
        assertThat(joined.vector().heads()).containsOnlyKeys(one.id(), two.id(), ID.branchFrom(hash("1''")));
    }

    @Test
    void what_either_has_whole_is_no_hole() {
        HeldStream mine = stream(ID, Head.NONE, "1");
        mine.appendHoles(new Head(4, hash("4")), 0);
        HeldStream theirs = stream(ID, Head.NONE, "1", "2");
        theirs.append(HeldStream.Entry.hole(hash("3"), 0));
        theirs.append(HeldStream.Entry.covered(hash("4")));

        for (ScopeStreams joined :
                List.of(join(List.of(mine), List.of(theirs)), join(List.of(theirs), List.of(mine)))) {
            assertThat(joined.all().get(0).holes()).containsExactly(3L);
            assertThat(joined.all().get(0).hashAt(3)).isEqualTo(hash("3"));
        }
    }

    @Test
    void a_fork_among_lost_ones_of_which_nobody_knows_the_hash_is_refused() {
        HeldStream mine = stream(ID, Head.NONE, "1");
        mine.appendHoles(new Head(4, hash("4")), 0);
        HeldStream theirs = stream(ID, Head.NONE, "1", "2", "3", "4'");

        assertThatThrownBy(() -> join(List.of(mine), List.of(theirs)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nobody knows where")
                .hasMessageContaining("the present data stays");
        assertThatThrownBy(() -> join(List.of(theirs), List.of(mine))).isInstanceOf(StoreException.class);
    }
}
