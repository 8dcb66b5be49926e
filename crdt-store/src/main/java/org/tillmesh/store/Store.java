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
 * An open store folder. Every method may be called from any thread. A method that writes returns after its journal
 * record is synced (one fdatasync).
 *
 * <p>A store holds streams: the ChangeSets of one origin in one scope, seq 1, 2, 3 and so on. A seq may be a
 * <em>hole</em>: later seqs name it, but its original is not held here. Of a stream {@code 1 2 [3 lost] 4} the head is
 * 4, {@link #lost} answers {@code [3]}, and the effects of 1, 2 and 4 show. A checkpoint may stand for the first seqs
 * of a stream. Of a stream whose seqs 1 and 2 a checkpoint covers, {@link #startOf} answers 2 and {@link #since}
 * begins at 3.
 */
public interface Store extends AutoCloseable {

    /**
     * What opening found and did.
     *
     * @param cleanStop whether the program before this one closed the store in order
     * @param commits commits that the journal holds
     * @param cutBytes bytes of a torn tail that were cut off; nobody was told that they were written
     * @param quarantined findings that could not be read; {@link #verify} says each in words
     * @param lost holes of all streams; if opening found new rot, at least the number of commits that are gone
     * @param newIncarnation whether this folder goes on under a new incarnation
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
     * Takes the replica id that activation brought. ChangeSets that this folder wrote under another replica id keep
     * that id, and the folder then goes on under a new incarnation.
     */
    void becomeReplica(ReplicaId replica);

    // ---- writing

    /**
     * The key of the note that names the numbers given out last (invoice and receipt counter). The folder's mark and
     * its witness keep a copy of this note, so that no number is given out twice if rot takes the note's record. If
     * the journal and a copy have different values, the greater one stands, compared as unsigned bytes. The value has
     * at most 512 bytes.
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
     * Takes ChangeSets of other origins, the streams in any order. They are durable on return.
     *
     * <ul>
     *   <li>A ChangeSet that is held already has no effect.
     *   <li>A ChangeSet whose predecessor is missing is left out. Here lie {@code 1 2}; of {@code 4 5} nothing is
     *       taken, and the stream is named in {@link Received#gaps}.
     *   <li>A loss makes holes, and what follows it is taken. Here lie {@code 1 2}; the loss of 3, then {@code 4 5},
     *       makes {@code 1 2 [3 lost] 4 5}. The caller has checked the signature of the loss.
     *   <li>The original of a hole takes its place back.
     *   <li>A second ChangeSet for a seq that is held makes a fork. Both branches stand.
     * </ul>
     *
     * @param notes kept in the same journal record (seals, acknowledgements); may be empty
     * @throws StoreException BAD_RECORD if a ChangeSet breaks its own chain; the others are taken
     */
    Received receive(List<ChangeSet> changeSets, Map<String, byte[]> notes);

    /**
     * What became of received ChangeSets.
     *
     * @param applied ChangeSets that are held and in effect now, in the order in which they were taken
     * @param known how many ChangeSets were held before
     * @param gaps streams whose ChangeSets were left out because a predecessor is missing; the caller asks for what
     *     comes after this store's head
     * @param forks streams that have two branches since this call
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

    /** Why nothing can be written now (the disk is full, or failed); empty if all is well. Never waits for a lock. */
    Optional<StoreException> trouble();

    // ---- reading

    /** Runs a read, which sees whole commits only. A writer waits until the read ends, so a read is short. */
    <T> T read(Function<View, T> work);

    /** The heads of all streams. */
    VersionVector vector();

    /** The heads of one scope's streams. */
    VersionVector vector(Scope scope);

    /** Whether a ChangeSet with that hash prefix is held at (scope, origin, seq), on any branch. A hole is not held. */
    boolean holds(Scope scope, Origin origin, long seq, long hashPrefix);

    /**
     * The hash of the ChangeSet at a seq of a stream, if it is known: the ChangeSet is held, covered, or a named hole.
     */
    Optional<Hash> hashAt(StreamId stream, long seq);

    /**
     * The head before the first ChangeSet of a stream that this store can hand on: the point where a branch left its
     * stream, or the last seq that a checkpoint covers.
     */
    Head startOf(StreamId stream);

    /** The holes of a stream, in order: rot took the originals here, or their origin said that they are lost. */
    List<Long> lost(StreamId stream);

    /**
     * ChangeSets of a stream after a seq, in order. The list ends before a seq that a checkpoint covers, and before a
     * hole of which nobody has said a loss. A loss stands in the list where one was said: of {@code 1 2 [3 lost] 4}
     * the answer after 1 is 2, the loss of 3, and 4. A ChangeSet before {@link #startOf} may stand in the list too,
     * where the checkpoint lacks it.
     *
     * @param bytesMax the list ends once it has so many bytes; it has at least one ChangeSet if there is any
     */
    List<ChangeSet> since(StreamId stream, long afterSeq, int bytesMax);

    /**
     * ChangeSets of a stream after a seq, as a carrier hands them to a replica that may sign a loss (the stream's own
     * replica, or head office). If the list would begin in a hole of which nobody has said a loss, a loss without a
     * signature stands first. Here lie {@code 1 2 [3] 4 5 [6] 7}: the answer after 2 is an unsigned loss of 3, then 4
     * and 5. The list ends before the next such hole.
     */
    List<ChangeSet> sinceOrLost(StreamId stream, long afterSeq, int bytesMax);

    /** ChangeSets of a scope after a position, in the order of the commits that brought them: the relay's order. */
    List<Positioned> after(long position, Scope scope, int bytesMax);

    /**
     * A ChangeSet and the position of the commit that brought it.
     *
     * @param returned whether the ChangeSet came back into a hole after its successor had come; a replica that holds
     *     the successor may still lack this one
     */
    record Positioned(long position, ChangeSet changeSet, boolean returned) {}

    /** Position of the last commit. */
    long position();

    /** The digest of a scope's documents and the hash of its vector, taken at one moment. */
    Digest digest(Scope scope);

    /**
     * What a scope shows, as hashes that two replicas compare.
     *
     * @param digest sum of the documents' hashes
     * @param seen hash of the scope's version vector with its holes
     * @param schema number of the set of types that count in the digest
     */
    record Digest(Hash digest, Hash seen, int schema) {}

    /** Which types count in this store's digests, and how its documents are found. */
    Schema schema();

    // ---- following

    /** Fills the projection with all present documents, then tells it of every commit. */
    void project(Projection projection);

    /**
     * Calls the listener after each commit, on the store's feed thread, in order, never under a lock. A listener that
     * throws is logged and goes on being called.
     */
    Subscription subscribe(FeedListener listener);

    /** One commit: its ChangeSets (own or received, local ones too) and the documents that they changed. */
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
     * Writes a checkpoint of a replicated scope into a folder: chunk files of encoded documents, and a manifest of
     * vector, position, chunk hashes and digest. The relay signs the manifest's bytes. Records of old months go into
     * archive chunks.
     */
    Checkpoint snapshot(Scope scope, Path dir);

    /**
     * Swaps a scope to a verified checkpoint in one step. A new base is made from the checkpoint's chunks, and every
     * held ChangeSet that the checkpoint does not cover is applied on top. The journal's records stay. Here lie
     * {@code 1 2 3 4}, and the checkpoint covers {@code 1 2}: afterwards 1 and 2 are covered, and 3 and 4 lie over
     * them.
     *
     * <p>The checkpoint that was held before may cover a ChangeSet that neither the new checkpoint nor the journal
     * has. Then the two checkpoints are joined, and the join is adopted.
     *
     * @param chunks in the order of {@link Checkpoint#chunksFor}
     * @throws StoreException BAD_RECORD if a chunk or the digest does not fit; DAMAGED if rot took a part of the
     *     checkpoint that is to be joined; the present data stays
     */
    void adopt(Checkpoint checkpoint, List<Path> chunks);

    /** The checkpoint of a scope that was adopted last; empty if none was, or rot took it. */
    Optional<Checkpoint> held(Scope scope);

    /**
     * The names (SHA-256 of the manifests) of the signed checkpoints on which a scope stands: the checkpoint that was
     * adopted last, or the checkpoints of which a join was made. Their chunks are here.
     */
    List<Hash> heldOf(Scope scope);

    /** A chunk of a checkpoint that was adopted here, byte for byte, to be passed on; empty if rot took the chunk. */
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

        /**
         * The chunks that a replica must fetch. A replica with another set of indexes fetches the archives too,
         * because the checkpoint lacks the index rows that this replica wants of archived records.
         */
        public List<Hash> chunksFor(Schema schema) {
            return schema.indexes() == indexes
                    ? chunks
                    : Stream.concat(chunks.stream(), archiveChunks()).toList();
        }

        /** Whether a hash names a chunk of this checkpoint or of one of its archives. */
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

    /**
     * A whole record, as bytes that {@link #bringBack} takes; empty if there is no such record, or its body is not
     * here.
     */
    Optional<byte[]> whole(Scope scope, DocRef ref);

    /**
     * Keeps the body of an archived record in this folder.
     *
     * @param record bytes of {@link #whole} from another replica
     * @return the type and id of the record
     * @throws StoreException BAD_RECORD if the bytes are no record, or not a record that is archived here
     */
    DocRef bringBack(Scope scope, byte[] record);

    // ---- keeping

    /** Writes base files of the present view. The next opening then replays less of the journal. */
    void rebase();

    /** Says of a ChangeSet that head office has it for good and that nobody will ask this replica for it. */
    @FunctionalInterface
    interface Retention {
        boolean mayDrop(ChangeSet changeSet);
    }

    /** @param segments of the journal that went; 0 if there was nothing to drop */
    record Compacted(long segments, long bytes) {}

    /**
     * Drops the oldest segments of the journal. A segment may go if the adopted checkpoint covers every ChangeSet in
     * it and the retention lets each of them go. Notes and the local scope of dropped records are kept, and hashes are
     * kept for ever. A checkpoint covers {@code 1 2} of {@code 1 2 3 4}: the records of 1 and 2 may go.
     */
    Compacted compact(Retention retention);

    /** Checks every checksum, chain and digest of this open store. */
    Verification verify();

    /** @param problems in words, one per finding; empty when clean */
    record Verification(boolean clean, long segments, long records, long quarantined, List<String> problems) {}

    /**
     * Writes a consistent copy of the folder into one file, without keys.
     *
     * @param file must not exist
     * @return how many journal records the copy holds
     */
    long backup(Path file) throws IOException;

    /** Ends in order; everything that was written is synced. */
    @Override
    void close();
}
