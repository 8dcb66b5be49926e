package org.tillmesh.crdt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A mergeable type, read from a document at a path: {@link Register}, {@link OrSet} or {@link OrMap}. All three are the
 * same {@link DotStore} seen three ways, so one delta format, one merge and one encoding carry them. Each makes the deltas
 * that change it; a delta names exactly the dots that its maker saw there, which is all that decides what it replaces.
 *
 * <p>The causal context (which dots were ever seen) is the scope's version vector, kept once for all documents and handed
 * in as a predicate: {@code seen.test(dot)}. Immutable: applying and joining give a new one.
 *
 * @param <T> the type itself
 */
public sealed interface Causal<T extends Causal<T>> permits Register, OrSet, OrMap {

    /** The document that it is read from. */
    DotStore in();

    /** Where in the document it stands; empty for the whole document (an {@link OrMap}). */
    List<String> path();

    /** The same place in another state of the document. */
    T of(DotStore changed);

    /** After a delta that came as {@code dot}; {@code seen} has this delta's own dot. See {@link DotStore#apply}. */
    default T apply(Delta delta, Dot dot, Hlc hlc, Predicate<Dot> seen) {
        return of(in().apply(delta, dot, hlc, seen));
    }

    /** Both together: what one replica holds that has seen what either has. See {@link DotStore#join}. */
    default T join(Predicate<Dot> seen, T other, Predicate<Dot> otherSeen) {
        return of(in().join(seen, other.in(), otherSeen));
    }

    /** A path below a path. */
    static List<String> below(List<String> path, String... steps) {
        if (path.isEmpty()) {
            return List.of(steps);
        }
        var longer = new ArrayList<String>(path.size() + steps.length);
        longer.addAll(path);
        longer.addAll(List.of(steps));
        return List.copyOf(longer);
    }
}
