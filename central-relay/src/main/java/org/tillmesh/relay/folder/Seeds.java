package org.tillmesh.relay.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.log.RelayLog;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.Store;

/**
 * Checkpoints that new tills are seeded with: made when asked for, kept until the log went on by a good deal. The one
 * before stays too, so that a till in the middle of its download can finish it.
 */
public final class Seeds {
    private static final long COMMITS_MAX = 2_000;
    private static final int KEPT = 2;
    private static final String PACKED = ".z";

    private final RelayFolder folder;
    private final RelayLog log;
    private final Path dir;
    private final Map<Scope, Deque<Seed>> seeds = new ConcurrentHashMap<>();

    private record Seed(long position, SignedManifest manifest, Path dir) {}

    public Seeds(RelayFolder folder, RelayLog log) throws IOException {
        this.folder = folder;
        this.log = log;
        this.dir = folder.dir().resolve("seeds");
        delete(dir); // of an earlier run: its positions mean the same, but nobody waits for them
    }

    public synchronized SignedManifest checkpoint(Scope scope) {
        Deque<Seed> ofScope = seedsOf(scope);
        if (ofScope.isEmpty() || log.position() - ofScope.getLast().position() > COMMITS_MAX) {
            ofScope.addLast(make(scope));
            if (ofScope.size() > KEPT) {
                deleteQuietly(ofScope.removeFirst().dir());
            }
        }
        return ofScope.getLast().manifest();
    }

    /** Safe to be read while the next one is made, which takes seconds. */
    private Deque<Seed> seedsOf(Scope scope) {
        return seeds.computeIfAbsent(scope, s -> new ConcurrentLinkedDeque<>());
    }

    /** The one with that manifest's hash if it is still kept, else the newest. */
    public SignedManifest checkpoint(Scope scope, Hash begun) {
        return seedsOf(scope).stream()
                .map(Seed::manifest)
                .filter(manifest -> Hash.sha256(manifest.manifest()).equals(begun))
                .findFirst()
                .orElseGet(() -> checkpoint(scope));
    }

    private Seed make(Scope scope) {
        Path into = dir.resolve(scope.name().replace(':', '-')).resolve(Long.toString(log.position()));
        try {
            Files.createDirectories(into);
            Store.Checkpoint checkpoint = folder.store().snapshot(scope, into);
            var chunks = new LinkedHashSet<>(checkpoint.chunks());
            checkpoint.archiveChunks().forEach(chunks::add);
            for (Hash chunk : chunks) { // once for all tills that will ask
                pack(scope, chunk, into);
            }
            return new Seed(
                    checkpoint.position(),
                    SignedManifest.of(
                            log.epoch(), checkpoint.manifest(), folder.ring().key(KeyNames.SELF)),
                    into);
        } catch (IOException e) {
            throw new UncheckedIOException("A checkpoint can't be kept in " + into, e);
        }
    }

    /** What the checkpoint before has packed is not packed again: most chunks, and all of months that are over. */
    private void pack(Scope scope, Hash chunk, Path into) throws IOException {
        Path packed = into.resolve(chunk + PACKED);
        Optional<Path> before = seedsOf(scope).stream()
                .map(seed -> seed.dir().resolve(chunk + PACKED))
                .filter(Files::exists)
                .findFirst();
        if (before.isPresent()) {
            Files.copy(before.get(), packed);
        } else {
            Files.write(packed, Messages.packed(Files.readAllBytes(into.resolve(chunk.toString()))));
        }
    }

    public Path chunk(Scope scope, Hash hash) {
        return file(scope, hash, "");
    }

    /** A chunk as it goes over the wire. */
    public byte[] packedChunk(Scope scope, Hash hash) throws IOException {
        return Files.readAllBytes(file(scope, hash, PACKED));
    }

    private Path file(Scope scope, Hash hash, String ending) {
        return seedsOf(scope).stream()
                .map(seed -> seed.dir().resolve(hash + ending))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Chunk " + hash + " of " + scope + " is no longer kept; begin the Hard Sync again"));
    }

    private static void deleteQuietly(Path dir) {
        try {
            delete(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path dir) throws IOException {
        if (Files.exists(dir)) {
            try (Stream<Path> inside = Files.walk(dir)) {
                for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
