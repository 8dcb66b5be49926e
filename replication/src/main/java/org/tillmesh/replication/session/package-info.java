/**
 * What two replicas say to each other about streams: pure machines, messages and a time in, messages out.
 *
 * <p>Start at {@link org.tillmesh.replication.session.SyncSession}, then
 * {@link org.tillmesh.replication.session.Intake} (what is taken) and
 * {@link org.tillmesh.replication.session.Evidence} (who vouches).
 *
 * <p>Must not know: sockets and threads.
 */
@NullMarked
package org.tillmesh.replication.session;

import org.jspecify.annotations.NullMarked;
