package org.tillmesh.crdt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Replicas that edit one document apart and hear of each other now and then, drawn from a seed: what the laws of every
 * mergeable type are tried on. Clocks say what they like; streams arrive in order, between each other in any.
 */
public final class History {
    public static final DocRef DOC = new DocRef("customer", "c");

    /**
     * A delta with its dot and what its writer had seen, itself among it.
     *
     * @param covers the path at and below which its writer meant to replace what stood there
     */
    public record Op(Dot dot, Hlc hlc, Delta delta, List<String> covers, Set<Dot> seen) {
        boolean sawAndCovers(Dot other, List<String> path) {
            return !dot.equals(other)
                    && seen.contains(other)
                    && path.size() >= covers.size()
                    && path.subList(0, covers.size()).equals(covers);
        }
    }

    /** What somebody wants to do to the state that they see; empty if there is nothing to do. */
    public record Edit(List<String> covers, Optional<? extends Delta> delta) {}

    /** One replica. */
    public static final class Replica {
        final int number;
        public final List<Op> stream = new ArrayList<>();
        public final Set<Dot> held = new HashSet<>();
        private final int[] taken;
        public DotStore state = DotStore.EMPTY;

        Replica(int number, int replicas) {
            this.number = number;
            this.taken = new int[replicas];
        }

        void edit(Random random, BiFunction<DotStore, Random, Edit> editor) {
            Edit edit = editor.apply(state, random);
            if (edit.delta().isEmpty()) {
                return;
            }
            var dot = new Dot(Origin.of(number, 1), stream.size() + 1, 0, 7);
            var seen = new HashSet<>(held);
            seen.add(dot);
            Hlc hlc = Hlc.of(1_000 + random.nextInt(50), 0);
            var op = new Op(dot, hlc, edit.delta().get(), edit.covers(), Set.copyOf(seen));
            stream.add(op);
            take(op);
        }

        public void take(Op op) {
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

    public final List<Replica> replicas = new ArrayList<>();
    private final Map<Dot, SortedSet<Dot>> standing = new HashMap<>();

    /** @param steps how often somebody edits or hears something */
    public History(long seed, int count, int steps, BiFunction<DotStore, Random, Edit> editor) {
        var random = new Random(seed);
        for (int i = 0; i < count; i++) {
            replicas.add(new Replica(i, count));
        }
        for (int step = 0; step < steps; step++) {
            Replica one = replicas.get(random.nextInt(count));
            if (random.nextBoolean()) {
                one.edit(random, editor);
            } else {
                one.hear(replicas.get(random.nextInt(count)));
            }
        }
    }

    public List<Op> all() {
        return replicas.stream().flatMap(replica -> replica.stream.stream()).toList();
    }

    /** A reader that takes all streams from the beginning. */
    public Replica readAnew(long order) {
        return catchUp(new Replica(replicas.size(), replicas.size() + 1), order, Integer.MAX_VALUE);
    }

    /** A reader that took so many operations only. */
    public Replica readSome(long order, int operations) {
        return catchUp(new Replica(replicas.size(), replicas.size() + 1), order, operations);
    }

    private Replica catchUp(Replica reader, long order, int most) {
        var random = new Random(order);
        int left = Math.min(most, all().size());
        while (left > 0) {
            left -= reader.hear(replicas.get(random.nextInt(replicas.size()))) ? 1 : 0;
        }
        return reader;
    }

    /** A reader that starts from another's state and takes only what that one did not hold, stream by stream in order. */
    public Replica replayOn(Replica base, long order) {
        var reader = new Replica(replicas.size(), replicas.size() + 1);
        reader.state = base.state;
        reader.held.addAll(base.held);
        for (Replica replica : replicas) {
            while (reader.taken[replica.number] < replica.stream.size()
                    && base.held.contains(
                            replica.stream.get(reader.taken[replica.number]).dot())) {
                reader.taken[replica.number]++;
            }
        }
        return catchUp(reader, order, all().size() - base.held.size());
    }

    /** Whether a put's value stands by the definition: nobody who saw it replaced it. */
    public boolean stands(Op put) {
        List<String> path = ((Delta.Put) put.delta()).path();
        return all().stream().noneMatch(op -> op.sawAndCovers(put.dot(), path));
    }

    /**
     * The values that an operation's writer saw standing at and below its place: those it had seen that no operation it had
     * seen replaced. Delivery between streams is not causal, so a value may stand here whose replacement came to others only.
     */
    SortedSet<Dot> seenStanding(Op op) {
        SortedSet<Dot> known = standing.get(op.dot());
        if (known != null) {
            return known;
        }
        List<Op> seen = all().stream()
                .filter(o -> !o.dot().equals(op.dot()) && op.seen().contains(o.dot()))
                .toList();
        var found = new TreeSet<Dot>();
        for (Op one : seen) {
            if (one.delta() instanceof Delta.Put put
                    && op.sawAndCovers(one.dot(), put.path())
                    && seen.stream().noneMatch(o -> seenStanding(o).contains(one.dot()))) {
                found.add(one.dot());
            }
        }
        standing.put(op.dot(), found);
        return found;
    }
}
