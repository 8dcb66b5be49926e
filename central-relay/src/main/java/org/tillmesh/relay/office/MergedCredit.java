package org.tillmesh.relay.office;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.tills.RollCall;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.customer.CustomerMerge;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.escrow.Escrow;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.store.Change;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;

/**
 * Store credit and points of a merged customer go to the one who stays: what head office holds of them at once, what a till
 * holds as soon as it has handed it back.
 */
public final class MergedCredit {
    private final Store store;
    private final Retail retail;
    private final RollCall rollCall;
    private final Clock clock;

    public MergedCredit(Store store, Retail retail, RollCall rollCall, Clock clock) {
        this.store = store;
        this.retail = retail;
        this.rollCall = rollCall;
        this.clock = clock;
    }

    /** Looks at all merges that are known, then at each change. */
    public Store.Subscription begin() {
        List<CustomerId> merged = store.read(view -> {
            try (Stream<Document> all = view.scan(Scope.COMPANY, DocType.CUSTOMER_MERGE.typeName())) {
                return all.map(merge -> new CustomerId(merge.ref().id())).toList();
            }
        });
        merged.forEach(this::carryAllOf);
        return store.subscribe(commit -> touched(commit).forEach(this::carryAllOf));
    }

    private static Set<CustomerId> touched(Store.Commit commit) {
        var holders = new TreeSet<CustomerId>();
        for (Change change : commit.changes()) {
            if (DocType.CUSTOMER_MERGE.is(change.ref())) {
                holders.add(new CustomerId(change.ref().id()));
                Read.state(change.after(), CustomerMerge::of).ifPresent(merge -> holders.add(merge.into()));
            } else if (DocType.ESCROW.is(change.ref())) {
                Read.record(change.after(), EscrowRecord::of)
                        .map(EscrowRecord::account)
                        .filter(account -> account.kind() != EscrowAccount.Kind.GIFT)
                        .ifPresent(account -> holders.add(new CustomerId(account.holder())));
            }
        }
        return holders;
    }

    private void carryAllOf(CustomerId customer) {
        for (CustomerId member : retail.customers().members(customer)) {
            carry(EscrowAccount.Kind.CREDIT, member);
            carry(EscrowAccount.Kind.POINTS, member);
        }
    }

    private void carry(EscrowAccount.Kind kind, CustomerId merged) {
        CustomerId stays = retail.customers().staying(merged);
        var from = new EscrowAccount(kind, merged.value());
        Origin home = Escrow.home(store.self().replica());
        boolean isNothing = stays.equals(merged)
                || !rollCall.awaited().isEmpty()
                || retail.escrow().counter(from).rightsOf(home) <= 0;
        if (isNothing) {
            return;
        }
        store.write(tx -> {
            BoundedCounter counter = retail.escrow().counter(from);
            long free = counter.rightsOf(home);
            if (free > 0 && counter.canSpend(home, free)) {
                var about = new DocumentId("merge/" + merged);
                var spend = counter.spend(UUID.randomUUID().toString(), home, free);
                var grant = new BoundedCounter.Grant(UUID.randomUUID().toString(), home, free);
                new EscrowRecord(from, spend, about, null, clock.instant()).appendTo(tx, Scope.COMPANY);
                new EscrowRecord(new EscrowAccount(kind, stays.value()), grant, about, null, clock.instant())
                        .appendTo(tx, Scope.COMPANY);
            }
            return true;
        });
    }
}
