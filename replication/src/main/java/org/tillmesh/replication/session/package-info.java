/**
 * What two replicas say to each other about streams: pure machines, messages and a time in, messages out. {@link
 * org.tillmesh.replication.session.SyncSession} is the start.
 */
@NullMarked
package org.tillmesh.replication.session;

import org.jspecify.annotations.NullMarked;
