package org.tillmesh.till.links;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.Replicator;
import org.tillmesh.replication.Unsent;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.reports.export.Shown;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.reconcile.Reconciled;
import org.tillmesh.store.Store;
import org.tillmesh.till.backroom.ReconcileDesk;
import org.tillmesh.till.backroom.ReportDesk;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillLock;

/** The care of the folder: checked, copied, exported, and rid of old records. */
public final class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private final TillLock lock;
    private final Shop shop;
    private final Login login;
    private final Mesh mesh;
    private final ReconcileDesk reconciling;
    private final ReportDesk reports;

    public Keeper(TillLock lock, Shop shop, Login login, Mesh mesh, ReconcileDesk reconciling, ReportDesk reports) {
        this.lock = lock;
        this.shop = shop;
        this.login = login;
        this.mesh = mesh;
        this.reconciling = reconciling;
        this.reports = reports;
    }

    public Map<String, LinkAnswers.ScopeDigest> digest() {
        return lock.doing(() -> {
            var digests = new LinkedHashMap<String, LinkAnswers.ScopeDigest>();
            if (shop.folder().isActivated()) {
                for (Scope scope : List.of(Scope.COMPANY, shop.folder().scope())) {
                    Store.Digest digest = shop.folder().store().digest(scope);
                    digests.put(
                            scope.name(),
                            new LinkAnswers.ScopeDigest(
                                    digest.digest().toString(), digest.seen().toString(), digest.schema()));
                }
            }
            return digests;
        });
    }

    public Store.Verification verify() {
        return lock.doing(() -> shop.folder().store().verify());
    }

    /** Looks through a day for whoever has the folder and no till runs on it; null for today in the branch's zone. */
    public Reconciled reconcile(@Nullable LocalDate day) {
        return lock.doing(() -> {
            shop.requireActivated();
            return reconciling.day(day);
        });
    }

    /** A report for whoever has the folder and no till runs on it. */
    public Shown report(String name, Map<String, String> asked, Locale language) {
        return lock.doing(() -> {
            shop.requireActivated();
            return reports.shown(
                    reports.table(ReportQuery.read(name, asked, shop.clock().instant())), language);
        });
    }

    /** The invoices of a period into a new zip; how many. */
    public int archive(Map<String, String> period, Path file) {
        return lock.doing(() -> {
            shop.requireActivated();
            return reports.archive(ReportQuery.period(period, shop.clock().instant()), file)
                    .invoices();
        });
    }

    /** Drops records older than thirty days that head office has for good; done once a day by itself. */
    public Store.Compacted compact() {
        return lock.doing(() -> {
            shop.requireActivated();
            return letGoOfOld();
        });
    }

    /** @return how many journal records the file holds */
    public long backup(Path file, @Nullable String approve) {
        return lock.doing(() -> {
            login.allow(false, Act.BACKUP.with(), approve);
            long records = Exports.backup(shop.folder().store(), file);
            shop.auditIfPossible("backup", String.valueOf(file.getFileName()));
            return records;
        });
    }

    /**
     * Writes what head office has not acknowledged yet. Where the keys are gone nobody can log in, and nobody is asked.
     *
     * @return how many ChangeSets
     */
    public long exportUnsent(Path file, @Nullable String approve) {
        return lock.doing(() -> {
            boolean isAlive =
                    shop.folder().isActivated() || shop.folder().stranded().isEmpty();
            if (isAlive) {
                login.allow(false, Act.EXPORT_UNSENT.with(), approve);
            }
            long changeSets = writeUnsent(file);
            if (isAlive) {
                shop.auditIfPossible("export-unsent", String.valueOf(file.getFileName()));
            }
            return changeSets;
        });
    }

    /** The same for whoever has the folder and no till runs on it. */
    public long exportUnsent(Path file) {
        return lock.doing(() -> writeUnsent(file));
    }

    private long writeUnsent(Path file) {
        List<ChangeSet> unsent = unsent();
        var own = new TreeMap<StreamId, Head>();
        unsent.stream()
                .filter(each ->
                        each.origin().replica().equals(shop.store().self().replica()))
                .forEach(each -> own.put(each.stream(), each.head()));
        return Exports.unsent(unsent, shop.folder().isActivated() ? sealed(own) : List.of(), file);
    }

    /** A folder whose keys are gone gives out its records without its word for them. */
    private List<Seal> sealed(SortedMap<StreamId, Head> own) {
        KeyRing ring = shop.folder().ring();
        return ring.has(KeyNames.SELF)
                ? own.entrySet().stream()
                        .map(end -> Seal.of(end.getKey(), end.getValue(), ring.key(KeyNames.SELF)))
                        .toList()
                : List.of();
    }

    /** ChangeSets of tills that head office has not acknowledged, own ones and carried ones, for an export. */
    private List<ChangeSet> unsent() {
        return Unsent.of(shop.store()).stream()
                .flatMap(unsent -> unsent.changeSets(shop.store()).stream())
                .toList();
    }

    /** Drops records that head office has for good. */
    private Store.Compacted letGoOfOld() {
        Replicator here = mesh.running();
        return shop.store()
                .compact(new OldRecords(
                        shop.store(),
                        here::acknowledged,
                        shop.folder()::isRelay,
                        shop.clock().instant()));
    }

    /** Once a day, on a thread of its own. */
    void letGo() {
        try {
            fetchNewerCheckpoint();
            Store.Compacted gone = letGoOfOld();
            LOG.info("{} old segments of the journal went, {} bytes", gone.segments(), gone.bytes());
        } catch (RuntimeException e) {
            LOG.warn("Old records could not be dropped; the next try is tomorrow", e);
        }
    }

    private void fetchNewerCheckpoint() {
        Replicator here = mesh.running();
        if (here.online() && needsCheckpoint()) {
            LOG.info("A newer checkpoint is fetched: {}", here.hard((done, total) -> {}));
        }
    }

    private boolean needsCheckpoint() {
        return Stream.of(Scope.COMPANY, shop.scope()).anyMatch(scope -> Tail.of(shop.store(), scope)
                .isLong(shop.clock().instant()));
    }
}
