package org.tillmesh.replication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.Store;
import org.tillmesh.store.Stores;

/**
 * One Hard Sync, scope by scope: the relay's signed manifest, then the chunks that are not here yet (so it resumes where
 * it broke), then the swap in one step. The old data serves until then.
 */
final class HardSync {
    private final Node node;
    private final Consumer<Message> send;
    private final Path folder;
    private final Iterator<Scope> scopes;
    private final Replicator.Progress progress;
    private final CompletableFuture<Long> done;
    private @Nullable SignedManifest manifest;
    private Store.@Nullable Checkpoint checkpoint;
    private int arrived;
    private long documents;

    HardSync(
            Node node,
            Consumer<Message> send,
            Path folder,
            List<Scope> scopes,
            Replicator.Progress progress,
            CompletableFuture<Long> done) {
        this.node = node;
        this.send = send;
        this.folder = folder;
        this.scopes = List.copyOf(scopes).iterator();
        this.progress = progress;
        this.done = done;
    }

    void start() {
        next();
    }

    private void next() {
        if (scopes.hasNext()) {
            send.accept(new Message.GetCheckpoint(scopes.next()));
        } else {
            done.complete(documents);
        }
    }

    void offered(Message.CheckpointOffer offer) {
        boolean signed = node.evidence()
                .relayKey()
                .map(key -> offer.manifest().isBy(key))
                .orElse(false);
        if (!signed) {
            throw failed(new BadFrame("A checkpoint of " + offer.scope() + " is not signed by the relay"));
        }
        manifest = offer.manifest();
        checkpoint = Stores.checkpoint(offer.manifest().manifest());
        arrived = 0;
        proceed();
    }

    /** Asks for the next chunk that is not here, or swaps. */
    private void proceed() {
        Store.Checkpoint wanted = checkpoint;
        if (wanted == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            while (arrived < wanted.chunks().size() && isHere(wanted.chunks().get(arrived))) {
                arrived++;
            }
            progress.at(arrived, wanted.chunks().size());
            if (arrived < wanted.chunks().size()) {
                send.accept(new Message.GetChunk(wanted.scope(), wanted.chunks().get(arrived)));
            } else {
                swap(wanted);
            }
        } catch (IOException e) {
            throw failed(new UncheckedIOException("The checkpoint can't be kept in " + folder, e));
        }
    }

    private boolean isHere(Hash chunk) throws IOException {
        Path file = folder.resolve(chunk.toString());
        return Files.exists(file) && Hash.sha256(Files.readAllBytes(file)).equals(chunk);
    }

    void arrived(Message.Chunk chunk) {
        if (!Hash.sha256(chunk.bytes()).equals(chunk.hash())) {
            throw failed(new BadFrame("Chunk " + chunk.hash() + " does not have that hash"));
        }
        try {
            Path aside = folder.resolve("chunk.part");
            Files.write(aside, chunk.bytes());
            Files.move(aside, folder.resolve(chunk.hash().toString()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(new UncheckedIOException("A chunk can't be kept in " + folder, e));
        }
        proceed();
    }

    private void swap(Store.Checkpoint wanted) throws IOException {
        var files = new ArrayList<Path>();
        wanted.chunks().forEach(hash -> files.add(folder.resolve(hash.toString())));
        try {
            node.store().adopt(wanted, files);
        } catch (RuntimeException e) {
            throw failed(e);
        }
        SignedManifest signed = manifest;
        if (signed != null) {
            node.store().note(Evidence.cursorNote(wanted.scope(), signed.epoch(), wanted.position()));
        }
        documents += node.store().vector().of(wanted.scope()).heads().values().stream()
                .mapToLong(h -> h.seq())
                .sum();
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        checkpoint = null;
        next();
    }

    private RuntimeException failed(RuntimeException e) {
        done.completeExceptionally(e);
        return e;
    }
}
