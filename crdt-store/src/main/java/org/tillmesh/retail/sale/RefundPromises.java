package org.tillmesh.retail.sale;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;
import org.tillmesh.store.bytes.Values;

/**
 * What the till that issued a receipt has promised other tills to leave of it for their returns, in notes of its folder. A
 * promise counts until its credit note is here, for ten minutes at most: whoever asked may have crashed.
 */
public final class RefundPromises {
    public static final Duration LIFE_MAX = Duration.ofMinutes(10);
    private static final String NOTE = "refund/";

    private final Store store;
    private final SalesBook sales;
    private final Clock clock;

    public RefundPromises(Store store, SalesBook sales, Clock clock) {
        this.store = store;
        this.sales = sales;
        this.clock = clock;
    }

    /** @param sale uuid of the sale that it is about */
    private record Promise(DocumentId sale, Refund refund) {
        byte[] encoded() {
            return Values.encode(Value.list(List.of(Value.of(sale.value()), refund.toValue())));
        }

        static Promise decoded(byte[] note) {
            List<Value> parts = ((Value.ListOf) Values.decode(note)).items();
            return new Promise(new DocumentId(((Value.Text) parts.get(0)).value()), Refund.of(parts.get(1)));
        }
    }

    /** The returns of a sale that are held here, then the promises that still count. */
    public List<Refund> refunds(Scope scope, DocumentId sale) {
        return store.read(view -> refunds(view, scope, sale, noted(), ""));
    }

    /**
     * Promises, durably, that so much of a sale of this till is left for a return. The same till and id again replace what
     * they were promised before.
     *
     * @param id uuid of the credit note to be
     * @return the other refunds of the sale, which what is paid back must leave room for
     * @throws RetailException ALREADY_RETURNED if not so much is left; UNKNOWN_LINE, BAD_VALUE
     */
    public List<Refund> promise(
            Scope scope, IssuedDocument sale, TillId to, DocumentId id, List<Returns.Wanted> wanted) {
        return store.write(tx -> {
            Map<String, Promise> noted = noted();
            String key = NOTE + to + "/" + id;
            List<Refund> others = refunds(tx, scope, sale.uuid(), noted, key);
            Refund promised = Refund.promised(id, to, clock.instant(), Returns.lines(sale, others, wanted));
            noted.forEach((old, promise) -> {
                if (!counts(tx, scope, promise.refund())) {
                    tx.note(old, new byte[0]);
                }
            });
            tx.note(key, new Promise(sale.uuid(), promised).encoded());
            return others;
        });
    }

    private Map<String, Promise> noted() {
        var noted = new TreeMap<String, Promise>();
        store.notes(NOTE).forEach((key, note) -> noted.put(key, Promise.decoded(note)));
        return noted;
    }

    private List<Refund> refunds(
            View view, Scope scope, DocumentId sale, Map<String, Promise> noted, String withoutKey) {
        var refunds = new ArrayList<Refund>();
        sales.returnDocuments(view, scope, sale).forEach(credit -> refunds.add(Refund.of(credit)));
        noted.forEach((key, promise) -> {
            if (!key.equals(withoutKey) && promise.sale().equals(sale) && counts(view, scope, promise.refund())) {
                refunds.add(promise.refund());
            }
        });
        return refunds;
    }

    private boolean counts(View view, Scope scope, Refund promised) {
        Duration age = Duration.between(promised.at(), clock.instant()).abs(); // a clock that was set back ends it too
        return age.compareTo(LIFE_MAX) < 0 && !view.exists(scope, DocType.RETURN.ref(promised.id()));
    }
}
