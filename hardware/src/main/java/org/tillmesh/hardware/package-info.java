/**
 * Devices of a till and the codes they read: a library of its own. Ports with real drivers; simulators in {@code sim}
 * speak the same bytes. A missing or broken device never blocks a sale: it throws {@link
 * org.tillmesh.hardware.DeviceException}, and the till queues or shows.
 */
@NullMarked
package org.tillmesh.hardware;

import org.jspecify.annotations.NullMarked;
