package org.tillmesh.store;

import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;

/**
 * Judges each delta from itself and its origin alone. A delta without authority is kept, hashed, counted and forwarded,
 * and has no effect. Must give the same answer for ever.
 */
@FunctionalInterface
public interface Authority {
    boolean permits(Scope scope, Origin origin, Delta delta);
}
