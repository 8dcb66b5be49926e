package org.tillmesh.relay.log;

import java.util.List;
import java.util.Map;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.store.Store;

/** Accepted ChangeSets in the order of their acceptance, each once. Safe to call from any thread. */
public interface RelayLog {
    /** The life of this log; a new and greater one after every restore. Positions mean nothing across epochs. */
    Epoch epoch();

    /**
     * Begins a new life: what this log holds is an older copy of itself, as tills have shown.
     *
     * @return the new epoch, greater than the present one and the one given
     */
    Epoch beginAnew(Epoch greatestHeard);

    /** Whether this life followed another, so that something may have been forgotten; false of a new log. */
    boolean hasBegunAnew();

    /** Position of the last accepted ChangeSet. */
    long position();

    /**
     * Accepts what is not held yet; durable on return.
     *
     * @return what is now held and in effect, what was known, what lacks something before it
     */
    Store.Received accept(List<ChangeSet> changeSets, Map<String, byte[]> evidence);

    /** What lies after a position in one scope, in order; at most so many bytes, at least one if there is any. */
    List<Store.Positioned> after(long position, Scope scope, int bytesMax);
}
