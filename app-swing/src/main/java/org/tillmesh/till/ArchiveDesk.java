package org.tillmesh.till;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tillmesh.replication.ArchivedRecords;
import org.tillmesh.replication.OfflineException;
import org.tillmesh.replication.Replicator;
import org.tillmesh.store.ArchivedException;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** Looks at receipts of whatever age: an archived one is fetched from head office, once. */
final class ArchiveDesk {
    /** A receipt, its invoice, and room for what else one look may need. */
    private static final int BROUGHT_MAX = 20;

    private final Store store;
    private final Supplier<Optional<Replicator>> replicator;

    ArchiveDesk(Store store, Supplier<Optional<Replicator>> replicator) {
        this.store = store;
        this.replicator = replicator;
    }

    /**
     * Reads, and reads again when what was missing has been brought.
     *
     * @throws TillException OFFLINE if it can't be brought now
     */
    <T> T read(Function<View, T> look) {
        for (int brought = 0; brought < BROUGHT_MAX; brought++) {
            try {
                return store.read(look);
            } catch (ArchivedException e) {
                bring(e);
            }
        }
        return store.read(look);
    }

    private void bring(ArchivedException wanted) {
        Replicator line = replicator.get().orElseThrow(() -> offline(wanted, wanted));
        try {
            ArchivedRecords.bring(store, line, wanted);
        } catch (OfflineException e) {
            throw offline(wanted, e);
        }
    }

    private static TillException offline(ArchivedException wanted, RuntimeException why) {
        return new TillException(
                TillException.Code.OFFLINE,
                "What was sold in " + wanted.month()
                        + " is archived at head office, which can't be reached now; nothing was changed. Try again when"
                        + " the till is online",
                why);
    }
}
