package org.tillmesh.store.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Incarnation;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.base.BaseState;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.bytes.CborReader;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.store.checkpoint.Checkpoints;
import org.tillmesh.store.disk.FolderIdentity;
import org.tillmesh.store.journal.CleanStop;
import org.tillmesh.store.journal.DurableMark;
import org.tillmesh.store.journal.Journal;
import org.tillmesh.store.journal.JournalRecord;
import org.tillmesh.store.journal.Proof;
import org.tillmesh.store.stream.ScopeStreams;
import org.tillmesh.store.view.Derived;
import org.tillmesh.store.view.ScopeState;

/**
 * Fills a store's state from its folder: from the base, if it can be trusted, and from the journal's records behind it.
 * Takes no lock: nobody else has the store yet.
 */
final class StoreOpening implements Journal.Replay {
    private static final Logger LOG = LoggerFactory.getLogger(StoreOpening.class);
    private static final int WORD_BYTES = 8;
    private static final byte WORDS_VERSION = 1;
    private static final int REPLAYED_AT_ONCE = 20_000;

    private final Path dir;
    private final StoreSettings options;
    private final FolderIdentity identity;
    private final StoreState state;
    private final StreamReader reader;
    private final Adoption adoption;
    private final @Nullable BaseTables found;
    private final long began = System.nanoTime();
    private final boolean clean;
    private final long provenElsewhere;
    private final long cleanAt;

    /**
     * Checkpoints of which the base was made, though their adoption stands behind the base's position. True until the
     * records that the checkpoint lacks are laid over it.
     */
    private final Map<String, Boolean> inBase = new TreeMap<>();

    private final List<Runnable> heldBack = new ArrayList<>();
    private Journal journal;
    private final Map<String, byte[]> toRemember = new TreeMap<>();

    StoreOpening(Path dir, StoreSettings options, FolderIdentity identity, StoreState state, Checkpoints checkpoints)
            throws IOException {
        this.dir = dir;
        this.options = options;
        this.identity = identity;
        this.state = state;
        clean = options.disk().exists(dir.resolve("clean"));
        found = BaseTables.open(options.disk(), dir.resolve("base"), options.schema());
        cleanAt = CleanStop.proven(options.disk(), dir.resolve("clean"));
        provenElsewhere = Math.max(cleanAt, found == null ? 0 : found.state().position());
        journal = newJournal();
        reader = new StreamReader(dir, journal, state::find, state::putBaseAside);
        adoption = new Adoption(checkpoints, options.schema(), state::empty, reader, () -> identity.origin()
                .replica());
    }

    private Journal newJournal() throws IOException {
        DurableMark mark = DurableMark.open(
                options.disk(),
                dir.resolve("durable"),
                options.stateFolder(),
                identity.origin().incarnation());
        return new Journal(
                options.disk(), dir.resolve("journal"), mark, options.segmentBytes(), options.freeBytesMin(dir));
    }

    /** Fills the state. Draws a new incarnation if records of the present one may be gone. */
    Store.Recovery open() throws IOException {
        options.disk().syncFolder(dir); // files that are built on from now on keep their names
        if (found == null) {
            journal.open(this, List.of(), 0, provenElsewhere);
        } else if (!openOver(found)) { // what rot took can't be told from a base: begin anew
            found.close();
            forget();
            journal.close();
            journal = newJournal();
            reader.use(journal);
            journal.open(this, List.of(), 0, provenElsewhere);
        }
        List<String> problems = state.problems();
        Journal.Opening opened = journal.opening();
        boolean hadRecords = journal.last() > 0;
        boolean cleanStop = clean && (cleanAt == 0 || cleanAt >= journal.mark().number()); // else of an old copy
        boolean isMoved = identity.fresh() && hadRecords;
        boolean endProven =
                isMoved ? askOtherLives() : journal.mark().told() >= journal.last() && opened.cutBytes() == 0;
        boolean newRot = judgeRot(problems, opened);
        problems.addAll(opened.quarantined());
        if (journal.mark().wasLeft()) {
            problems.add(
                    "this is an old copy of the folder, put back in its place: it went on under another name since");
        }
        if (newRot || journal.mark().wasLeft() || (identity.fresh() && hadRecords && ownStreamsExist())) {
            Incarnation other = identity.draw();
            journal.mark().goOnAs(other);
            identity.become(other);
        }
        proveHeads(isMoved);
        options.disk().delete(dir.resolve("clean"));
        long holes =
                state.scopes().stream().mapToLong(of -> of.streams().holes()).sum();
        return new Store.Recovery(
                cleanStop || !hadRecords,
                opened.commits(),
                opened.cutBytes(),
                problems.size(),
                newRot ? Math.max(holes, opened.missingCommits()) : holes,
                identity.fresh(),
                endProven,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    /**
     * Whether rot was found that was not known before. It is remembered, with what the proof says of the lost records.
     */
    private boolean judgeRot(List<String> problems, Journal.Opening opened) {
        var words = new ArrayList<>(problems);
        words.addAll(opened.missing());
        byte[] before = state.note(JournalRecord.ROT);
        ByteBuffer known = ByteBuffer.wrap(before == null ? new byte[] {WORDS_VERSION} : before);
        var remembered = new TreeSet<Long>();
        if (known.limit() % WORD_BYTES == 1) {
            for (int at = 1; at < known.limit(); at += WORD_BYTES) {
                remembered.add(known.getLong(at));
            }
        } else if (Arrays.equals(before, hash(String.join("\n", problems)).bytes())) { // an older program's
            problems.forEach(problem -> remembered.add(hash(problem).prefix()));
        }
        boolean newRot =
                words.stream().anyMatch(word -> !remembered.contains(hash(word).prefix()));
        if (newRot) {
            ByteBuffer note = ByteBuffer.allocate(1 + words.size() * WORD_BYTES).put(WORDS_VERSION);
            words.forEach(word -> note.putLong(hash(word).prefix()));
            toRemember.put(JournalRecord.ROT, note.array());
        }
        nameLostEnds();
        byte[] printed = state.note(Store.PRINTED);
        if (Arrays.compareUnsigned(journal.mark().proof().printed(), printed == null ? new byte[0] : printed) > 0) {
            toRemember.put(Store.PRINTED, journal.mark().proof().printed());
        }
        state.keep(toRemember);
        return newRot;
    }

    private static Hash hash(String word) {
        return Hash.sha256(word.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes holes where a stream that was written here ends before the head that the mark names, and notes that head.
     */
    private void nameLostEnds() {
        journal.mark().proof().heads().forEach((stream, end) -> {
            if (state.lostEnd(stream, end)) {
                toRemember.put(
                        JournalRecord.LOST_END + stream.scope().name() + "/" + stream.origin(),
                        Values.encode(Value.list(List.of(
                                Value.of(stream.scope().name()),
                                ChangeSets.origin(stream.origin()),
                                Value.of(end.seq()),
                                Value.of(end.hash().bytes())))));
            }
        });
    }

    /** Writes the heads into the mark. The mark of an older program's folder, or of a copy, named none. */
    private void proveHeads(boolean isMoved) throws IOException {
        Proof proof = journal.mark().proof().at(journal.last());
        for (Map.Entry<StreamId, Head> own : ownStreams().entrySet()) {
            boolean isPresent = own.getKey().origin().equals(identity.origin());
            if (isPresent || isMoved) {
                proof = proof.with(own.getKey(), own.getValue());
            }
        }
        byte[] printed = state.note(Store.PRINTED);
        journal.mark().write(printed == null ? proof : new Proof(proof.number(), proof.heads(), printed, null));
    }

    /** Heads of the replicated streams that this folder wrote in all its lives. */
    private SortedMap<StreamId, Head> ownStreams() {
        var own = new TreeMap<StreamId, Head>();
        state.scopes().stream()
                .filter(of -> of.scope().isReplicated())
                .forEach(of -> own.putAll(of.streams().vector().heads()));
        own.keySet()
                .removeIf(stream ->
                        !stream.origin().replica().equals(identity.origin().replica()));
        return own;
    }

    /**
     * Asks the witnesses of other lives of a copied or restored folder. Its own mark and end prove nothing, because
     * the folder may have gone on elsewhere. What the witnesses say counts as its own mark's word.
     *
     * @return whether a witness had come at least as far as this copy
     */
    private boolean askOtherLives() {
        byte[] there = journal.mark().askOtherLives(ownStreams().keySet());
        byte[] here = state.note(Store.PRINTED);
        return there.length > 0 && Arrays.compareUnsigned(there, here == null ? new byte[0] : here) >= 0;
    }

    /**
     * Notes to be kept: the rot that has led to a new incarnation, so that it leads to no other at the next opening,
     * and what is known of the lost records.
     */
    Map<String, byte[]> toRemember() {
        return toRemember;
    }

    Journal journal() {
        return journal;
    }

    StreamReader reader() {
        return reader;
    }

    Adoption adoption() {
        return adoption;
    }

    private boolean ownStreamsExist() {
        return state.scopes().stream()
                .anyMatch(of -> of.streams().head(identity.origin()).seq() > 0);
    }

    // ---- the base

    /** False if it can't be trusted. */
    private boolean openOver(BaseTables base) throws IOException {
        state.restore(base);
        base.state().scopes().forEach(scope -> {
            BaseState.Adopted adopted = scope.adopted();
            if (adopted != null) {
                inBase.put(adopted.checkpoint(), true);
            }
        });
        journal.open(this, base.state().segments(), base.state().position(), provenElsewhere);
        return journal.opening().quarantined().isEmpty()
                && !journal.droppedUnknownTo(base.state().segments())
                && bring(base.state().scopes());
    }

    private void forget() {
        state.forget();
        heldBack.clear();
        inBase.clear();
    }

    /**
     * Lays over a checkpoint in the base the records that it lacks, then replays the records that came later. False if
     * one of them can't be read.
     */
    private boolean bring(List<BaseState.OfScope> scopes) {
        try {
            for (BaseState.OfScope of : scopes) {
                BaseState.Adopted adopted = of.adopted();
                if (adopted != null) {
                    var before = new ScopeStreams(of.scope());
                    adopted.before().forEach(before::seed);
                    adoption.bring(before, state.of(of.scope()));
                }
            }
        } catch (StoreException e) {
            LOG.warn("What the base of {} lacks can't be read; the journal is replayed from its beginning", dir, e);
            return false;
        }
        inBase.replaceAll((name, isHeldBack) -> false);
        List<Runnable> later = List.copyOf(heldBack);
        heldBack.clear();
        later.forEach(Runnable::run);
        inBase.clear();
        return true;
    }

    // ---- the journal

    @Override
    public void ahead(byte[] payload) {
        state.keep(JournalRecord.decode(payload).notes()); // a certificate may stand behind its records
    }

    @Override
    public void record(long position, byte[] payload) {
        if (inBase.containsValue(true)) {
            heldBack.add(() -> record(position, payload));
            return;
        }
        JournalRecord record = JournalRecord.decode(payload);
        if (record.kind() == JournalRecord.Kind.ADOPTED) {
            adopt(record.notes().get(JournalRecord.ADOPTED));
        } else if (record.kind() == JournalRecord.Kind.KEPT) {
            Compaction.names(record.notes()).values().forEach(name -> adopt(name.getBytes(StandardCharsets.UTF_8)));
            byte[] clock = record.notes().get(JournalRecord.CLOCK);
            if (clock != null) {
                state.goOnAt(new Hlc(ChangeSets.number(Values.decode(clock))));
            }
        }
        if (record.kind() == JournalRecord.Kind.OWN) { // an own time is never too far ahead: the next one follows it
            record.changeSets().stream()
                    .map(ChangeSet::hlc)
                    .filter(time -> time.compareTo(state.hlc()) > 0)
                    .forEach(state::goOnAt);
        }
        state.keep(record.notes()); // first: a certificate that came with ChangeSets says what their origin may write
        record.notes().forEach((key, note) -> {
            if (key.startsWith(JournalRecord.LOST_END)) {
                lostEnd(note);
            }
        });
        Derived derived = state.derived();
        derived.changed(state.take(record.changeSets(), position, false).changes());
        if (derived.waiting() > REPLAYED_AT_ONCE) {
            derived.catchUp();
        }
    }

    private void lostEnd(byte[] note) {
        var in = new CborReader(note);
        in.array(4);
        StreamId stream = StreamId.of(new Scope(in.text()), in.origin());
        state.lostEnd(stream, new Head(in.number(), Hash.of(in.raw())));
    }

    private void adopt(byte @Nullable [] name) {
        if (name == null) {
            throw new StoreException(StoreException.Kind.DAMAGED, "An adoption in the journal names no checkpoint");
        }
        String checkpoint = new String(name, StandardCharsets.UTF_8);
        if (inBase.remove(checkpoint) != null) {
            return;
        }
        try {
            ScopeState fresh = adoption.alone(checkpoint);
            adoption.bring(state.of(fresh.scope()).streams(), fresh);
            state.swap(fresh);
        } catch (StoreException | UncheckedIOException e) {
            state.problems().add(e.getMessage() + "; a Hard Sync brings a new one");
        }
    }
}
