package org.tillmesh.retail.company;

import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.View;

/**
 * The oldest version of TillMesh that understands what head office now relies on, as the number of its document types
 * ({@link DocType#SCHEMA}). A till below it says that it needs an update, and goes on selling.
 */
public final class MinVersion {
    private static final DocRef REF = DocType.SETTINGS.ref("fleet");
    private static final String FIELD = "minVersion";

    private MinVersion() {}

    /** 0 while head office has asked for none. */
    public static long of(View view) {
        return view.state(Scope.COMPANY, REF)
                .flatMap(state -> state.value(FIELD))
                .map(value -> value instanceof Value.Int number ? number.value() : 0L)
                .orElse(0L);
    }

    public static boolean isUpdateNeeded(View view) {
        return of(view) > DocType.SCHEMA;
    }

    public static void require(Transaction tx, long number) {
        tx.put(Scope.COMPANY, REF, FIELD, Value.of(number));
    }
}
