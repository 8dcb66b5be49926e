/**
 * Keeps stores alike: sessions between tills of a store and between a till and the relay. {@link
 * org.tillmesh.replication.Replicator} is a till's side, {@link org.tillmesh.replication.RelayServer} head office's.
 * {@link org.tillmesh.replication.session.SyncSession} decides what to say; it knows no socket and no thread.
 */
@NullMarked
package org.tillmesh.replication;

import org.jspecify.annotations.NullMarked;
