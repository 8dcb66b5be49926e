/**
 * The machines of replication in virtual time, with links that lose, double and delay words; for simulations and
 * tests.
 *
 * <p>Start at {@link org.tillmesh.replication.sim.VirtualShop}.
 *
 * <p>Must not know: real time and real sockets. No running till or relay calls it.
 */
@NullMarked
package org.tillmesh.replication.sim;

import org.jspecify.annotations.NullMarked;
