package org.tillmesh.retail;

import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Transaction;

/** A typed reading of an immutable record. */
public interface RecordDocument {
    DocRef ref();

    Value toValue();

    default void appendTo(Transaction tx, Scope scope) {
        tx.append(scope, ref(), toValue());
    }
}
