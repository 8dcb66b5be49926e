package org.tillmesh.crdt;

import java.util.List;
import java.util.Optional;

/**
 * A map of keys to registers, sets and further maps. An update wins over a removal of its entry that did not see it: the
 * entry stays with what was updated, the rest of it is gone. A whole document is one at the empty path. After the ORMap of
 * Almeida, Shoker, Baquero 2018, section 7.5; nested as far as a path has steps (8).
 */
public record OrMap(DotStore in, List<String> path) implements Causal<OrMap> {
    public OrMap {
        path = List.copyOf(path);
    }

    public static OrMap at(DotStore in, String... path) {
        return new OrMap(in, List.of(path));
    }

    /** Keys under which anything stands, in the order of their UTF-8 bytes. */
    public List<String> keys() {
        return in.keys(path);
    }

    public boolean contains(String key) {
        return !in.dotsUnder(Causal.below(path, key)).isEmpty();
    }

    /** The register at a key, or deeper: {@code register("main", "text")}. */
    public Register register(String... steps) {
        return new Register(in, Causal.below(path, steps));
    }

    public OrSet set(String... steps) {
        return new OrSet(in, Causal.below(path, steps));
    }

    public OrMap map(String... steps) {
        return new OrMap(in, Causal.below(path, steps));
    }

    /** Takes an entry away with all that is seen of it here; empty if there is none. */
    public Optional<Delta.Cut> remove(DocRef doc, String key) {
        List<Dot> seen = in.dotsUnder(Causal.below(path, key));
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Delta.Cut(doc, seen));
    }

    @Override
    public OrMap of(DotStore changed) {
        return new OrMap(changed, path);
    }
}
