package org.tillmesh.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Hlc;

/**
 * Fills a store's state from its folder: from the base, if it can be trusted, and from the journal's records behind it.
 * Takes no lock: nobody else has the store yet.
 */
final class StoreOpening implements Journal.Replay {
    private static final Logger LOG = LoggerFactory.getLogger(StoreOpening.class);
    private static final String ROT = "rot";
    private static final int REPLAYED_AT_ONCE = 20_000;

    private final Path dir;
    private final Stores.Options options;
    private final Identity identity;
    private final StoreState state;
    private final StreamReader reader;
    private final Adoption adoption;
    private final @Nullable BaseTables found;
    private final long began = System.nanoTime();
    private final boolean clean;

    /** Checkpoints of which the base is made though their adoption stands behind it; true until it is whole. */
    private final Map<String, Boolean> inBase = new TreeMap<>();

    private final List<Runnable> heldBack = new ArrayList<>();
    private Journal journal;
    private Map<String, byte[]> toRemember = Map.of();

    StoreOpening(Path dir, Stores.Options options, Identity identity, StoreState state, Checkpoints checkpoints)
            throws IOException {
        this.dir = dir;
        this.options = options;
        this.identity = identity;
        this.state = state;
        clean = options.disk().delete(dir.resolve("clean"));
        found = BaseTables.open(options.disk(), dir.resolve("base"), options.schema());
        journal = newJournal();
        reader = new StreamReader(dir, journal, state::find, state::putBaseAside);
        adoption = new Adoption(checkpoints, options.schema(), state::empty, reader, () -> identity.origin()
                .replica());
    }

    private Journal newJournal() throws IOException {
        return new Journal(
                options.disk(),
                dir.resolve("journal"),
                dir.resolve("durable"),
                options.segmentBytes(),
                options.freeBytesMin(dir));
    }

    /** Fills the state; draws a new incarnation if some of what this one wrote may be gone. */
    Store.Recovery open() throws IOException {
        options.disk().syncFolder(dir); // what is built on from now on keeps its name, whoever gave it
        if (found == null) {
            journal.open(this);
        } else if (!openOver(found)) { // what rot took can't be told from a base: begin anew
            found.close();
            forget();
            journal.close();
            journal = newJournal();
            reader.use(journal);
            journal.open(this);
        }
        List<String> problems = state.problems();
        Journal.Opening opened = journal.opening();
        boolean hadRecords = journal.last() > 0;
        Hash rot = Hash.sha256(String.join("\n", problems).getBytes(StandardCharsets.UTF_8));
        boolean newRot = !problems.isEmpty() && !Arrays.equals(rot.bytes(), state.note(ROT));
        problems.addAll(opened.quarantined());
        if (newRot || (identity.fresh() && hadRecords && ownStreamsExist())) {
            identity.drawIncarnation();
        }
        if (newRot) {
            toRemember = Map.of(ROT, rot.bytes());
        }
        return new Store.Recovery(
                clean || !hadRecords,
                opened.commits(),
                opened.cutBytes(),
                problems.size(),
                state.scopes().stream().mapToLong(of -> of.streams().holes()).sum(),
                identity.fresh(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    /** What was found unreadable and has led to a new incarnation must not do so again at every opening: a note of it. */
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
        journal.open(this, base.state().segments(), base.state().position());
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
     * Brings what a checkpoint in the base lacks, then replays what came later: streams have an order. False if it can't be
     * read.
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
        state.keep(JournalRecord.decode(payload).notes()); // a certificate may stand behind what it speaks for
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
        state.keep(record.notes()); // first: a certificate that came with ChangeSets says what they may do
        Derived derived = state.derived();
        derived.changed(state.take(record.changeSets(), position, false).changes());
        if (derived.waiting() > REPLAYED_AT_ONCE) {
            derived.catchUp();
        }
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
