/** Finds the other tills of a store on the local network by mDNS. Gives addresses, decides nothing: who is there is proved by TLS. */
@NullMarked
package org.tillmesh.replication.discovery;

import org.jspecify.annotations.NullMarked;
