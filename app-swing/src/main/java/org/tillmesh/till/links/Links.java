package org.tillmesh.till.links;

import java.util.List;
import java.util.Locale;
import org.tillmesh.replication.Replicator;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Progress;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillLock;

/** This till's links: how they stand, the three syncs, and a pulled cable for tests. */
public final class Links {
    private final TillLock lock;
    private final Shop shop;
    private final Mesh mesh;
    private final StatusDesk status;
    private final SyncDesk syncs;

    public Links(TillLock lock, Shop shop, Mesh mesh, StatusDesk status, SyncDesk syncs) {
        this.lock = lock;
        this.shop = shop;
        this.mesh = mesh;
        this.status = status;
        this.syncs = syncs;
    }

    /** Runs one now; a cashier sells on meanwhile. */
    public LinkAnswers.Synced sync(SyncMode mode, Progress progress) {
        try {
            lock.doing(() -> {
                recordSync(mode);
                return true;
            });
            return syncs.sync(mode, progress); // not one at a time: a cashier sells on while it runs
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    /** Before it runs, so that it goes along; a sync that is refused at once changes nothing. */
    private void recordSync(SyncMode mode) {
        if (shop.folder().isActivated() && !shop.folder().isLost() && shop.isOnline()) {
            shop.auditIfPossible("sync", mode.name().toLowerCase(Locale.ROOT));
        }
    }

    public LinkAnswers.Status status() {
        return lock.doing(status::now);
    }

    /** Cuts or restores the route to the relay, for tests. */
    public void link(boolean up, boolean silent) {
        lock.doing(() -> {
            Replicator here = mesh.running();
            if (up) {
                here.restoreRelay();
            } else {
                here.cutRelay(silent);
            }
            return true;
        });
    }

    /** Cuts or restores the routes to the neighbours, for tests. */
    public void lan(boolean up, boolean silent) {
        lock.doing(() -> {
            Replicator here = mesh.running();
            if (up) {
                here.restoreLan();
            } else {
                here.cutLan(silent);
            }
            return true;
        });
    }

    /** What syncs did of late, the newest first. */
    public List<LinkAnswers.SyncRun> syncHistory() {
        return lock.doing(syncs::history);
    }

    /** Stops a Hard Sync that is under way; what has come stays for the next one. */
    public void cancelSync() {
        try {
            mesh.running().cancelHard();
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }
}
