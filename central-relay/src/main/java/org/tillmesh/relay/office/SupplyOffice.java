package org.tillmesh.relay.office;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.form.Form;
import org.tillmesh.relay.form.Known;
import org.tillmesh.relay.form.SupplyForm;
import org.tillmesh.relay.form.Thing;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.StockRule;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.purchase.PurchaseOrder;
import org.tillmesh.retail.purchase.PurchaseOrders;
import org.tillmesh.retail.purchase.Supplier;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;

/** Suppliers, what is ordered of them for the stores, and how products are to be stocked. */
public final class SupplyOffice {
    private static final String BY = "head office";
    private static final String NUMBER = "PO-%06d";

    private final Store store;
    private final Retail retail;
    private final Known known;
    private final Clock clock;
    private final Shelf<Supplier> suppliers;

    SupplyOffice(Store store, Retail retail, Known known, Clock clock) {
        this.store = store;
        this.retail = retail;
        this.known = known;
        this.clock = clock;
        this.suppliers = new Shelf<>(store, Thing.SUPPLIER, DocType.SUPPLIER, Supplier::of);
    }

    // ---- suppliers

    public List<Supplier> suppliers() {
        return suppliers.all();
    }

    /** @throws RelayException if there is none of that id */
    public Supplier supplier(String id) {
        return suppliers.known(id);
    }

    /** @param id that the address names; null: as the body says, or a new one */
    public Supplier putSupplier(@Nullable String id, byte[] json) {
        String own = id == null ? null : Form.id(Thing.SUPPLIER, id);
        return suppliers.put(SupplyForm.supplier(own, UUID.randomUUID().toString(), json));
    }

    // ---- orders

    /** An order with the store that it is for. */
    public record Placed(String branch, PurchaseOrders.Standing standing) {}

    /** @param branch its orders alone; null for those of all stores */
    public List<Placed> orders(@Nullable String branch) {
        if (branch != null && !known.stores().contains(branch)) {
            throw new RelayException("Store \"" + branch + "\" is unknown; known are " + known.stores());
        }
        var placed = new ArrayList<Placed>();
        for (String each : branch == null ? known.stores() : List.of(branch)) {
            retail.orders().all(Scope.branch(each)).forEach(standing -> placed.add(new Placed(each, standing)));
        }
        return placed;
    }

    /** @throws RelayException if there is none of that id */
    public Placed order(String id) {
        for (String branch : known.stores()) {
            PurchaseOrders.Standing standing =
                    retail.orders().find(Scope.branch(branch), id).orElse(null);
            if (standing != null) {
                return new Placed(branch, standing);
            }
        }
        throw Form.notThere(Thing.ORDER, id);
    }

    /** Orders goods. An id that was given and is there already changes nothing, so an order may be sent twice. */
    public Placed place(byte[] json) {
        SupplyForm.Asked asked = SupplyForm.order(
                json, known, id -> suppliers.find(id).map(Supplier::active).orElse(false));
        String id = store.write(tx -> {
            String own = asked.id() == null ? nextNumber() : asked.id();
            boolean isThere = known.stores().stream()
                    .anyMatch(branch -> tx.state(Scope.branch(branch), DocType.PURCHASE_ORDER.ref(own))
                            .isPresent());
            if (!isThere) {
                new PurchaseOrder(
                                own,
                                asked.supplier(),
                                asked.lines(),
                                asked.expected(),
                                asked.note(),
                                new PurchaseOrder.Step(PurchaseOrder.State.OPEN, BY, "", clock.instant()))
                        .writeTo(tx, Scope.branch(asked.branch()));
            }
            return own;
        });
        return order(id);
    }

    private String nextNumber() {
        int next = 1 + orders(null).size();
        while (isTaken(String.format(Locale.ROOT, NUMBER, next))) {
            next++;
        }
        return String.format(Locale.ROOT, NUMBER, next);
    }

    private boolean isTaken(String id) {
        return known.stores().stream()
                .anyMatch(
                        branch -> retail.orders().find(Scope.branch(branch), id).isPresent());
    }

    /** Closes an order, cancels it, or opens it again. */
    public Placed say(String id, byte[] json) {
        SupplyForm.Said said = SupplyForm.step(json);
        Placed placed = order(id);
        PurchaseOrder order = placed.standing().order();
        if (order.step().state() != said.state()) {
            store.write(tx -> {
                order.with(new PurchaseOrder.Step(said.state(), BY, said.note(), clock.instant()))
                        .writeTo(tx, Scope.branch(placed.branch()));
                return true;
            });
        }
        return order(id);
    }

    // ---- rules of stock

    /** Of the products that have one. */
    public List<StockRule> rules() {
        return store.read(view -> {
            try (Stream<Document> products = view.scan(Scope.COMPANY, DocType.PRODUCT.typeName())) {
                return products.flatMap(product -> Read.state(product, StockRule::of).stream())
                        .filter(rule -> !rule.isNone())
                        .toList();
            }
        });
    }

    /** @throws RelayException if there is no such product */
    public StockRule putRule(String product, byte[] json) {
        if (product.contains("/") || !known.isItem(product)) {
            throw Form.notThere(Thing.STOCK_RULE, product);
        }
        StockRule rule = SupplyForm.rule(product, json, known);
        store.write(tx -> {
            rule.writeTo(tx, Scope.COMPANY);
            return true;
        });
        return rule;
    }
}
