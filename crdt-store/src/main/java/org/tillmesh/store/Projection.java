package org.tillmesh.store;

import java.util.List;
import org.tillmesh.crdt.Scope;

/**
 * An index or sum kept beside the documents. The store calls it under its write lock, after the commit is durable and
 * before readers see it; so a projection that is read inside {@link Store#read} or a transaction agrees with the
 * documents. Must not throw and must not call the store.
 */
public interface Projection {
    /** Forget everything about the scope; all its documents follow through {@link #changed} with no before. */
    void reset(Scope scope);

    /** The documents that one commit changed. */
    void changed(List<Change> changes);
}
