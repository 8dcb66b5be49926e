package org.tillmesh.retail.deal;

import java.util.List;
import org.tillmesh.crdt.OrSet;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.store.Document;

/**
 * Whom a price list or a promotion is for.
 *
 * @param groups of customers, and {@code customers} ids: whoever is in either set; both empty for everybody
 */
public record Audience(List<String> groups, List<String> customers) {
    public static final Audience ALL = new Audience(List.of(), List.of());

    /** How near it comes to a customer, the nearest first. */
    enum Nearness {
        NAMED,
        GROUP,
        ALL,
        OTHERS
    }

    public Audience {
        groups = groups.stream().sorted().distinct().toList();
        customers = customers.stream().sorted().distinct().toList();
    }

    Nearness to(Basket.Where where) {
        if (where.isNamedBy(customers)) {
            return Nearness.NAMED;
        }
        if (groups.stream().anyMatch(where.groups()::contains)) {
            return Nearness.GROUP;
        }
        return groups.isEmpty() && customers.isEmpty() ? Nearness.ALL : Nearness.OTHERS;
    }

    FieldMap into(FieldMap fields) {
        return fields.putSet("groups", groups).putSet("customers", customers);
    }

    static Audience of(Document.State state) {
        return new Audience(
                OrSet.at(state.dots(), "groups").elements(),
                OrSet.at(state.dots(), "customers").elements());
    }
}
