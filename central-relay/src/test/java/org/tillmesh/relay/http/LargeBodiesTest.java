package org.tillmesh.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets the memory for large bodies, on a clock that the test moves: 100 bytes in all, 60 of one caller. */
class LargeBodiesTest {
    private final List<String> gaveWay = new ArrayList<>();
    private long now = 0;
    private final LargeBodies bodies = new LargeBodies(100, 60, () -> now);

    private LargeBodies.Body from(String caller) {
        return bodies.begin(caller, () -> gaveWay.add(caller));
    }

    @Test
    void the_slowest_gives_way_when_memory_is_short() {
        LargeBodies.Body slow = from("slow");
        LargeBodies.Body steady = from("steady");
        assertThat(slow.takes(40)).isTrue();
        now = 1_000;
        assertThat(steady.takes(50)).isTrue();
        LargeBodies.Body quick = from("quick");
        now = 1_010;
        assertThat(quick.takes(50)).isTrue();
        assertThat(gaveWay).containsExactly("slow");
        assertThat(slow.takes(1)).as("it was told to leave").isFalse();
        assertThat(steady.takes(0)).isTrue();
    }

    @Test
    void who_is_the_slowest_itself_gets_no_room() {
        assertThat(from("a").takes(50)).isTrue();
        LargeBodies.Body late = from("b");
        assertThat(late.takes(10)).isTrue();
        now = 1_000;
        assertThat(from("c").takes(40)).isTrue();
        assertThat(late.takes(1)).isFalse();
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void what_is_whole_stays_and_its_room_is_free_when_it_is_answered() {
        LargeBodies.Body whole = from("a");
        assertThat(whole.takes(60)).isTrue();
        whole.whole();
        now = 1_000;
        LargeBodies.Body next = from("b");
        assertThat(next.takes(41)).isFalse();
        assertThat(gaveWay).isEmpty();
        whole.close();
        assertThat(from("b").takes(41)).isTrue();
    }

    @Test
    void one_caller_leaves_room_for_others() {
        LargeBodies.Body first = from("a");
        assertThat(first.takes(30)).isTrue();
        now = 1_000;
        assertThat(from("a").takes(31)).as("another one of the same caller").isTrue();
        assertThat(gaveWay).containsExactly("a");
        assertThat(from("b").takes(60)).isTrue();
    }

    @Test
    void many_who_bring_nothing_take_nothing() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(from("a").takes(0)).isTrue();
        }
        assertThat(from("a").takes(60)).isTrue();
        assertThat(gaveWay).isEmpty();
    }
}
