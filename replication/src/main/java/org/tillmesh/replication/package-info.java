/**
 * Keeps stores alike: sessions between the tills of a store, and between a till and head office. PROTOCOL.md of this
 * module says what is said, SECURITY.md who may attack.
 *
 * <p>Start at {@link org.tillmesh.replication.session.SyncSession}, which decides what to say;
 * {@link org.tillmesh.replication.Replicator} is a till's threads and sockets,
 * {@link org.tillmesh.replication.RelayServer} head office's.
 *
 * <p>Must not know: sales, carts, or any type of the shop's documents but who an origin is.
 */
@NullMarked
package org.tillmesh.replication;

import org.jspecify.annotations.NullMarked;
