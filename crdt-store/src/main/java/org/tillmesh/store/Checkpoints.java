package org.tillmesh.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.crdt.VersionVector;

/**
 * Checkpoints as files: chunks of documents ({@code [document…]}, about 1 MiB each, named by their hash) and a manifest
 * {@code [1, scope, position, [[origin, branch, seq, hash]…], [chunk hash…], digest, schema]}.
 */
final class Checkpoints {
    private static final long VERSION = 1;
    private static final int CHUNK_BYTES = 1 << 20;

    /** A checkpoint with its documents, read and checked. */
    record Kept(Store.Checkpoint checkpoint, List<Document> documents) {}

    private final Disk disk;
    private final Path dir;

    Checkpoints(Disk disk, Path dir) {
        this.disk = disk;
        this.dir = dir;
    }

    Store.Checkpoint write(ScopeState state, long position, int schema, Path into) throws IOException {
        disk.createFolders(into);
        var chunks = new ArrayList<Hash>();
        var gathered = new ArrayList<Value>();
        long bytes = 0;
        for (Document document : state.all()) {
            Value whole = DocumentCodec.whole(document);
            gathered.add(whole);
            bytes += Values.encode(whole).length;
            if (bytes >= CHUNK_BYTES) {
                chunks.add(writeChunk(gathered, into));
                gathered.clear();
                bytes = 0;
            }
        }
        if (!gathered.isEmpty()) {
            chunks.add(writeChunk(gathered, into));
        }
        VersionVector vector = state.vector();
        return new Store.Checkpoint(
                state.scope(),
                position,
                vector,
                chunks,
                state.digest(),
                schema,
                manifest(state.scope(), position, vector, chunks, state.digest(), schema));
    }

    private Hash writeChunk(List<Value> documents, Path into) throws IOException {
        byte[] bytes = Values.encode(Value.list(documents));
        Hash hash = Hash.sha256(bytes);
        Folders.write(disk, into.resolve(hash.toString()), bytes);
        return hash;
    }

    private static byte[] manifest(
            Scope scope, long position, VersionVector vector, List<Hash> chunks, Hash digest, int schema) {
        var rows = new ArrayList<Value>();
        vector.heads()
                .forEach((id, head) -> rows.add(Value.list(List.of(
                        ChangeSets.origin(id.origin()),
                        Value.of(id.branch().bytes()),
                        Value.of(head.seq()),
                        Value.of(head.hash().bytes())))));
        return Values.encode(Value.list(List.of(
                Value.of(VERSION),
                Value.of(scope.name()),
                Value.of(position),
                Value.list(rows),
                Value.list(chunks.stream().map(h -> Value.of(h.bytes())).toList()),
                Value.of(digest.bytes()),
                Value.of(schema))));
    }

    static Store.Checkpoint parse(byte[] manifest) {
        try {
            List<Value> parts = ChangeSets.list(Values.decode(manifest));
            if (ChangeSets.number(parts.get(0)) != VERSION) {
                throw Values.bad("a checkpoint of version " + ChangeSets.number(parts.get(0)) + " is unknown here");
            }
            Scope scope = new Scope(ChangeSets.text(parts.get(1)));
            var heads = new TreeMap<StreamId, Head>();
            for (Value row : ChangeSets.list(parts.get(3))) {
                List<Value> columns = ChangeSets.list(row);
                heads.put(
                        new StreamId(scope, ChangeSets.origin(columns.get(0)), Hash.of(ChangeSets.raw(columns.get(1)))),
                        new Head(ChangeSets.number(columns.get(2)), Hash.of(ChangeSets.raw(columns.get(3)))));
            }
            return new Store.Checkpoint(
                    scope,
                    ChangeSets.number(parts.get(2)),
                    new VersionVector(heads),
                    ChangeSets.list(parts.get(4)).stream()
                            .map(h -> Hash.of(ChangeSets.raw(h)))
                            .toList(),
                    Hash.of(ChangeSets.raw(parts.get(5))),
                    Math.toIntExact(ChangeSets.number(parts.get(6))),
                    manifest);
        } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new StoreException(
                    StoreException.Kind.BAD_RECORD, "A checkpoint's manifest can't be read: " + e.getMessage(), e);
        }
    }

    /** Copies a checkpoint into this folder, synced; its name there. */
    String keep(Store.Checkpoint checkpoint, List<Path> chunks) throws IOException {
        if (chunks.size() != checkpoint.chunks().size()) {
            throw Values.bad("a checkpoint of " + checkpoint.chunks().size() + " chunks came with " + chunks.size());
        }
        String name = Hash.sha256(checkpoint.manifest()).toString();
        Path folder = dir.resolve(name);
        disk.createFolders(folder);
        for (int i = 0; i < chunks.size(); i++) {
            Path kept = folder.resolve(checkpoint.chunks().get(i).toString());
            Folders.write(disk, kept, disk.read(chunks.get(i)));
        }
        Folders.replace(disk, folder.resolve("manifest"), checkpoint.manifest());
        disk.syncFolder(dir);
        Folders.syncParent(disk, dir);
        return name;
    }

    Kept load(String name) {
        if (!name.matches("[0-9a-f]{64}")) {
            throw Values.bad("checkpoint name \"" + name + "\" is no hash");
        }
        Path folder = dir.resolve(name);
        try {
            Store.Checkpoint checkpoint = parse(disk.read(folder.resolve("manifest")));
            var documents = new ArrayList<Document>();
            for (Hash chunk : checkpoint.chunks()) {
                byte[] bytes = disk.read(folder.resolve(chunk.toString()));
                if (!Hash.sha256(bytes).equals(chunk)) {
                    throw Values.bad("chunk " + chunk + " of checkpoint " + name + " does not have that hash");
                }
                for (Value document : ChangeSets.list(Values.decode(bytes))) {
                    documents.add(DocumentCodec.document(checkpoint.scope(), document));
                }
            }
            return new Kept(checkpoint, documents);
        } catch (IOException e) {
            throw new UncheckedIOException("Checkpoint " + folder + " can't be read", e);
        }
    }
}
