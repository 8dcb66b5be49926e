package org.tillmesh.retail.document;

import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.bytes.Values;

/** A typed reading of an immutable record. */
public interface RecordDocument {
    DocRef ref();

    Value toValue();

    /** What {@link #toValue} says, as its canonical bytes: as every other replica will hold it. */
    default Value body() {
        return Values.encoded(toValue());
    }

    default void appendTo(Transaction tx, Scope scope) {
        tx.append(scope, ref(), body());
    }
}
