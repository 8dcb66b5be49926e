package org.tillmesh.retail.customer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.query.TypedChange;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Id;
import org.tillmesh.store.Document;

/**
 * Which customers are one. Tills apart may have said different things of one customer ({@code A is B}, {@code A is C}, or
 * {@code A is B} and {@code B is A}): all that is said holds, so whoever hangs together is one, and every till takes the same of
 * them for the one who stays.
 */
final class Merges implements TypedProjection {
    /** Each who was merged, with all of those that are said to be the same. */
    private final SortedMap<CustomerId, SortedSet<CustomerId>> into = new TreeMap<>();

    /** The same both ways. */
    private final SortedMap<CustomerId, SortedSet<CustomerId>> together = new TreeMap<>();

    /** Who stays of all that are one with a customer: the lowest id of those that were not merged themselves. */
    synchronized CustomerId stays(CustomerId id) {
        SortedSet<CustomerId> all = members(id);
        return all.stream()
                .filter(member -> !into.containsKey(member))
                .findFirst()
                .orElseGet(all::first);
    }

    /** All that are one with a customer, that one too. */
    synchronized SortedSet<CustomerId> members(CustomerId id) {
        var found = new TreeSet<CustomerId>();
        Deque<CustomerId> next = new ArrayDeque<>(List.of(id));
        while (!next.isEmpty()) {
            CustomerId member = next.remove();
            if (found.add(member)) {
                next.addAll(together.getOrDefault(member, new TreeSet<>()));
            }
        }
        return found;
    }

    @Override
    public boolean follows(String type) {
        return type.equals(DocType.CUSTOMER_MERGE.typeName());
    }

    @Override
    public synchronized void reset(Scope scope) {
        if (scope.equals(Scope.COMPANY)) {
            into.clear();
            together.clear();
        }
    }

    @Override
    public synchronized void accept(TypedChange change) {
        if (change.is(DocType.CUSTOMER_MERGE)) {
            var from = new CustomerId(change.id());
            into.remove(from);
            change.stateAfter(Merges::said).filter(said -> !said.isEmpty()).ifPresent(said -> into.put(from, said));
            together.clear();
            into.forEach((merged, others) -> others.forEach(other -> {
                together.computeIfAbsent(merged, id -> new TreeSet<>()).add(other);
                together.computeIfAbsent(other, id -> new TreeSet<>()).add(merged);
            }));
        }
    }

    private static SortedSet<CustomerId> said(Document.State state) {
        var said = new TreeSet<CustomerId>();
        for (Value value : state.dots().values(List.of("into"))) {
            if (value instanceof Value.Text text
                    && Id.isOne(text.value())
                    && !text.value().equals(state.ref().id())) {
                said.add(new CustomerId(text.value()));
            }
        }
        return said;
    }
}
