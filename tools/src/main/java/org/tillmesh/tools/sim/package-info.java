/**
 * Deterministic simulation: real stores on disks that tear, fill, rot and die, exchanging records over a hostile
 * network, and with {@code --mesh} the real machines of replication. A seed replays exactly.
 *
 * <p>Start at {@link org.tillmesh.tools.sim.Simulator}, then {@link org.tillmesh.tools.sim.Simulation} or
 * {@link org.tillmesh.tools.sim.MeshSimulation}.
 *
 * <p>Must not know: real disks, sockets and clocks.
 */
@NullMarked
package org.tillmesh.tools.sim;

import org.jspecify.annotations.NullMarked;
