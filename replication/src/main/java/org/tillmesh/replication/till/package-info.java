/**
 * A till's side of all its links: whom it calls, greets and asks, what it pulls, and what it carries for others.
 *
 * <p>Start at {@link org.tillmesh.replication.till.Peering}, then {@link org.tillmesh.replication.till.Catchup}.
 *
 * <p>Must not know: threads and real sockets. It is driven by events and a time.
 */
@NullMarked
package org.tillmesh.replication.till;

import org.jspecify.annotations.NullMarked;
