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
import org.tillmesh.retail.query.Typed;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.store.Document;

/**
 * Which customers are one. Tills apart may have said different things of one customer ({@code A is B}, {@code A is C}, or
 * {@code A is B} and {@code B is A}): all that is said holds, so whoever hangs together is one, and every till takes the same of
 * them for the one who stays.
 */
final class Merges implements TypedProjection {
    /** Each who was merged, with all of those that are said to be the same. */
    private final SortedMap<String, SortedSet<String>> into = new TreeMap<>();

    /** The same both ways. */
    private final SortedMap<String, SortedSet<String>> together = new TreeMap<>();

    /** Who stays of all that are one with a customer: the lowest id of those that were not merged themselves. */
    synchronized String stays(String id) {
        SortedSet<String> all = members(id);
        return all.stream()
                .filter(member -> !into.containsKey(member))
                .findFirst()
                .orElseGet(all::first);
    }

    /** All that are one with a customer, that one too. */
    synchronized SortedSet<String> members(String id) {
        var found = new TreeSet<String>();
        Deque<String> next = new ArrayDeque<>(List.of(id));
        while (!next.isEmpty()) {
            String member = next.remove();
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
    public synchronized void accept(Typed change) {
        if (change.is(DocType.CUSTOMER_MERGE)) {
            into.remove(change.id());
            change.stateAfter(Merges::said)
                    .filter(said -> !said.isEmpty())
                    .ifPresent(said -> into.put(change.id(), said));
            together.clear();
            into.forEach((from, others) -> others.forEach(other -> {
                together.computeIfAbsent(from, id -> new TreeSet<>()).add(other);
                together.computeIfAbsent(other, id -> new TreeSet<>()).add(from);
            }));
        }
    }

    private static SortedSet<String> said(Document.State state) {
        var said = new TreeSet<String>();
        for (Value value : state.dots().values(List.of("into"))) {
            if (value instanceof Value.Text text
                    && !text.value().equals(state.ref().id())) {
                said.add(text.value());
            }
        }
        return said;
    }
}
