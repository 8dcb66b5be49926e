/**
 * A till's side of the links: whom it calls, greets and asks, and what it carries for others. {@link
 * org.tillmesh.replication.till.Peering} is the start.
 */
@NullMarked
package org.tillmesh.replication.till;

import org.jspecify.annotations.NullMarked;
