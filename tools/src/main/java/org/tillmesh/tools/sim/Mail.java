package org.tillmesh.tools.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.store.Store;
import org.tillmesh.store.bytes.ChangeSets;

/** A network that cuts, delays, doubles, shortens and reorders what the nodes write to each other. */
final class Mail {
    private record Letter(int to, List<byte[]> changeSets) {}

    private final World world;
    private final Random random;
    private final List<Letter> underway = new ArrayList<>();

    /** Nodes that reach each other and nobody else. */
    private final TreeSet<String> alone = new TreeSet<>();

    /** Pulled, by the names of both ends. */
    private final TreeSet<String> cables = new TreeSet<>();

    Mail(World world) {
        this.world = world;
        this.random = world.random;
    }

    /** Writes what the other lacks. */
    void write(SimNode from, SimNode to) {
        if (reaches(from, to)) {
            List<byte[]> letter = lacking(from, to, false, stream -> true);
            if (!letter.isEmpty()) {
                underway.add(new Letter(world.nodes.indexOf(to), letter));
            }
        }
    }

    /**
     * What was made at a node comes to another at once, and nothing else does: so a removal may be there before what it
     * removes, which another node made.
     */
    void push(SimNode from, SimNode to) {
        if (reaches(from, to)) {
            Origin self = from.store().self();
            List<byte[]> letter =
                    lacking(from, to, false, stream -> stream.origin().equals(self));
            if (!letter.isEmpty()) {
                world.working(to, () -> take(to, letter));
            }
        }
    }

    private boolean reaches(SimNode from, SimNode to) {
        return from != to
                && from.isUp()
                && to.isUp()
                && alone.contains(from.name) == alone.contains(to.name)
                && !cables.contains(cable(from, to))
                && !cables.contains(cable(to, from));
    }

    private static String cable(SimNode from, SimNode to) {
        return from.name + " to " + to.name;
    }

    /** What one holds of some streams and the other's heads do not reach; everything, if asked for. */
    private List<byte[]> lacking(SimNode from, SimNode to, boolean all, Predicate<StreamId> streams) {
        var bytes = new ArrayList<byte[]>();
        for (Scope scope : World.SHARED) {
            Map<StreamId, Head> theirs = to.store().vector().of(scope).heads();
            for (StreamId stream : from.store().vector().of(scope).heads().keySet()) {
                if (streams.test(stream)) {
                    long after = all ? from.store().startOf(stream).seq() : reached(from.store(), stream, theirs);
                    held(from.store(), to, stream, after)
                            .forEach(each -> bytes.add(each.encoded().bytes()));
                    for (long lost : to.store().lost(stream)) { // it asks whoever has the stream
                        held(from.store(), to, stream, lost - 1)
                                .forEach(each -> bytes.add(each.encoded().bytes()));
                    }
                }
            }
        }
        return bytes;
    }

    /** Head office, and whose stream it is, may say that something is lost. */
    private List<ChangeSet> held(Store from, SimNode to, StreamId stream, long after) {
        boolean maySay = to == world.office()
                || stream.origin().replica().equals(to.store().self().replica());
        return maySay
                ? from.sinceOrLost(stream, after, Integer.MAX_VALUE)
                : from.since(stream, after, Integer.MAX_VALUE);
    }

    private static long reached(Store from, StreamId stream, Map<StreamId, Head> theirs) {
        long after = from.startOf(stream).seq();
        for (Map.Entry<StreamId, Head> entry : theirs.entrySet()) {
            Head head = entry.getValue();
            boolean same = entry.getKey().origin().equals(stream.origin())
                    && from.hashAt(stream, head.seq())
                            .filter(head.hash()::equals)
                            .isPresent();
            after = same ? Math.max(after, head.seq()) : after;
        }
        return after;
    }

    /** Some letter comes, once or not for the last time, or is lost. */
    void deliver() {
        if (underway.isEmpty()) {
            return;
        }
        int index = random.nextInt(underway.size());
        Letter letter = underway.get(index);
        int fate = random.nextInt(10);
        if (fate > 1) { // else it comes again
            underway.remove(index);
        }
        if (fate == 9) {
            return; // lost on the way
        }
        SimNode to = world.nodes.get(letter.to());
        if (to.isUp()) {
            world.working(to, () -> take(to, letter.changeSets()));
        }
    }

    private void take(SimNode to, List<byte[]> letter) {
        List<ChangeSet> changeSets = decoded(letter);
        if (random.nextBoolean()) {
            Collections.shuffle(changeSets, random);
        }
        if (changeSets.size() > 3 && random.nextInt(4) == 0) {
            changeSets
                    .subList(random.nextInt(changeSets.size()), changeSets.size())
                    .clear();
        }
        to.store().receive(changeSets, Map.of());
    }

    private static List<ChangeSet> decoded(List<byte[]> letter) {
        var changeSets = new ArrayList<ChangeSet>();
        letter.forEach(bytes -> changeSets.add(ChangeSets.decode(bytes)));
        return changeSets;
    }

    /** Cuts some off from the others, or pulls single cables, or puts all in again. */
    void partition() {
        alone.clear();
        cables.clear();
        int draw = random.nextInt(4);
        for (SimNode each : world.nodes) {
            if (draw == 0 && random.nextBoolean()) {
                alone.add(each.name);
            } else if (draw == 1) {
                cables.add(cable(each, world.anyone()));
            }
        }
    }

    /** Nothing is underway or cut any more. */
    void heal() {
        alone.clear();
        cables.clear();
        underway.clear();
    }

    /** Everybody gets what it lacks from everybody. */
    void exchange(boolean all) {
        for (SimNode from : world.nodes) {
            for (SimNode to : world.nodes) {
                if (from != to) {
                    to.store().receive(decoded(lacking(from, to, all, stream -> true)), Map.of());
                }
            }
        }
    }
}
