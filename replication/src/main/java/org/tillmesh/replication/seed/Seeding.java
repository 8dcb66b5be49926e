package org.tillmesh.replication.seed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.replication.session.Node;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.engine.Stores;

/**
 * Fetches checkpoints, scope by scope: first the relay's signed manifest (from the relay, or verbatim from a peer that
 * has it), then the chunks that are not here yet, then the swap in one step. A fetching that broke goes on with the
 * chunks that lie here. The old data serves until the swap, and the store lays every held record that the checkpoint
 * does not cover on top.
 *
 * <p>Example: a till holds {@code 1 2} of a stream and its own unsent 9. The checkpoint covers {@code 1 … 50} of the
 * stream. After the swap the till shows {@code 1 … 50}, and 9 lies over it, still to be pushed.
 */
public final class Seeding {
    private static final int ASKED_AT_ONCE = 4;

    private static final String PART = ".part";
    /** A fetching is given up after so long without a word, so that its asker is told within 5 s. */
    private static final long PATIENCE_NANOS = Duration.ofMillis(4_600).toNanos();

    /** Does long work off the deciding thread, then runs {@code then} on that thread. */
    @FunctionalInterface
    public interface Aside {
        void run(Runnable work, Runnable then);
    }

    /** Is told how a fetching goes. */
    public interface Listener {
        /** So many chunks of the present scope are here. */
        void at(long done, long total);

        /** A scope has been swapped to its checkpoint. */
        void seeded(Scope scope);

        /** @param covered ChangeSets that the checkpoints stand for */
        void done(long covered);

        void failed(RuntimeException why);
    }

    private final Node node;
    private final Disk disk;
    private final Path folder;
    private final Aside aside;
    private @Nullable Run run;
    private long parts;
    private long nowNanos;

    /** One fetching of one or more scopes. */
    private static final class Run {
        final ArrayDeque<Scope> scopes;
        final Listener listener;

        @Nullable PeerLine from;

        long movedNanos;

        @Nullable Scope awaited;

        @Nullable SignedManifest manifest;

        Store.@Nullable Checkpoint checkpoint;
        final Set<Hash> lacking = new TreeSet<>();
        final Set<Hash> asked = new HashSet<>();
        final Set<Hash> writing = new HashSet<>();

        /** The checkpoint that the store holds already; chunks that both have are not fetched. */
        Hash heldManifest = Hash.ZERO;

        final Set<Hash> held = new HashSet<>();
        boolean swapping;
        long covered;

        Run(PeerLine from, List<Scope> scopes, Listener listener, long nowNanos) {
            this.from = from;
            this.movedNanos = nowNanos;
            this.scopes = new ArrayDeque<>(scopes);
            this.listener = listener;
        }
    }

    /** @param folder gathers chunks, on the disk of the store */
    public Seeding(Node node, Disk disk, Path folder, Aside aside) {
        this.node = node;
        this.disk = disk;
        this.folder = folder;
        this.aside = aside;
    }

    public boolean isRunning() {
        return run != null;
    }

    /** Whether the present run fetches a scope's checkpoint, now or later. */
    public boolean concerns(Scope scope) {
        Run now = run;
        if (now == null) {
            return false;
        }
        Store.Checkpoint present = now.checkpoint;
        return scope.equals(now.awaited)
                || now.scopes.contains(scope)
                || (present != null && present.scope().equals(scope));
    }

    public void start(PeerLine from, List<Scope> scopes, Listener listener) {
        var begun = new Run(from, scopes, listener, nowNanos);
        run = begun;
        next(begun);
    }

    /** Begins with an offer that came unasked. */
    public void start(PeerLine from, Message.CheckpointOffer offer, Listener listener) {
        var begun = new Run(from, List.of(offer.scope()), listener, nowNanos);
        run = begun;
        begun.scopes.poll();
        take(begun, offer);
    }

    /** Gives up the present run. Chunks that are here stay for the next one. */
    public void cancel() {
        Run now = run;
        if (now != null && !now.swapping) {
            end(now, new OfflineException("The Hard Sync was cancelled; what has come stays for the next one"));
        }
    }

    private void end(Run ended, @Nullable RuntimeException why) {
        run = null;
        if (why == null) {
            ended.listener.done(ended.covered);
        } else {
            ended.listener.failed(why);
        }
    }

    // ---- the line it comes through

    public void closed(PeerLine line) {
        Run now = run;
        if (now != null && now.from == line) {
            now.from = null;
            now.asked.clear();
        }
    }

    /** A line to a peer that has checkpoints stands: goes on where the run broke. */
    public void resume(PeerLine line) {
        Run now = run;
        if (now == null || now.from != null) {
            return;
        }
        now.from = line;
        if (now.swapping) {
            return; // it goes on after the swap
        }
        Store.Checkpoint wanted = now.checkpoint;
        Scope awaited = wanted == null ? now.awaited : wanted.scope();
        if (awaited != null) { // chunks that are here count, whatever this peer offers next
            now.scopes.push(awaited);
            now.checkpoint = null;
        }
        next(now);
    }

    public boolean isFrom(PeerLine line) {
        Run now = run;
        return now != null && now.from == line;
    }

    public void tick(long atNanos) {
        nowNanos = atNanos;
        Run now = run;
        if (now != null && now.from == null && !now.swapping && nowNanos - now.movedNanos > PATIENCE_NANOS) {
            Store.Checkpoint wanted = now.checkpoint;
            String soFar = wanted == null
                    ? ""
                    : " after " + (chunksOf(wanted).size() - now.lacking.size()) + " of "
                            + chunksOf(wanted).size() + " parts";
            end(
                    now,
                    new OfflineException("The link went away" + soFar
                            + "; nothing was changed, and the next Hard Sync goes on from there"));
        }
    }

    // ---- what arrives

    private void next(Run now) {
        PeerLine from = now.from;
        if (from == null) {
            return;
        }
        Scope scope = now.scopes.poll();
        if (scope == null) {
            end(now, null);
        } else {
            now.awaited = scope;
            from.send(new Message.GetCheckpoint(scope, begun(scope)));
        }
    }

    private List<Hash> chunksOf(Store.Checkpoint checkpoint) {
        return checkpoint.chunksFor(node.store().schema());
    }

    private Path manifestOf(Scope scope) {
        return folder.resolve(scope.name().replace(':', '-') + ".manifest");
    }

    private Hash begun(Scope scope) {
        try {
            Path file = manifestOf(scope);
            return disk.exists(file) ? Hash.sha256(disk.read(file)) : Hash.ZERO;
        } catch (IOException e) {
            throw new UncheckedIOException("What has come of a checkpoint in " + folder + " can't be read", e);
        }
    }

    public void offered(PeerLine line, Message.CheckpointOffer offer) {
        Run now = run;
        if (now != null && now.from == line && offer.scope().equals(now.awaited) && !now.swapping) {
            take(now, offer);
        }
    }

    private void take(Run now, Message.CheckpointOffer offer) {
        boolean signed = node.evidence()
                .relayKey()
                .map(key -> offer.manifest().isBy(key))
                .orElse(false);
        Store.Checkpoint wanted = Stores.checkpoint(offer.manifest().manifest());
        if (!signed || !wanted.scope().equals(offer.scope())) {
            throw new BadFrame("A checkpoint of " + offer.scope() + " is not signed by the relay");
        }
        var notes = new LinkedHashMap<String, byte[]>();
        offer.certificates().forEach(der -> notes.putAll(node.evidence().learn(Certificates.parse(der))));
        if (!notes.isEmpty()) {
            node.store().note(notes);
        }
        now.awaited = null;
        now.movedNanos = nowNanos;
        now.manifest = offer.manifest();
        now.checkpoint = wanted;
        now.lacking.clear();
        now.lacking.addAll(chunksOf(wanted));
        now.asked.clear();
        now.held.clear();
        node.store().held(wanted.scope()).ifPresent(held -> {
            now.heldManifest = Hash.sha256(held.manifest());
            now.held.addAll(chunksOf(held));
        });
        try {
            disk.createFolders(folder);
            keepOnly(wanted);
            disk.delete(manifestOf(wanted.scope()));
            write(manifestOf(wanted.scope()), offer.manifest().manifest());
        } catch (IOException e) {
            end(now, new UncheckedIOException("The checkpoint can't be kept in " + folder, e));
            return;
        }
        proceed(now, wanted);
    }

    /** Checks and counts the chunks that came before. Chunks of another checkpoint of the scope are deleted. */
    private void keepOnly(Store.Checkpoint wanted) throws IOException {
        Run now = run;
        for (String name : disk.list(folder)) {
            Path file = folder.resolve(name);
            if (name.matches("[0-9a-f]{64}")) {
                Hash hash = Hash.parse(name);
                boolean whole = chunksOf(wanted).contains(hash)
                        && Hash.sha256(disk.read(file)).equals(hash);
                if (whole && now != null) {
                    now.lacking.remove(hash);
                } else {
                    disk.delete(file);
                }
            } else if (name.endsWith(PART) && now != null && now.writing.isEmpty()) {
                disk.delete(file); // of a program that ended in the middle of it
            }
        }
    }

    private void proceed(Run now, Store.Checkpoint wanted) {
        now.listener.at(
                chunksOf(wanted).size() - now.lacking.size(), chunksOf(wanted).size());
        PeerLine from = now.from;
        if (now.lacking.isEmpty()) {
            swap(now, wanted);
        } else if (from != null) {
            var here = new ArrayList<Hash>();
            for (Hash chunk : now.lacking) {
                if (now.asked.size() + now.writing.size() >= ASKED_AT_ONCE) {
                    break;
                }
                if (now.writing.contains(chunk)) {
                    continue;
                }
                if (now.held.remove(chunk)) { // tried once: if rot took it, it is asked for
                    now.writing.add(chunk);
                    here.add(chunk);
                } else if (now.asked.add(chunk)) {
                    from.send(new Message.GetChunk(wanted.scope(), chunk));
                }
            }
            Hash manifest = now.heldManifest;
            here.forEach(chunk -> keep(now, chunk, () -> node.store().chunk(manifest, chunk)));
        }
    }

    public void arrived(PeerLine line, Message.Chunk chunk) {
        Run now = run;
        if (now == null || now.from != line || now.checkpoint == null || !now.asked.remove(chunk.hash())) {
            return;
        }
        if (!Hash.sha256(chunk.bytes()).equals(chunk.hash())) {
            throw new BadFrame("Chunk " + chunk.hash() + " does not have that hash");
        }
        now.movedNanos = nowNanos;
        now.writing.add(chunk.hash());
        keep(now, chunk.hash(), () -> Optional.of(chunk.bytes()));
        proceed(now, now.checkpoint);
    }

    /** Writes a chunk beside those that are here. A chunk that the source does not have stays lacking. */
    private void keep(Run now, Hash chunk, Supplier<Optional<byte[]>> source) {
        var failure = new RuntimeException[1];
        var had = new AtomicBoolean();
        long number = ++parts;
        aside.run(
                () -> {
                    try {
                        Optional<byte[]> bytes = source.get();
                        if (bytes.isPresent()) {
                            Path part = folder.resolve(chunk + "-" + number + PART);
                            write(part, bytes.get());
                            disk.move(part, folder.resolve(chunk.toString()));
                            had.set(true);
                        }
                    } catch (IOException | UncheckedIOException e) {
                        failure[0] = new UncheckedIOException(
                                "A chunk can't be kept in " + folder,
                                e instanceof UncheckedIOException wrapped ? wrapped.getCause() : (IOException) e);
                    }
                },
                () -> written(now, chunk, had.get(), failure[0]));
    }

    /** Writes and syncs a chunk while others are still coming, so that the adoption waits less. */
    private void write(Path file, byte[] bytes) throws IOException {
        try (Disk.File out = disk.open(file, Disk.Mode.CREATE_NEW)) {
            out.write(ByteBuffer.wrap(bytes), 0);
            out.sync(false);
        }
    }

    private void written(Run now, Hash chunk, boolean had, @Nullable RuntimeException failure) {
        Store.Checkpoint wanted = now.checkpoint;
        if (run != now || wanted == null || !now.writing.remove(chunk)) {
            return; // it was given up meanwhile, or began anew
        }
        if (failure != null) {
            end(now, failure);
            return;
        }
        now.movedNanos = nowNanos;
        if (had) {
            now.lacking.remove(chunk);
        }
        proceed(now, wanted);
    }

    /** The peer has refused a manifest or a chunk. */
    public void refused(PeerLine line, String why) {
        Run now = run;
        if (now != null && now.from == line && !now.swapping) {
            end(now, new OfflineException("The Hard Sync can't go on: " + why));
        }
    }

    // ---- the swap

    private void swap(Run now, Store.Checkpoint wanted) {
        var files = new ArrayList<Path>();
        chunksOf(wanted).forEach(hash -> files.add(folder.resolve(hash.toString())));
        var failure = new RuntimeException[1];
        now.swapping = true;
        aside.run(
                () -> {
                    try {
                        node.store().adopt(wanted, files);
                        for (Path file : files) {
                            disk.delete(file);
                        }
                        disk.delete(manifestOf(wanted.scope()));
                    } catch (StoreException e) {
                        failure[0] = e;
                    } catch (IOException e) {
                        failure[0] = new UncheckedIOException("What has come can't be cleared away in " + folder, e);
                    }
                },
                () -> swapped(now, wanted, failure[0]));
    }

    private void swapped(Run now, Store.Checkpoint wanted, @Nullable RuntimeException failure) {
        now.swapping = false;
        now.movedNanos = nowNanos;
        SignedManifest signed = now.manifest;
        if (failure != null || signed == null) {
            end(now, failure == null ? new IllegalStateException("A swap without its manifest") : failure);
            return;
        }
        Map<String, byte[]> notes = new LinkedHashMap<>(Evidence.seeded(node.store(), wanted.scope(), signed));
        if (!node.isRelay()) {
            notes.putAll(Evidence.cursorNote(wanted.scope(), signed.epoch(), wanted.position()));
        }
        notes.putAll(CheckpointOffers.triedNote(node, signed, wanted));
        try {
            node.store().note(notes);
        } catch (StoreException e) { // whoever waits must hear of it, and the relay's records be pulled again
            end(now, e);
            return;
        }
        now.covered += wanted.vector().heads().values().stream()
                .mapToLong(h -> h.seq())
                .sum();
        now.checkpoint = null;
        now.listener.seeded(wanted.scope());
        if (now.from != null) {
            next(now);
        }
    }
}
