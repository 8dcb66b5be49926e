/**
 * Head office: takes the records of every till once, acknowledges them, seeds tills, admits and shuts them out, and
 * shows what is sold. {@link org.tillmesh.relay.Relay} is the whole of it; the web console stands on the same façade.
 * May use replication, crdt-store, zatca, reports and Netty.
 */
@NullMarked
package org.tillmesh.relay;

import org.jspecify.annotations.NullMarked;
