package org.tillmesh.crdt;

import java.util.List;
import java.util.Optional;

/**
 * One value. A write that saw the value before replaces it whatever the clocks say; of writes that did not see each other
 * the one with the greatest (HLC, dot) is shown and the others stay readable until somebody writes again, so that a person
 * can see what was lost. A multi-value register with a tie rule (Shapiro et al. 2011, section 3.2.2).
 */
public record Register(DotStore in, List<String> path) implements Causal<Register> {
    public Register {
        path = List.copyOf(path);
    }

    public static Register at(DotStore in, String... path) {
        return new Register(in, List.of(path));
    }

    /** What it says; of concurrent values the winner. Empty if never written, or cleared. */
    public Optional<Value> value() {
        return in.value(path);
    }

    /** All concurrent values, the winner first. Two writers of the same value are no conflict. */
    public List<Value> values() {
        return in.values(path);
    }

    public boolean isInConflict() {
        return values().size() > 1;
    }

    /** Puts a value in the place of all that stand here now. */
    public Delta.Put write(DocRef doc, Value value) {
        return new Delta.Put(doc, path, value, in.dots(path));
    }

    /** Takes the values away that stand here now; empty if none does. */
    public Optional<Delta.Cut> clear(DocRef doc) {
        List<Dot> seen = in.dots(path);
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Delta.Cut(doc, seen));
    }

    @Override
    public Register of(DotStore changed) {
        return new Register(changed, path);
    }
}
