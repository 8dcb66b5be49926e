/**
 * Devices that are none: simulators that speak the real bytes over TCP or a pseudo-terminal, with faults on demand, and the
 * commands that try a till's devices. They share no code with the drivers.
 *
 * <p>Start at {@link org.tillmesh.tools.device.SimDeviceCommand}.
 *
 * <p>Must not know: the drivers of {@code hardware}.
 */
@NullMarked
package org.tillmesh.tools.device;

import org.jspecify.annotations.NullMarked;
