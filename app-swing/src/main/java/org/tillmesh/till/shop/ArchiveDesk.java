package org.tillmesh.till.shop;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.VersionVector;
import org.tillmesh.replication.ArchivedRecords;
import org.tillmesh.replication.Replicator;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.reports.source.PatientView;
import org.tillmesh.store.ArchivedException;
import org.tillmesh.store.View;

/** Looks at receipts of whatever age: an archived one is fetched from head office, once. */
public final class ArchiveDesk {
    /** A receipt, its invoice, and room for what else one look may need. */
    private static final int BROUGHT_MAX = 20;

    /** A long look is begun anew so often when sales came between. */
    private static final int PATIENCE = 3;

    private final TillFolder folder;
    private final Mesh mesh;

    public ArchiveDesk(TillFolder folder, Mesh mesh) {
        this.folder = folder;
        this.mesh = mesh;
    }

    /**
     * Reads, and reads again when what was missing has been brought. Other commands go on while it comes.
     *
     * @throws TillException OFFLINE if it can't be brought now
     */
    public <T> T read(Function<View, T> look) {
        return retried(() -> folder.store().read(look));
    }

    private <T> T retried(Supplier<T> look) {
        for (int brought = 0; brought < BROUGHT_MAX; brought++) {
            try {
                return look.get();
            } catch (ArchivedException e) {
                bring(e, List.of(e.ref()));
            }
        }
        return look.get();
    }

    /**
     * Reads what may need many records, which are brought together before.
     *
     * @throws TillException OFFLINE if they can't be brought now
     */
    public <T> T read(Scope scope, Function<View, List<DocRef>> needed, Function<View, T> look) {
        bring(scope, folder.store().read(needed));
        return read(look);
    }

    /**
     * Reads what may take long, a little at a time, so that sales go on meanwhile. If the branch's records changed before it
     * was through it begins anew, and at last reads in one go.
     *
     * @throws TillException OFFLINE if archived records can't be brought now
     */
    public <T> T readPatiently(Scope scope, Function<View, List<DocRef>> needed, Function<View, T> look) {
        var patient = new PatientView(folder.store());
        for (int i = 0; i < PATIENCE; i++) {
            VersionVector before = folder.store().vector(scope);
            bring(scope, needed.apply(patient));
            T seen = retried(() -> look.apply(patient));
            if (before.equals(folder.store().vector(scope))) {
                return seen;
            }
        }
        return read(scope, needed, look);
    }

    private void bring(Scope scope, List<DocRef> wanted) {
        List<ArchivedException> missing = folder.store().read(view -> wanted.stream()
                .flatMap(ref -> missing(view, scope, ref).stream())
                .toList());
        if (!missing.isEmpty()) {
            bring(missing.get(0), missing.stream().map(ArchivedException::ref).toList());
        }
    }

    private static Optional<ArchivedException> missing(View view, Scope scope, DocRef ref) {
        try {
            view.get(scope, ref);
            return Optional.empty();
        } catch (ArchivedException e) {
            return Optional.of(e);
        }
    }

    private void bring(ArchivedException first, List<DocRef> wanted) {
        Replicator line = mesh.ifRunning().orElseThrow(() -> offline(first, first));
        try {
            mesh.aside(() -> {
                ArchivedRecords.bring(folder.store(), line, first.scope(), wanted);
                return true;
            });
        } catch (OfflineException e) {
            throw offline(first, e);
        }
    }

    private static TillException offline(ArchivedException wanted, RuntimeException why) {
        return new TillException(why, ShopRefusal.ARCHIVED, wanted.month());
    }
}
