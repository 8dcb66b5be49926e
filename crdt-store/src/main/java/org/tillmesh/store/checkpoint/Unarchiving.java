package org.tillmesh.store.checkpoint;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.store.Document;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.DocumentCodec;
import org.tillmesh.store.bytes.Sum256;
import org.tillmesh.store.bytes.Values;

/**
 * The archived records of a checkpoint that is here: adds up that none is missing, and where their rows are of another set
 * of indexes puts the whole records in their place, as far as their chunks are here. Several threads may ask.
 */
public final class Unarchiving {
    private final Checkpoints checkpoints;
    private final String name;
    private final Store.Checkpoint checkpoint;
    private final boolean isWanted;
    private final Map<String, Store.Archive> archives = new HashMap<>();
    private final TreeMap<String, Sum256> sums = new TreeMap<>();

    /** Records of chunks that were in use of late, by id; at a time one chunk of each month is. */
    private final Map<Hash, Map<String, Document>> chunks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Map<String, Document>> eldest) {
            return size() > archives.size();
        }
    };

    public Unarchiving(Checkpoints checkpoints, String name, Store.Checkpoint checkpoint, Schema schema) {
        this.checkpoints = checkpoints;
        this.name = name;
        this.checkpoint = checkpoint;
        this.isWanted = checkpoint.indexes() != schema.indexes();
        checkpoint.archives().forEach(archive -> archives.put(archive.month(), archive));
    }

    /** The document, or what it stands for. */
    public Document expand(Document document) {
        return document instanceof Document.Archived archived ? expand(archived) : document;
    }

    private synchronized Document expand(Document.Archived archived) {
        sums.computeIfAbsent(archived.month(), month -> new Sum256()).add(archived.digest());
        Store.ArchiveChunk chunk = isWanted ? chunkOf(archived) : null;
        if (chunk == null) {
            return archived;
        }
        Document whole = records(chunk.hash()).get(archived.ref().id());
        return whole != null
                        && whole.ref().equals(archived.ref())
                        && DocumentCodec.digest(whole).equals(archived.digest())
                ? whole
                : archived;
    }

    private Store.@Nullable ArchiveChunk chunkOf(Document.Archived archived) {
        Store.Archive archive = archives.get(archived.month());
        List<Store.ArchiveChunk> all = archive == null ? List.of() : archive.chunks();
        Store.ArchiveChunk found = null;
        for (Store.ArchiveChunk chunk : all) {
            if (chunk.type().equals(archived.ref().type())
                    && chunk.firstId().compareTo(archived.ref().id()) <= 0) {
                found = chunk;
            }
        }
        return found;
    }

    private Map<String, Document> records(Hash chunk) {
        return chunks.computeIfAbsent(chunk, hash -> {
            var records = new HashMap<String, Document>();
            checkpoints.chunk(Hash.parse(name), hash).ifPresent(bytes -> Checkpoints.decode(
                            checkpoint.scope(), hash, bytes)
                    .documents()
                    .forEach(record -> records.put(record.ref().id(), record)));
            return records;
        });
    }

    /** @throws StoreException BAD_RECORD if the archived records are not those that the manifest counts */
    public void requireAll() {
        checkpoint.archives().forEach(archive -> {
            Sum256 sum = sums.getOrDefault(archive.month(), new Sum256());
            if (!sum.toHash().equals(archive.digest())) {
                throw Values.bad("the archive of " + archive.month() + " in a checkpoint of " + checkpoint.scope()
                        + " has digest " + archive.digest() + ", its records have " + sum.toHash());
            }
        });
    }
}
