package org.tillmesh.store;

import java.util.Optional;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;

/** A document as it stands: either mergeable state, or an immutable record. Immutable. */
public sealed interface Document {
    Scope scope();

    DocRef ref();

    /** Built of Put and Cut deltas. */
    record State(Scope scope, DocRef ref, DotStore dots) implements Document {

        /** The winning value of a register of one step. */
        public Optional<Value> value(String field) {
            return dots.value(field);
        }
    }

    /**
     * An appended record and where it came from.
     *
     * @param dot names origin and seq of the commit that holds it
     * @param clockErrorMs of that commit
     */
    record Record(Scope scope, DocRef ref, Value body, Dot dot, Hlc hlc, long clockErrorMs) implements Document {}
}
