package org.tillmesh.store.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.checkpoint.Archiving;
import org.tillmesh.store.checkpoint.CheckpointJoin;
import org.tillmesh.store.checkpoint.CheckpointSource;
import org.tillmesh.store.checkpoint.Checkpoints;
import org.tillmesh.store.journal.JournalRecord;
import org.tillmesh.store.stream.HeldStream;
import org.tillmesh.store.stream.ScopeStreams;

/**
 * Decides which checkpoint a store adopts when one comes: the one that came, or its join with the one held. A join is
 * needed when the one held covers a ChangeSet that the one that came lacks and that no record here brings any more.
 * That happens after head office was put back: the two checkpoints are of two lives of it.
 *
 * <p>Example: the one held covers {@code 1 2 3} of till A, the one that came covers {@code 1 2} of till A and
 * {@code 1} of till B, and the journal has dropped A's 3. The join covers {@code 1 2 3} of A and {@code 1} of B.
 *
 * <p>A store shows the checkpoint that it adopted last and the ChangeSets of its journal behind it. So the join reads
 * the two checkpoints and nothing else. Commits go on meanwhile, and {@link Adoption} lays them over the join as over
 * any checkpoint. The caller holds the turn for keeping, so no other checkpoint comes between.
 */
final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final String SEPARATOR = " ";
    private static final Set<HeldStream.Kind> COVERED = EnumSet.of(HeldStream.Kind.COVERED);
    private static final Set<HeldStream.Kind> WHOLE = EnumSet.of(HeldStream.Kind.HELD, HeldStream.Kind.COVERED);

    private final Path dir;
    private final StoreSettings options;
    private final StoreState state;
    private final Checkpoints checkpoints;
    private final ArchivedBodies bodies;

    /** @param dir of the checkpoints */
    Joining(Path dir, StoreSettings options, StoreState state, Checkpoints checkpoints, ArchivedBodies bodies) {
        this.dir = dir;
        this.options = options;
        this.state = state;
        this.checkpoints = checkpoints;
        this.bodies = bodies;
    }

    /**
     * A checkpoint that lies here, ready to be adopted.
     *
     * @param sources names of the checkpoints of which it was joined; empty if it is as it came
     */
    record Adoptable(String name, List<String> sources) {
        /** The notes that record the adoption and the sources. */
        Map<String, byte[]> notes(Scope scope) {
            return Map.of(
                    JournalRecord.ADOPTED,
                    bytes(name),
                    JournalRecord.CHECKPOINT + scope.name(),
                    bytes(name),
                    JournalRecord.JOINED + scope.name(),
                    bytes(String.join(SEPARATOR, sources)));
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The names in the note that {@link Adoptable#notes} wrote for the sources of a join. */
    static List<String> sources(byte[] note) {
        String names = new String(note, StandardCharsets.UTF_8);
        return names.isEmpty() ? List.of() : List.of(names.split(SEPARATOR, -1));
    }

    /**
     * The checkpoint to adopt. Writes the join first, where one is needed.
     *
     * @param name of a checkpoint that came and lies here
     * @throws StoreException DAMAGED if rot took a part of the checkpoint held, DISK_FULL if the join can't be written,
     *     BAD_RECORD if the two have no join; the present data stays
     */
    Adoptable of(String name) {
        Store.Checkpoint came = checkpoints.named(name);
        Optional<String> held = note(JournalRecord.CHECKPOINT, came.scope()).map(Joining::text);
        if (held.isEmpty() || held.get().equals(name)) {
            return new Adoptable(name, List.of());
        }
        ScopeStreams covered = covered(name);
        String lacking = state.read(
                () -> covered.lacks(state.orEmpty(came.scope()).streams().all(), COVERED));
        if (lacking == null) {
            return new Adoptable(name, List.of());
        }
        requireWhole(held.get());
        LOG.info(
                "The checkpoint of {} at position {} lacks {}, which is held here by a checkpoint: they are joined",
                came.scope(),
                came.position(),
                lacking);
        return new Adoptable(join(held.get(), name, came), sources(held.get(), name, came.scope()));
    }

    private ScopeStreams covered(String name) {
        var streams = new ScopeStreams(checkpoints.named(name).scope());
        checkpoints.streams(name).forEach(streams::seed);
        return streams;
    }

    private Optional<byte[]> note(String kind, Scope scope) {
        return state.read(() -> Optional.ofNullable(state.note(kind + scope.name())));
    }

    private static String text(byte[] note) {
        return new String(note, StandardCharsets.UTF_8);
    }

    private String join(String held, String name, Store.Checkpoint came) {
        Schema schema = options.schema();
        try (var join = new CheckpointJoin(schema, source(held), source(name))) {
            Path made = checkpoints.begin("joined");
            var old = new Archiving( // archived records stay archived, and no other record becomes one
                    came.scope(),
                    schema,
                    options.nowMillis().getAsLong(),
                    record -> false,
                    archived -> state.read(() -> Optional.ofNullable(bodies.find(archived))),
                    parts -> checkpoints.writeChunk(parts, made));
            Store.Checkpoint joined = checkpoints.write(join, came.position(), schema, old, made);
            List<Path> chunks = joined.chunksFor(schema).stream()
                    .map(hash -> made.resolve(hash.toString()))
                    .toList();
            String kept = checkpoints.keep(joined, joined.chunksFor(schema), chunks);
            checkpoints.delete(made);
            return kept;
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.DISK_FULL,
                    "The checkpoint of " + came.scope() + " can't be joined with the one held: " + e.getMessage()
                            + ". The present data stays.",
                    e);
        }
    }

    /** A checkpoint without its index rows; the rows are worked out of the join. */
    private CheckpointSource source(String name) {
        return new CheckpointSource(checkpoints, name, options.schema(), null);
    }

    private void requireWhole(String held) {
        boolean isWhole = checkpoints
                .manifest(held)
                .filter(manifest -> manifest.chunks().stream()
                        .allMatch(chunk ->
                                checkpoints.chunk(Hash.parse(held), chunk).isPresent()))
                .isPresent();
        if (!isWhole) {
            throw new StoreException(
                    StoreException.Kind.DAMAGED,
                    "Checkpoint " + held + " in " + dir
                            + " is damaged, so that the one that came can't be joined with it. The present data stays. Push"
                            + " the records, then put a backup of this folder back");
        }
    }

    /**
     * The signed checkpoints on which a join stands: the one that came, and those on which the one held stood, as far
     * as the one that came lacks something of them.
     */
    private List<String> sources(String held, String name, Scope scope) {
        List<String> before =
                note(JournalRecord.JOINED, scope).map(Joining::sources).orElse(List.of());
        ScopeStreams covered = covered(name);
        var sources = new TreeSet<String>();
        for (String source : before.isEmpty() ? List.of(held) : before) {
            if (isLackedBy(covered, source)) {
                sources.add(source);
            }
        }
        sources.add(name);
        return List.copyOf(sources);
    }

    private boolean isLackedBy(ScopeStreams covered, String source) {
        try {
            return covered.lacks(checkpoints.streams(source), WHOLE) != null;
        } catch (StoreException | UncheckedIOException e) {
            LOG.warn("Checkpoint {} can't be handed on any more: {}", source, e.getMessage());
            return false;
        }
    }
}
