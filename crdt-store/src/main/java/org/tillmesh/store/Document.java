package org.tillmesh.store;

import java.util.Optional;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;

/** A document as it stands: either mergeable state, or an immutable record, here or in an archive. Immutable. */
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

    /** Appended once and never changed. */
    sealed interface Appended extends Document {
        /** Names origin and seq of the commit that holds it. */
        Dot dot();

        Hlc hlc();
    }

    /**
     * An appended record and where it came from.
     *
     * @param clockErrorMs of the commit that holds it
     */
    record Record(Scope scope, DocRef ref, Value body, Dot dot, Hlc hlc, long clockErrorMs) implements Appended {}

    /**
     * What is kept of a record whose body lies in a month's archive: it is found and counted as if it were here. A
     * {@link View} never hands it out: it brings the record or says that it is not here.
     *
     * @param month of its commit, UTC: {@code 2025-09}
     * @param digest what a digest counts of the record; proves a body that is brought
     * @param rows its index rows, value by place
     */
    record Archived(
            Scope scope, DocRef ref, String month, Dot dot, Hlc hlc, Hash digest, SortedMap<String, byte[]> rows)
            implements Appended {}
}
