/**
 * Devices that are none, speaking the real bytes: for tests, demonstrations and support.
 *
 * <p>Start at {@link org.tillmesh.hardware.sim.PrinterSimulator}.
 *
 * <p>Must not know: the drivers whose bytes it reads.
 */
@NullMarked
package org.tillmesh.hardware.sim;

import org.jspecify.annotations.NullMarked;
