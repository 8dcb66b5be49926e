package org.tillmesh.till;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.Replicator;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.Store;
import org.tillmesh.till.backroom.Exports;
import org.tillmesh.till.backroom.OfficeDesk;
import org.tillmesh.till.backroom.StockDesk;
import org.tillmesh.till.shop.Answers;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.Views;

/**
 * What is done behind the counter: stock, links, questions to head office, clock and chain, what was sold and what does not
 * fit, papers, and the care of the folder.
 */
abstract sealed class BackRoomTill extends CounterTill permits Till {
    BackRoomTill(Till.Options options) {
        super(options);
    }

    // ---- stock

    public Answers.Stock stock(String code) {
        return doing(() -> desks.stock().stock(code));
    }

    public Answers.Stock receive(
            String code,
            Quantity qty,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            @Nullable Money cost,
            @Nullable String key,
            @Nullable String approve) {
        return receiveOnce(code, qty, batch, expiry, cost, key, approve).getKey();
    }

    /** The same, and whether the key had received it before. */
    public Map.Entry<Answers.Stock, Boolean> receiveOnce(
            String code,
            Quantity qty,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            @Nullable Money cost,
            @Nullable String key,
            @Nullable String approve) {
        return doing(() -> entry(desks.stock().receive(code, qty, batch, expiry, cost, key, approve)));
    }

    public Answers.Stock count(
            String code, @Nullable String batch, Quantity qty, @Nullable String key, @Nullable String approve) {
        return countOnce(code, batch, qty, key, approve).getKey();
    }

    /** The same, and whether the key had counted it before. */
    public Map.Entry<Answers.Stock, Boolean> countOnce(
            String code, @Nullable String batch, Quantity qty, @Nullable String key, @Nullable String approve) {
        return doing(() -> entry(desks.stock().count(code, batch, qty, key, approve)));
    }

    private static Map.Entry<Answers.Stock, Boolean> entry(StockDesk.Done done) {
        return Map.entry(done.stock(), done.again());
    }

    // ---- links

    /** @param mode {@code hard}, {@code soft} or {@code push} */
    public Answers.Synced sync(String mode, Till.Progress progress) {
        try {
            return sync.sync(mode, progress); // not one at a time: a cashier sells on while it runs
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    public Answers.Status status() {
        return doing(sync::status);
    }

    /** Cuts or restores the route to the relay, for tests. */
    public void link(boolean up, boolean silent) {
        doing(() -> {
            Replicator here = sync.running();
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
        doing(() -> {
            Replicator here = sync.running();
            if (up) {
                here.restoreLan();
            } else {
                here.cutLan(silent);
            }
            return true;
        });
    }

    // ---- what needs head office

    public List<Answers.BranchStock> branchStock(String code) {
        return doing(() -> office().branchStock(code));
    }

    private OfficeDesk office() {
        return new OfficeDesk(desks.shop(), desks.login(), sync::running);
    }

    /** Asks for goods of another branch; the id of the request and of its transfer. */
    public String requestGoods(String from, String code, Quantity qty, String note, @Nullable String approve) {
        return doing(() -> office().requestGoods(from, code, qty, note, approve));
    }

    public List<Answers.Transfer> transfers() {
        return doing(() -> office().transfers());
    }

    /** The goods of a transfer have left this branch, or have come to it. */
    public Answers.Transfer transferStep(String id, boolean sent, @Nullable String approve) {
        return doing(() -> office().step(id, sent, approve));
    }

    public Answers.Approved askApproval(String what, String about, @Nullable Money amount, String note) {
        return doing(() -> office().approval(office().askApproval(what, about, amount, note)));
    }

    public Answers.Approved approval(String request) {
        return doing(() -> office().approval(request));
    }

    /** What syncs did of late, the newest first. */
    public List<Answers.SyncRun> syncHistory() {
        return doing(() -> sync.running().history().stream()
                .map(e -> new Answers.SyncRun(
                        e.mode(),
                        e.at(),
                        e.tookMs(),
                        e.received(),
                        e.sent(),
                        e.acknowledged(),
                        e.left(),
                        e.headsEqual(),
                        e.problem().isEmpty() ? null : e.problem()))
                .toList());
    }

    /** Stops a Hard Sync that is under way; what has come stays for the next one. */
    public void cancelSync() {
        try {
            sync.running().cancelHard();
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    // ---- the clock and the chain

    /** A wrong clock, for tests; demo tills only. */
    public void pretendClock(long offsetMillis) {
        doing(() -> {
            if (!folder.isDemo()) {
                throw new TillException(
                        TillException.Code.FORBIDDEN, "Only a demo till's clock can be set wrong on purpose");
            }
            clock.pretend(offsetMillis);
            return true;
        });
    }

    /** A manager's correction of the clock. */
    public Instant setTime(Instant at, @Nullable String approve) {
        return doing(() -> {
            requireActivated();
            String approver = desks.login().allow(false, "set the time", approve);
            long before = clock.offsetMillis();
            User manager = desks.shop().user();
            desks.shop().clockDesk().set(at, approver != null ? approver : manager == null ? null : manager.id());
            desks.shop().write(tx -> {
                desks.shop()
                        .audit(
                                tx,
                                "clock-fix",
                                "offset " + before + " ms to " + clock.offsetMillis() + " ms",
                                approver);
                return true;
            });
            return clock.instant();
        });
    }

    /** Confirms the head of the invoice chain by the QR of the till's last receipt. */
    public Answers.Zatca confirmHead(String qr, @Nullable String approve) {
        return doing(() -> {
            requireActivated();
            desks.login().allow(false, "confirm the invoice chain", approve);
            desks.exceptions().checkHead(qr);
            folder.chain().confirm();
            return sync.status().zatca();
        });
    }

    // ---- what was sold, what does not fit

    public Answers.Sales sales(@Nullable Instant since) {
        return doing(() -> {
            requireActivated();
            return views().sales(since);
        });
    }

    public List<Answers.SyncIssue> exceptions() {
        return doing(() -> desks.exceptions().list());
    }

    public Answers.SyncIssue resolve(String exception, String note, @Nullable String approve) {
        return doing(() -> {
            String approver = desks.login().allow(false, "resolve an exception", approve);
            return desks.exceptions().resolve(exception, note, approver);
        });
    }

    public Map<String, Answers.ScopeDigest> digest() {
        return doing(() -> {
            var digests = new LinkedHashMap<String, Answers.ScopeDigest>();
            if (folder.isActivated()) {
                for (Scope scope : List.of(Scope.COMPANY, folder.scope())) {
                    Store.Digest digest = folder.store().digest(scope);
                    digests.put(
                            scope.name(),
                            new Answers.ScopeDigest(
                                    digest.digest().toString(), digest.seen().toString(), digest.schema()));
                }
            }
            return digests;
        });
    }

    // ---- papers

    /** The receipt as the printer would print it, as a PNG. */
    public byte[] receiptImage(@Nullable String receipt, @Nullable String uuid) {
        return doing(() -> desks.prints().png(desks.checkout().find(receipt, uuid), false));
    }

    /** Prints (or queues) it once more: a copy, or a standard invoice that has been cleared since as the tax invoice it is. */
    public void print(@Nullable String receipt, @Nullable String uuid) {
        doing(() -> {
            desks.prints().again(desks.checkout().find(receipt, uuid));
            return true;
        });
        desks.prints().wake();
    }

    /** How the printer did at its last job. */
    public Answers.Printing printing() {
        return desks.prints().printing();
    }

    /** The signed XML, with the authority's stamp once it is cleared. */
    public byte[] invoice(@Nullable String receipt, @Nullable String uuid) {
        return invoiceDocument(receipt, uuid).xml();
    }

    /** The same, and what it is worth. */
    public Answers.Document invoiceDocument(@Nullable String receipt, @Nullable String uuid) {
        return doing(() -> Views.document(desks.checkout().find(receipt, uuid)));
    }

    // ---- keeping

    public Store.Verification verify() {
        return doing(() -> folder.store().verify());
    }

    /** Drops records older than thirty days that head office has for good; done once a day by itself. */
    public Store.Compacted compact() {
        return doing(() -> {
            requireActivated();
            return sync.compact();
        });
    }

    /** @return how many journal records the file holds */
    public long backup(Path file, @Nullable String approve) {
        return doing(() -> {
            desks.login().allow(false, "make a backup", approve);
            return Exports.backup(folder.store(), file);
        });
    }

    /**
     * Writes what head office has not acknowledged yet. Where the keys are gone nobody can log in, and nobody is asked.
     *
     * @return how many ChangeSets
     */
    public long exportUnsent(Path file, @Nullable String approve) {
        return doing(() -> {
            if (folder.isActivated() || folder.stranded().isEmpty()) {
                desks.login().allow(false, "export unsent records", approve);
            }
            return Exports.unsent(sync.unsent(), file);
        });
    }

    /** The same for whoever has the folder and no till runs on it. */
    public long exportUnsent(Path file) {
        return doing(() -> Exports.unsent(sync.unsent(), file));
    }
}
