package org.tillmesh.crdt;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An amount that may be spent at most once though nobody asks anybody at that moment: the rights to spend it are held by
 * origins, moved between them, and each spending names the records that its rights came from. After Balegas et al. 2015,
 * "Extending eventually consistent cloud databases for enforcing numeric invariants" (escrow). Rights are a {@link Ledger}
 * of records, so that a fork does not double them: spent on both branches they go below zero, and that is found. Immutable;
 * a state is its own delta.
 *
 * @param entries by uuid; of two records of one uuid the smaller (by {@link Entry#ORDER}) stands for everyone
 */
public record BoundedCounter(SortedMap<String, Entry> entries) {
    public static final BoundedCounter EMPTY = new BoundedCounter(new TreeMap<>());

    /** What happened to rights. Amounts are positive. */
    public sealed interface Entry {
        Comparator<Entry> ORDER = Comparator.comparing(Entry::toString);

        String uuid();

        long amount();
    }

    /** New rights, made by whoever may make them. */
    public record Grant(String uuid, Origin to, long amount) implements Entry {
        public Grant {
            checkPositive(amount);
        }
    }

    /** Rights that one origin hands to another. @param sources uuids of what the giver had them from */
    public record Move(String uuid, Origin from, Origin to, long amount, List<String> sources) implements Entry {
        public Move {
            checkPositive(amount);
            sources = List.copyOf(sources);
        }
    }

    /** Rights that are used up. @param sources uuids of what the spender had them from */
    public record Spend(String uuid, Origin by, long amount, List<String> sources) implements Entry {
        public Spend {
            checkPositive(amount);
            sources = List.copyOf(sources);
        }
    }

    public BoundedCounter {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    private static void checkPositive(long amount) {
        if (amount <= 0) {
            throw new IllegalArgumentException(
                    "Rights of " + amount + " can't be given, moved or spent; name more than 0");
        }
    }

    public static BoundedCounter of(Entry entry) {
        return new BoundedCounter(new TreeMap<>(Collections.singletonMap(entry.uuid(), entry)));
    }

    public BoundedCounter with(Entry entry) {
        return join(of(entry));
    }

    public BoundedCounter join(BoundedCounter other) {
        var joined = new TreeMap<>(entries);
        other.entries.forEach(
                (uuid, entry) -> joined.merge(uuid, entry, (a, b) -> Entry.ORDER.compare(a, b) <= 0 ? a : b));
        return new BoundedCounter(joined);
    }

    /** What is left in all hands. Negative only after a fork. */
    public long balance() {
        long sum = 0;
        for (Entry entry : entries.values()) {
            if (entry instanceof Grant grant) {
                sum = Math.addExact(sum, grant.amount());
            } else if (entry instanceof Spend spend) {
                sum = Math.subtractExact(sum, spend.amount());
            }
        }
        return sum;
    }

    /** What an origin may still spend or hand on, as far as the records here tell. */
    public long rightsOf(Origin origin) {
        long sum = 0;
        for (Entry entry : entries.values()) {
            sum = Math.addExact(sum, flow(entry, origin));
        }
        return sum;
    }

    private static long flow(Entry entry, Origin origin) {
        if (entry instanceof Grant grant) {
            return grant.to().equals(origin) ? grant.amount() : 0;
        }
        if (entry instanceof Spend spend) {
            return spend.by().equals(origin) ? -spend.amount() : 0;
        }
        Move move = (Move) entry;
        long in = move.to().equals(origin) ? move.amount() : 0;
        return move.from().equals(origin) ? in - move.amount() : in;
    }

    /** Whether every record that a move or a spending names is here. If not, the balance is not to be relied on. */
    public boolean isComplete() {
        return entries.values().stream().allMatch(entry -> entries.keySet().containsAll(sources(entry)));
    }

    private static List<String> sources(Entry entry) {
        if (entry instanceof Move move) {
            return move.sources();
        }
        return entry instanceof Spend spend ? spend.sources() : List.of();
    }

    /** Uuids of the records that brought an origin its rights: what its next move or spending names. */
    public List<String> sourcesOf(Origin origin) {
        return entries.values().stream()
                .filter(entry -> flow(entry, origin) > 0)
                .map(Entry::uuid)
                .toList();
    }

    public boolean canSpend(Origin origin, long amount) {
        return amount > 0 && isComplete() && rightsOf(origin) >= amount;
    }

    /**
     * Rights used up by one origin.
     *
     * @throws IllegalArgumentException if it does not hold so many
     */
    public Spend spend(String uuid, Origin by, long amount) {
        requireRights(by, amount);
        return new Spend(uuid, by, amount, sourcesOf(by));
    }

    /**
     * Rights handed on by one origin.
     *
     * @throws IllegalArgumentException if it does not hold so many
     */
    public Move move(String uuid, Origin from, Origin to, long amount) {
        requireRights(from, amount);
        return new Move(uuid, from, to, amount, sourcesOf(from));
    }

    private void requireRights(Origin origin, long amount) {
        if (!canSpend(origin, amount)) {
            throw new IllegalArgumentException(origin + " holds rights of " + rightsOf(origin) + ", not of " + amount
                    + (isComplete() ? "" : "; records that they came from are missing here"));
        }
    }

    /** Origins that have spent more than they held: what a fork leaves behind. Empty while records are missing. */
    public SortedSet<Origin> overspent() {
        var origins = new TreeSet<Origin>();
        for (Entry entry : entries.values()) {
            if (entry instanceof Move move) {
                origins.add(move.from());
            } else if (entry instanceof Spend spend) {
                origins.add(spend.by());
            }
        }
        origins.removeIf(origin -> rightsOf(origin) >= 0);
        return isComplete() ? origins : new TreeSet<>();
    }
}
