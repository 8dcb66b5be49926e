package org.tillmesh.crdt;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sum over grow-only records, each counted once by its uuid: stock, points, credit. Not a counter with totals per
 * origin: its records can be audited, and a fork does not double them. Immutable; a state is its own delta.
 *
 * @param entries uuid to amount; two records of one uuid are one, and the smaller amount stands for everyone
 */
public record Ledger(SortedMap<String, Long> entries) {
    public static final Ledger EMPTY = new Ledger(new TreeMap<>());

    public Ledger {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    public static Ledger of(String uuid, long amount) {
        return new Ledger(new TreeMap<>(Collections.singletonMap(uuid, amount)));
    }

    public Ledger with(String uuid, long amount) {
        return join(of(uuid, amount));
    }

    public Ledger join(Ledger other) {
        var joined = new TreeMap<>(entries);
        other.entries.forEach((uuid, amount) -> joined.merge(uuid, amount, Math::min));
        return new Ledger(joined);
    }

    /** @throws ArithmeticException if the sum does not fit a long */
    public long sum() {
        long sum = 0;
        for (long amount : entries.values()) {
            sum = Math.addExact(sum, amount);
        }
        return sum;
    }
}
