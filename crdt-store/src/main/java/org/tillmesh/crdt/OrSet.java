package org.tillmesh.crdt;

import java.util.List;
import java.util.Optional;

/**
 * A set in which adding wins: a removal takes away only the additions that its maker saw, so an element that somebody adds
 * at the same time stays. No tombstones: what was removed is known by its dot being seen and gone (Almeida, Shoker, Baquero
 * 2018, section 7.4, "optimized OR-set"). An element is one step of a path.
 */
public record OrSet(DotStore in, List<String> path) implements Causal<OrSet> {
    private static final Value HERE = Value.of(true);

    public OrSet {
        path = List.copyOf(path);
    }

    public static OrSet at(DotStore in, String... path) {
        return new OrSet(in, List.of(path));
    }

    /** In the order of their UTF-8 bytes. */
    public List<String> elements() {
        return in.keys(path);
    }

    public boolean contains(String element) {
        return !in.dots(Causal.below(path, element)).isEmpty();
    }

    /** Adds an element, or adds it again: an addition that is newer than a removal elsewhere keeps it. */
    public Delta.Put add(DocRef doc, String element) {
        List<String> at = Causal.below(path, element);
        return new Delta.Put(doc, at, HERE, in.dots(at));
    }

    /** Takes an element out as it is seen here; empty if it is not in. */
    public Optional<Delta.Cut> remove(DocRef doc, String element) {
        List<Dot> seen = in.dotsUnder(Causal.below(path, element));
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Delta.Cut(doc, seen));
    }

    @Override
    public OrSet of(DotStore changed) {
        return new OrSet(changed, path);
    }
}
