package org.tillmesh.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Incarnation;
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

    private final Disk disk;
    private @Nullable Path stateFolder;
    private final MarkFile inFolder;
    private @Nullable MarkFile witness;
    private Proof proof;
    private boolean wasLeft;

    private DurableMark(Disk disk, MarkFile inFolder) {
        this.disk = disk;
        this.inFolder = inFolder;
        this.proof = inFolder.proof();
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
        if (said.number() >= proof.number()) {
            proof = said;
        }
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

    private MarkFile witness(Path folder, Incarnation name) throws IOException {
        return MarkFile.open(disk, folder.resolve(name + ".mark"));
    }

    /** The proof of the records up to {@link #number}. */
    public Proof proof() {
        return proof;
    }

    public long number() {
        return proof.number();
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
