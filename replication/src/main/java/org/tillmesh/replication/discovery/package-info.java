/**
 * Finds the other tills of a store on the local network by mDNS.
 *
 * <p>Start at {@link org.tillmesh.replication.discovery.Discovery}.
 *
 * <p>Must not know: streams and sessions. It gives addresses; TLS proves who is there.
 */
@NullMarked
package org.tillmesh.replication.discovery;

import org.jspecify.annotations.NullMarked;
