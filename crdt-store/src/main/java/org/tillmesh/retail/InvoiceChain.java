package org.tillmesh.retail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.crdt.Scope;

/** Each till's chain of invoices: its head, forks and gaps, and what the tax authority said. */
public final class InvoiceChain implements TypedProjection {

    /** One invoice in its till's chain. Ordered by time, then uuid. */
    public record Link(long icv, String hash, String pih, String uuid, String receipt, Instant at)
            implements Comparable<Link> {
        @Override
        public int compareTo(Link other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : uuid.compareTo(other.uuid);
        }
    }

    /** Several invoices of one till with one counter. */
    public record Fork(TillId till, long icv, List<Link> links) {}

    /**
     * Invoices that the tax authority has not answered yet.
     *
     * @param oldest when the oldest of them was issued
     */
    public record Unreported(long count, Optional<Instant> oldest) {}

    private static final class PerStore {
        final Map<TillId, TreeMap<Long, TreeSet<Link>>> chains = new TreeMap<>();
        final Map<String, Reporting> answers = new TreeMap<>();
        final Map<TillId, TreeSet<Link>> unanswered = new TreeMap<>();
    }

    private final Map<Scope, PerStore> stores = new TreeMap<>();

    /** The till's highest invoice; of a fork the later one. Empty for a till that never issued. */
    public synchronized Optional<Link> head(Scope store, TillId till) {
        TreeMap<Long, TreeSet<Link>> chain = chain(store, till);
        return chain.isEmpty()
                ? Optional.empty()
                : Optional.of(chain.lastEntry().getValue().last());
    }

    /** The till's invoice with that hash: what a printed QR names. */
    public synchronized Optional<Link> byHash(Scope store, TillId till, String hash) {
        return chain(store, till).descendingMap().values().stream()
                .flatMap(TreeSet::stream)
                .filter(link -> link.hash().equals(hash))
                .findFirst();
    }

    /** Counters that more than one invoice bears, of all tills. */
    public synchronized List<Fork> forks(Scope store) {
        var found = new ArrayList<Fork>();
        there(store)
                .chains
                .forEach((till, chain) -> chain.forEach((icv, links) -> {
                    if (links.size() > 1) {
                        found.add(new Fork(till, icv, List.copyOf(links)));
                    }
                }));
        return found;
    }

    /** Counters of the till that are missing below its head: not arrived yet, or lost. At most 1,000 are listed. */
    public synchronized List<Long> gaps(Scope store, TillId till) {
        var found = new ArrayList<Long>();
        long expected = 1;
        for (long icv : chain(store, till).keySet()) {
            for (; expected < icv && found.size() < 1_000; expected++) {
                found.add(expected);
            }
            expected = icv + 1;
        }
        return found;
    }

    public synchronized Optional<Reporting> answer(Scope store, String uuid) {
        return Optional.ofNullable(there(store).answers.get(uuid));
    }

    /** Invoices that the tax authority refused, by id. */
    public synchronized List<Reporting> rejected(Scope store) {
        return there(store).answers.values().stream()
                .filter(r -> r.state() == Reporting.State.REJECTED)
                .toList();
    }

    public synchronized Unreported unreported(Scope store, TillId till) {
        TreeSet<Link> open = there(store).unanswered.getOrDefault(till, new TreeSet<>());
        return new Unreported(open.size(), open.stream().findFirst().map(Link::at));
    }

    @Override
    public synchronized void reset(Scope scope) {
        stores.remove(scope);
    }

    @Override
    public synchronized void accept(Typed change) {
        if (change.is(DocType.INVOICE)) {
            PerStore there = stores.computeIfAbsent(change.scope(), s -> new PerStore());
            change.before(InvoiceRecord.class).ifPresent(invoice -> {
                TreeMap<Long, TreeSet<Link>> chain = there.chains.getOrDefault(invoice.till(), new TreeMap<>());
                TreeSet<Link> links = chain.getOrDefault(invoice.icv(), new TreeSet<>());
                links.remove(link(invoice));
                there.unanswered.getOrDefault(invoice.till(), new TreeSet<>()).remove(link(invoice));
                if (links.isEmpty()) {
                    chain.remove(invoice.icv());
                }
            });
            change.after(InvoiceRecord.class).ifPresent(invoice -> {
                there.chains
                        .computeIfAbsent(invoice.till(), t -> new TreeMap<>())
                        .computeIfAbsent(invoice.icv(), i -> new TreeSet<>())
                        .add(link(invoice));
                if (!there.answers.containsKey(invoice.uuid())) {
                    there.unanswered
                            .computeIfAbsent(invoice.till(), t -> new TreeSet<>())
                            .add(link(invoice));
                }
            });
        } else if (change.is(DocType.REPORTING)) {
            PerStore there = stores.computeIfAbsent(change.scope(), s -> new PerStore());
            change.after(Reporting.class)
                    .ifPresentOrElse(r -> there.answers.put(r.invoice(), r), () -> there.answers.remove(change.id()));
            there.unanswered.values().forEach(links -> links.removeIf(l -> there.answers.containsKey(l.uuid())));
        }
    }

    private static Link link(InvoiceRecord invoice) {
        return new Link(invoice.icv(), invoice.hash(), invoice.pih(), invoice.uuid(), invoice.receipt(), invoice.at());
    }

    private TreeMap<Long, TreeSet<Link>> chain(Scope store, TillId till) {
        return there(store).chains.getOrDefault(till, new TreeMap<>());
    }

    private PerStore there(Scope store) {
        PerStore there = stores.get(store);
        return there == null ? new PerStore() : there;
    }
}
