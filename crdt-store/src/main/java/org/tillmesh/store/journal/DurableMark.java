package org.tillmesh.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Incarnation;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.store.disk.Disk;

/**
 * The greatest commit number known durable, and the proof of the records up to it. Both stand in the folder's file
 * {@code durable} and in a witness in the machine's state folder. An old copy of a folder that was put back in its
 * place is found out by the witness. Damage at or below the number is rot, damage above it a torn tail.
 *
 * <p>Example: the mark says 8, and the records of commits 8 and 9 can't be read. 8 is rot, 9 counts as a torn tail.
 */
public final class DurableMark implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DurableMark.class);
    private static final int NAMES_FOLLOWED = 1_000;
    private static final String MARK = ".mark";

    private final Disk disk;
    private @Nullable Path stateFolder;
    private final MarkFile inFolder;
    private @Nullable MarkFile witness;
    private Proof proof;
    private long told;
    private boolean wasLeft;

    private DurableMark(Disk disk, MarkFile inFolder) {
        this.disk = disk;
        this.inFolder = inFolder;
        this.proof = inFolder.proof();
        this.told = inFolder.told();
    }

    /** Opens a mark that has no witness. */
    public static DurableMark open(Disk disk, Path path) throws IOException {
        return new DurableMark(disk, MarkFile.open(disk, path));
    }

    /**
     * Opens a mark with its witness.
     *
     * @param stateFolder folder of the witness; null for none
     * @param self the incarnation that names the witness's file
     */
    public static DurableMark open(Disk disk, Path path, @Nullable Path stateFolder, Incarnation self)
            throws IOException {
        DurableMark mark = open(disk, path);
        if (stateFolder == null) {
            return mark;
        }
        mark.stateFolder = stateFolder;
        try {
            disk.createFolders(stateFolder);
            mark.witness = mark.witness(stateFolder, self);
            for (int i = 0; i < NAMES_FOLLOWED && mark.follow(); i++) {}
        } catch (IOException e) {
            mark.goOnWithoutWitness(e);
        }
        return mark;
    }

    /** Follows the witness to the incarnation under which the folder went on; false if it did not go on. */
    private boolean follow() throws IOException {
        MarkFile present = witness;
        Path folder = stateFolder;
        if (present == null || folder == null) {
            return false;
        }
        Proof said = present.proof();
        told = Math.max(told, present.told());
        proof = said.number() >= proof.number() ? said.joined(proof) : proof.joined(said);
        Incarnation next = said.next();
        if (next == null) {
            return false;
        }
        wasLeft = true;
        present.close();
        witness = null;
        witness = witness(folder, next);
        return true;
    }

    /**
     * Takes in the proofs that other lives of a copied or restored folder have left on this machine as witnesses.
     *
     * @param own streams that earlier lives of the folder wrote; a witness that names one of them is of such a life
     * @return the last {@link org.tillmesh.store.Store#PRINTED} that a witness names; empty if there is none
     */
    public byte[] askOtherLives(Set<StreamId> own) {
        Path folder = stateFolder;
        MarkFile mine = witness;
        if (folder == null || mine == null || own.isEmpty()) {
            return new byte[0];
        }
        byte[] printed = new byte[0];
        try {
            for (String name : new TreeSet<>(disk.list(folder))) {
                Path file = folder.resolve(name);
                if (!name.endsWith(MARK) || file.equals(mine.path())) {
                    continue;
                }
                Proof said = MarkFile.of(disk, file);
                if (!Collections.disjoint(said.heads().keySet(), own)) {
                    proof = proof.joined(said);
                    printed = Arrays.compareUnsigned(said.printed(), printed) > 0 ? said.printed() : printed;
                }
            }
        } catch (IOException e) {
            LOG.warn("Witnesses in {} can't be read: {}", folder, e.getMessage());
            return new byte[0];
        }
        return printed;
    }

    private MarkFile witness(Path folder, Incarnation name) throws IOException {
        return MarkFile.open(disk, folder.resolve(name + MARK));
    }

    /** The proof of the records up to {@link #number}. */
    public Proof proof() {
        return proof;
    }

    public long number() {
        return proof.number();
    }

    /** The commit up to which {@link #proof} knows the numbers given out; the number of the proof may be greater. */
    public long told() {
        return told;
    }

    /** Whether the folder has gone on under another incarnation, so that this one is an old copy of it. */
    public boolean wasLeft() {
        return wasLeft;
    }

    void advance(long durable, JournalRecord record) throws IOException {
        write(proof.after(durable, record));
    }

    public void write(Proof now) throws IOException {
        proof = now;
        inFolder.write(now);
        MarkFile outside = witness;
        if (outside != null) {
            try {
                outside.write(now);
            } catch (IOException e) {
                goOnWithoutWitness(e);
            }
        }
    }

    /** The folder goes on under another incarnation. A copy that still has the old one is found out as old. */
    public void goOnAs(Incarnation other) {
        MarkFile before = witness;
        Path folder = stateFolder;
        try {
            if (before != null && folder != null) {
                before.write(proof.leftFor(other));
                before.sync();
                before.close();
                witness = null;
                witness = witness(folder, other);
            }
        } catch (IOException e) {
            goOnWithoutWitness(e);
        }
        Proof here = proof;
        proof = new Proof(here.number(), here.heads(), here.printed(), null);
    }

    private void goOnWithoutWitness(IOException e) {
        LOG.warn(
                "No word of how far this folder has come can be kept in the machine's state folder {}: {}. The till goes on;"
                        + " but an old copy of the folder that is put back in its place would not be found out offline",
                stateFolder,
                e.getMessage());
        witness = null;
    }

    @Override
    public void close() throws IOException {
        MarkFile outside = witness;
        if (outside != null) {
            try {
                outside.sync();
                outside.close();
            } catch (IOException e) {
                goOnWithoutWitness(e);
            }
        }
        inFolder.sync();
        inFolder.close();
    }
}
