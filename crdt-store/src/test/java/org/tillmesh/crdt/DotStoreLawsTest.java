package org.tillmesh.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The laws of the one mechanism behind Register, OrSet and OrMap, over random histories of replicas that edit apart. */
class DotStoreLawsTest {
    private static final DocRef DOC = new DocRef("customer", "c");
    private static final List<List<String>> PATHS = List.of(
            List.of("name"),
            List.of("tags", "a"),
            List.of("tags", "b"),
            List.of("addresses", "main", "text"),
            List.of("addresses", "main", "city"),
            List.of("addresses", "other", "text"));

    private record Op(Dot dot, Hlc hlc, Delta delta) {}

    /** A replica: its state, which dots it holds, and its own stream of operations. */
    private static final class Replica {
        final int number;
        final Random random;
        final List<Op> stream = new ArrayList<>();
        final Set<Dot> held = new HashSet<>();
        final int[] taken;
        DotStore state = DotStore.EMPTY;

        Replica(int number, int replicas, Random random) {
            this.number = number;
            this.random = random;
            this.taken = new int[replicas];
        }

        void edit() {
            var dot = new Dot(Origin.of(number, 1), stream.size() + 1, 0, 7);
            Hlc hlc = Hlc.of(1_000 + random.nextInt(50), 0); // clocks say what they like
            List<String> path = PATHS.get(random.nextInt(PATHS.size()));
            Delta delta = random.nextInt(4) == 0
                    ? new Delta.Cut(DOC, state.dotsUnder(path.subList(0, Math.max(1, path.size() - 1))))
                    : new Delta.Put(DOC, path, Value.of(dot.toString()), state.dots(path));
            var op = new Op(dot, hlc, delta);
            stream.add(op);
            take(op);
        }

        void take(Op op) {
            held.add(op.dot());
            state = state.apply(op.delta(), op.dot(), op.hlc(), held::contains).settle(held::contains);
        }

        /** The next operation of another's stream, if there is one. */
        boolean hear(Replica other) {
            int next = taken[other.number];
            if (other == this || next >= other.stream.size()) {
                return false;
            }
            taken[other.number]++;
            take(other.stream.get(next));
            return true;
        }
    }

    private static List<Replica> history(long seed, int count) {
        var random = new Random(seed);
        var replicas = new ArrayList<Replica>();
        for (int i = 0; i < count; i++) {
            replicas.add(new Replica(i, count, random));
        }
        for (int step = 0; step < 40; step++) {
            Replica one = replicas.get(random.nextInt(count));
            if (random.nextBoolean()) {
                one.edit();
            } else {
                one.hear(replicas.get(random.nextInt(count)));
            }
        }
        return replicas;
    }

    /** Takes all streams into an empty replica: each in its order, between them in any. */
    private static Replica readAnew(List<Replica> replicas, long seed) {
        var random = new Random(seed);
        var reader = new Replica(replicas.size(), replicas.size() + 1, random);
        int left = replicas.stream().mapToInt(r -> r.stream.size()).sum();
        while (left > 0) {
            left -= reader.hear(replicas.get(random.nextInt(replicas.size()))) ? 1 : 0;
        }
        return reader;
    }

    @Property(tries = 500)
    void any_interleaving_of_streams_gives_the_same_state(
            @ForAll long seed, @ForAll long order, @ForAll long other, @ForAll @IntRange(min = 2, max = 4) int count) {
        List<Replica> replicas = history(seed, count);
        DotStore one = readAnew(replicas, order).state;
        assertThat(readAnew(replicas, other).state).isEqualTo(one);
        assertThat(one.hasPending())
                .as("nothing is pending when everything is held")
                .isFalse();
    }

    @Property(tries = 500)
    void joining_states_is_the_same_as_taking_each_others_deltas(
            @ForAll long seed, @ForAll long order, @ForAll @IntRange(min = 2, max = 4) int count) {
        List<Replica> replicas = history(seed, count);
        DotStore joined = DotStore.EMPTY;
        var held = new HashSet<Dot>();
        for (Replica replica : replicas) {
            Set<Dot> before = Set.copyOf(held);
            joined = joined.join(before::contains, replica.state, replica.held::contains);
            held.addAll(replica.held);
        }
        assertThat(joined).isEqualTo(readAnew(replicas, order).state);
    }

    @Property(tries = 500)
    void the_join_is_commutative_associative_and_idempotent(@ForAll long seed) {
        List<Replica> three = history(seed, 3);
        Replica a = three.get(0);
        Replica b = three.get(1);
        Replica c = three.get(2);
        DotStore ab = a.state.join(a.held::contains, b.state, b.held::contains);
        assertThat(b.state.join(b.held::contains, a.state, a.held::contains)).isEqualTo(ab);
        assertThat(a.state.join(a.held::contains, a.state, a.held::contains)).isEqualTo(a.state);
        var heldAb = new HashSet<>(a.held);
        heldAb.addAll(b.held);
        var heldBc = new HashSet<>(b.held);
        heldBc.addAll(c.held);
        DotStore bc = b.state.join(b.held::contains, c.state, c.held::contains);
        assertThat(ab.join(heldAb::contains, c.state, c.held::contains))
                .isEqualTo(a.state.join(a.held::contains, bc, heldBc::contains));
    }

    @Property(tries = 300)
    void several_deltas_at_once_do_what_they_do_one_by_one(@ForAll long seed) {
        Replica one = history(seed, 1).get(0);
        DotStore.Editor editor = DotStore.EMPTY.edit();
        one.stream.forEach(op -> editor.apply(op.delta(), op.dot(), op.hlc(), one.held::contains));
        assertThat(editor.done()).isEqualTo(one.state);
    }

    @Property(tries = 300)
    void an_edit_that_saw_the_old_value_replaces_it_whatever_the_clocks_say(@ForAll long seed) {
        var random = new Random(seed);
        var one = new Replica(0, 1, random);
        for (int i = 0; i < 10; i++) {
            one.edit();
        }
        for (List<String> path : PATHS) {
            assertThat(one.state.values(path)).hasSizeLessThanOrEqualTo(1);
        }
    }
}
