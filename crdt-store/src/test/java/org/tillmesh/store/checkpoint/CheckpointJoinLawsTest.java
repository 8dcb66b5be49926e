package org.tillmesh.store.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.store.stream.ScopeStreams;
import org.tillmesh.store.view.Overlay;
import org.tillmesh.store.view.ScopeState;

/** The join of two checkpoints of which nobody has the originals is the state of whoever took what either covers. */
class CheckpointJoinLawsTest {
    private static final Scope SCOPE = Scope.COMPANY;
    private static final int ORIGINS = 3;
    private static final int STEPS = 40;
    private static final List<List<String>> PATHS =
            List.of(List.of("name"), List.of("tags", "a"), List.of("tags", "b"), List.of("addresses", "x", "city"));

    /** Writers that hear of each other in parts, fork, and whose ChangeSets are lost to some. */
    private static final class World {
        final Random random;
        final boolean forks;
        final List<ChangeSet> all = new ArrayList<>();
        final List<ScopeState> views = new ArrayList<>();
        final List<Head> tips = new ArrayList<>();

        World(long seed, boolean forks) {
            this.random = new Random(seed);
            this.forks = forks;
            for (int i = 0; i < ORIGINS; i++) {
                views.add(new ScopeState(SCOPE, (scope, origin, delta) -> true, Schema.PLAIN));
                tips.add(Head.NONE);
            }
            for (int step = 0; step < STEPS; step++) {
                int writer = random.nextInt(ORIGINS);
                if (random.nextBoolean()) {
                    write(writer);
                } else {
                    hear(views.get(writer));
                }
            }
        }

        private void write(int writer) {
            var origin = Origin.of(100 + writer, 1);
            Head tip = tips.get(writer);
            if (forks && random.nextInt(6) == 0) { // a folder put back: it goes on from where it was
                List<Head> before = all.stream()
                        .filter(c -> c.origin().equals(origin))
                        .map(ChangeSet::head)
                        .toList();
                tip = before.isEmpty() || random.nextInt(4) == 0
                        ? Head.NONE
                        : before.get(random.nextInt(before.size()));
            }
            ScopeState view = views.get(writer);
            var deltas = new ArrayList<Delta>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                deltas.add(delta(view));
            }
            ChangeSet made = ChangeSets.of(
                    SCOPE,
                    origin,
                    tip.seq() + 1,
                    Hlc.of(1_000 + random.nextInt(20), 0),
                    0,
                    tip.hash(),
                    List.of(),
                    deltas);
            all.add(made);
            tips.set(writer, made.head());
            take(view, made);
        }

        private Delta delta(ScopeState view) {
            var ref = new DocRef("customer", "c" + random.nextInt(3));
            List<String> path = PATHS.get(random.nextInt(PATHS.size()));
            Document.State seen = view.documents().raw(ref) instanceof Document.State state ? state : null;
            switch (random.nextInt(4)) {
                case 0 -> {
                    return new Delta.Append(
                            new DocRef("sale", "s" + random.nextInt(12)), Value.of(random.nextInt(1_000)));
                }
                case 1 -> {
                    List<Dot> under = seen == null ? List.of() : seen.dots().dotsUnder(path.subList(0, 1));
                    return new Delta.Cut(ref, under);
                }
                default -> {
                    List<Dot> dots = seen == null ? List.of() : seen.dots().dots(path);
                    return new Delta.Put(ref, path, Value.of(random.nextInt(1_000)), dots);
                }
            }
        }

        private void hear(ScopeState view) {
            for (ChangeSet each : all) {
                if (random.nextInt(3) > 0) {
                    take(view, each);
                }
            }
        }

        private static void take(ScopeState view, ChangeSet each) {
            if (view.streams().fit(each) == ScopeStreams.Fit.NEXT) {
                view.streams().enter(each, 1, 0);
                view.apply(each, new Overlay.Batch(), false);
                view.settle();
            }
        }

        /**
         * What somebody holds: closed under what stands before in a stream; of some only that they are lost, without forks
         * also several in a row.
         */
        List<ChangeSet> some() {
            var known = new TreeSet<Hash>();
            var lostSince = new TreeMap<Origin, ChangeSet>();
            var some = new ArrayList<ChangeSet>();
            int part = 1 + random.nextInt(10);
            for (ChangeSet each : all) {
                boolean fits = each.seq() == 1 || known.contains(each.prev());
                if (!fits || random.nextInt(10) >= part) {
                    continue;
                }
                known.add(each.hash());
                ChangeSet first = lostSince.getOrDefault(each.origin(), each);
                if (lostSince.remove(each.origin()) == null && random.nextInt(8) > 0) {
                    some.add(each);
                } else if (!forks && random.nextBoolean()) {
                    lostSince.put(each.origin(), first);
                } else {
                    some.add(
                            ChangeSets.lost(SCOPE, each.origin(), first.seq(), each.head(), first.prev(), new byte[0]));
                }
            }
            return some;
        }
    }

    private static Store open(Path folder, long replica) throws IOException {
        return Stores.open(
                folder,
                Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L)
                        .withReplica(new ReplicaId(replica))
                        .withSegmentBytes(64 << 10)
                        .withFreeBytesMin(0));
    }

    /** A store that has the effect of some ChangeSets, and none of them. */
    private static Store of(Path dir, String name, List<ChangeSet> some) throws IOException {
        try (Store made = open(dir.resolve(name + "-made"), 9)) {
            made.receive(some, Map.of());
            Store seeded = open(dir.resolve(name), 1);
            adopt(made, seeded, dir.resolve(name + "-chunks"));
            return seeded;
        }
    }

    private static void adopt(Store from, Store to, Path chunks) {
        Store.Checkpoint checkpoint = from.snapshot(SCOPE, chunks);
        to.adopt(
                checkpoint,
                checkpoint.chunks().stream()
                        .map(chunk -> chunks.resolve(chunk.toString()))
                        .toList());
    }

    /** Documents with what they wait for, streams with their forks and holes. */
    private static List<Hash> everything(Store store, Path chunks) {
        return store.snapshot(SCOPE, chunks).chunks();
    }

    private static List<Hash> documents(Store store, Path chunks) {
        return everything(store, chunks).stream()
                .filter(chunk -> {
                    try {
                        return Checkpoints.documentsIn(Files.readAllBytes(chunks.resolve(chunk.toString()))) > 0;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    /** What somebody would hold who took of either state's ChangeSets each one that is whole in one of them. */
    private static List<ChangeSet> union(World world, List<ChangeSet> mine, List<ChangeSet> theirs) {
        List<ChangeSet> either = Stream.concat(mine.stream(), theirs.stream()).toList();
        var union = new ArrayList<ChangeSet>();
        for (ChangeSet each : world.all) {
            if (either.contains(each)) {
                union.add(each);
            } else if (either.stream().anyMatch(c -> isKnownBy(c, each, world.forks))) {
                union.add(ChangeSets.lost(SCOPE, each.origin(), each.seq(), each.head(), each.prev(), new byte[0]));
            }
        }
        return union;
    }

    private static boolean isKnownBy(ChangeSet held, ChangeSet each, boolean forks) {
        return forks
                ? held.hash().equals(each.hash())
                : held.origin().equals(each.origin()) && held.seq() >= each.seq();
    }

    @Property(tries = 40)
    void of_any_two_states(@ForAll long seed, @ForAll boolean forks) throws IOException {
        var world = new World(seed, forks);
        List<ChangeSet> mine = world.some();
        List<ChangeSet> theirs = world.some();
        Path dir = Files.createTempDirectory("join");
        Path chunks = dir.resolve("chunks");
        try (Store one = of(dir, "one", mine);
                Store other = of(dir, "other", theirs);
                Store union = open(dir.resolve("union"), 2)) {
            union.receive(union(world, mine, theirs), Map.of());
            Path before = dir.resolve("other-before");
            Store.Checkpoint theirsBefore = other.snapshot(SCOPE, before);

            adopt(one, other, chunks);
            one.adopt(
                    theirsBefore,
                    theirsBefore.chunks().stream()
                            .map(chunk -> before.resolve(chunk.toString()))
                            .toList());

            List<Hash> joined = everything(one, chunks);
            assertThat(everything(other, chunks)).isEqualTo(joined);
            assertThat(documents(one, chunks)).isEqualTo(documents(union, chunks));
            assertThat(one.digest(SCOPE)).isEqualTo(union.digest(SCOPE));
            assertThat(other.digest(SCOPE)).isEqualTo(union.digest(SCOPE));
            if (forks) {
                assertThat(joined).isEqualTo(everything(union, chunks));
            }
            assertThat(one.verify().problems()).isEmpty();
            adopt(one, other, chunks);
            assertThat(everything(other, chunks)).isEqualTo(joined);
        } finally {
            delete(dir);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
