package org.tillmesh.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.VersionVector;

/**
 * A store folder, open. Every method is safe to call from any thread. A method that returns after a write returns after
 * the write is durable (journal record and one fdatasync).
 */
public interface Store extends AutoCloseable {

    /**
     * What opening found and did.
     *
     * @param quarantined what could not be read, each in words in {@link #verify}
     * @param lost ChangeSets of which the originals are not held; where nobody can say which, commits that were found gone
     *     just now
     * @param endProven whether {@link #PRINTED} is known to be what was given out last under the name that the folder had:
     *     its mark names the last commit that anything proves, or, of a folder that was copied or restored, a witness on
     *     this machine had come at least as far
     */
    record Recovery(
            boolean cleanStop,
            long commits,
            long cutBytes,
            long quarantined,
            long lost,
            boolean newIncarnation,
            boolean endProven,
            long tookMs) {}

    /** The writer's name here: replica id of the folder and its present incarnation. */
    Origin self();

    Recovery recovery();

    /**
     * Takes the replica id that activation brought. What was written here under another name stays that one's: then this
     * folder's next life begins.
     */
    void becomeReplica(ReplicaId replica);

    // ---- writing

    /**
     * The key of a note that outlives its record: of what was given out of the house last, so that no number is given out
     * twice though rot took the record. Of two values the greater stands then, compared as unsigned bytes; 512 at most.
     */
    String PRINTED = "printed";

    /**
     * Runs the work alone, then makes what it wrote durable as one commit: one journal record with one ChangeSet per
     * scope touched. Returns the work's result, after the commit is durable and visible. Work that writes nothing makes
     * no commit. If the work throws, nothing is written.
     *
     * @throws StoreException DISK_FULL or READ_ONLY; then nothing was committed as far as anyone will ever see
     */
    <T> T write(Function<Transaction, T> work);

    /**
     * Takes ChangeSets of other origins, in any order between streams. Those already held have no effect; a gap is left
     * out, but in a stream of this replica: there it is said to be lost, until it comes; another
     * ChangeSet for a seq that is held makes a fork, and both branches stand. Durable on return.
     *
     * @param notes kept with them in the same journal record (seals, acknowledgements); may be empty
     * @throws StoreException BAD_RECORD if one breaks its own chain; the others are taken
     */
    Received receive(List<ChangeSet> changeSets, Map<String, byte[]> notes);

    /**
     * What became of received ChangeSets.
     *
     * @param applied now held and in effect, in the order taken
     * @param known how many were held before
     * @param gaps streams of which something before is missing: ask for what comes after this store's head
     * @param forks streams found to have two branches
     */
    record Received(List<ChangeSet> applied, int known, List<StreamId> gaps, List<StreamId> forks) {}

    /**
     * Keeps small facts of this folder that are no documents: seals, acknowledgements, certificates, cursors. The last
     * value of a key stands; an empty value removes it. Journaled; durable on return.
     */
    void note(Map<String, byte[]> notes);

    Optional<byte[]> noted(String key);

    /** Notes whose keys start with a prefix, by key. */
    SortedMap<String, byte[]> notes(String prefix);

    /** Why nothing can be written now: the disk is full, or failed. Waits for nobody; empty if all is well. */
    Optional<StoreException> trouble();

    // ---- reading

    /** Runs a read that sees whole commits only. Keep it short: a writer waits for it. */
    <T> T read(Function<View, T> work);

    VersionVector vector();

    /** Heads of one scope's streams. */
    VersionVector vector(Scope scope);

    /** Whether a ChangeSet of that hash prefix is held at (scope, origin, seq), on whichever branch. */
    boolean holds(Scope scope, Origin origin, long seq, long hashPrefix);

    /** The ChangeSet's hash at a seq of a stream, if held (or known from a checkpoint's head). */
    Optional<Hash> hashAt(StreamId stream, long seq);

    /** The head before the first ChangeSet that is held of a stream: where a branch left it, or what a checkpoint covers. */
    Head startOf(StreamId stream);

    /** Seqs of a stream whose originals are not held: rot took them here, or their origin said that they are lost. */
    List<Long> lost(StreamId stream);

    /**
     * ChangeSets of a stream after a seq, in order, at most so many bytes of them (at least one if there is any), up to where
     * a checkpoint stands for what comes or nobody has said what is lost. Before {@link #startOf} too there may be one that
     * the checkpoint lacks.
     */
    List<ChangeSet> since(StreamId stream, long afterSeq, int bytesMax);

    /**
     * The same for whoever may say that something of the stream is lost: where it begins in a hole of which nobody has said
     * what it is, a loss without a signature stands for that. It ends before the next such hole.
     */
    List<ChangeSet> sinceOrLost(StreamId stream, long afterSeq, int bytesMax);

    /** ChangeSets of a scope by the position of the commit that brought them, after a position: the relay's order. */
    List<Positioned> after(long position, Scope scope, int bytesMax);

    /** @param returned whether it came after what follows it: whoever has that may lack this one all the same */
    record Positioned(long position, ChangeSet changeSet, boolean returned) {}

    /** Position of the last commit. */
    long position();

    /** Digest of a scope's documents, with the vector it stands for, taken at one moment. */
    Digest digest(Scope scope);

    /**
     * @param seen hash of the scope's version vector
     * @param schema number of the set of types and fields that count in the digest
     */
    record Digest(Hash digest, Hash seen, int schema) {}

    /** What counts in its digests and how its documents are found. */
    Schema schema();

    // ---- following

    /** Fills the projection with what is here, then keeps it up with every commit. */
    void project(Projection projection);

    /**
     * Calls the listener after each commit, on the store's feed thread, in order, never under a lock. A listener that
     * throws is logged and goes on being called.
     */
    Subscription subscribe(FeedListener listener);

    /** What a commit brought: its ChangeSets (own or received, with local ones) and the documents they changed. */
    record Commit(long position, boolean own, List<ChangeSet> changeSets, List<Change> changes) {}

    @FunctionalInterface
    interface FeedListener {
        void committed(Commit commit);
    }

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    // ---- checkpoints (Hard Sync)

    /**
     * Writes a snapshot of a replicated scope: chunk files of encoded documents and a manifest of vector, position,
     * chunk hashes and digest. The relay signs the manifest's bytes. Old records go into chunks of their months.
     */
    Checkpoint snapshot(Scope scope, Path dir);

    /**
     * Swaps a scope to a verified checkpoint in one step: a new base is made of its chunks, and every held ChangeSet
     * that it doesn't cover is applied on top; the journal is untouched. Where the checkpoint held covers what neither
     * the one that comes nor a held ChangeSet brings, the two are joined, and their join is adopted. Refuses (BAD_RECORD) a
     * chunk or digest that does not fit, and (DAMAGED) a join with a checkpoint that rot took.
     *
     * @param chunks in the order of {@link Checkpoint#chunksFor}
     */
    void adopt(Checkpoint checkpoint, List<Path> chunks);

    /** The checkpoint of a scope that was adopted last; empty if none was, or rot took it. */
    Optional<Checkpoint> held(Scope scope);

    /**
     * Names (SHA-256 of their manifests) of the checkpoints, as they came, that with the records behind them stand for
     * what is held of a scope: the one that was adopted last, or those that it was joined of. Their chunks are here.
     */
    List<Hash> heldOf(Scope scope);

    /** A chunk of a checkpoint that was adopted here, as it came, so that it can be passed on; empty if rot took it. */
    Optional<byte[]> chunk(Hash manifest, Hash chunk);

    /**
     * A checkpoint's manifest.
     *
     * @param chunks all but those of archives
     * @param indexes number of the set of indexes that archived records have rows of
     * @param archives by month; mostly none
     * @param manifest the bytes that are hashed and signed
     */
    record Checkpoint(
            Scope scope,
            long position,
            VersionVector vector,
            List<Hash> chunks,
            Hash digest,
            int schema,
            int indexes,
            List<Archive> archives,
            byte[] manifest) {

        /** What has to be fetched: under another set of indexes the archives too, because their rows are not known. */
        public List<Hash> chunksFor(Schema schema) {
            return schema.indexes() == indexes
                    ? chunks
                    : Stream.concat(chunks.stream(), archiveChunks()).toList();
        }

        /** Whether this is a chunk of it, be it of an archive. */
        public boolean names(Hash chunk) {
            return chunks.contains(chunk) || archiveChunks().anyMatch(chunk::equals);
        }

        /** Chunks of archives, by month. */
        public Stream<Hash> archiveChunks() {
            return archives.stream()
                    .flatMap(archive -> archive.chunks().stream().map(ArchiveChunk::hash));
        }
    }

    /**
     * The records of one month, which are no longer in every folder.
     *
     * @param month UTC: {@code 2025-09}
     * @param digest sum of what the month's records count in the scope's digest
     */
    record Archive(String month, Hash digest, List<ArchiveChunk> chunks) {}

    /** Records of one type, by id, as they are: from {@code firstId} to the next chunk's. */
    record ArchiveChunk(String type, String firstId, Hash hash) {}

    /** A record as it stands, as bytes that {@link #bringBack} takes; empty if there is none, or its body is not here. */
    Optional<byte[]> whole(Scope scope, DocRef ref);

    /**
     * Keeps the body of an archived record at hand; its name.
     *
     * @throws StoreException BAD_RECORD if the bytes are no record that is archived here, or another than that
     */
    DocRef bringBack(Scope scope, byte[] record);

    // ---- keeping

    /** Writes base files of the present view, so that the next opening replays less. */
    void rebase();

    /** Which ChangeSets a replica need not keep: head office has them for good, and nobody here will be asked for them. */
    @FunctionalInterface
    interface Retention {
        boolean mayDrop(ChangeSet changeSet);
    }

    /** @param segments of the journal that went; 0 if there was nothing to drop */
    record Compacted(long segments, long bytes) {}

    /**
     * Drops the oldest records of the journal, as far as the checkpoint that this store adopted has their effect and the
     * retention lets them go; what they say beside (notes, the local scope) is kept. Hashes are kept for ever.
     */
    Compacted compact(Retention retention);

    /** Scrubs every checksum, chain and digest of this open store. */
    Verification verify();

    /** @param problems in words, one per finding; empty when clean */
    record Verification(boolean clean, long segments, long records, long quarantined, List<String> problems) {}

    /** A consistent copy as one file; returns how many journal records it holds. The file must not exist. */
    long backup(Path file) throws IOException;

    /** Orderly end: what is written is synced. */
    @Override
    void close();
}
