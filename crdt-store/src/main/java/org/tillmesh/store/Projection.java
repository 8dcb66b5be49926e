package org.tillmesh.store;

import java.util.List;
import org.tillmesh.crdt.Scope;

/**
 * Something small kept in memory beside the documents. The store brings it up to the last commit before anyone who calls
 * {@link View#catchUp} goes on; so a projection that is read after that, inside {@link Store#read} or a transaction, agrees
 * with the documents. Must not throw and must not call the store.
 */
public interface Projection {
    /** Whether it wants documents of a type. */
    boolean follows(String type);

    /** Whether it takes all documents of a type at once; of others it hears changes only, and reads what it needs itself. */
    default boolean isFilledWith(String type) {
        return follows(type);
    }

    /** Forget everything about the scope; all its documents follow through {@link #changed} with no before. */
    void reset(Scope scope);

    /** The documents that one commit changed. */
    void changed(List<Change> changes);
}
