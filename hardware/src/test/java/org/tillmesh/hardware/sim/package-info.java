/** Devices that are none, speaking the real bytes. */
@NullMarked
package org.tillmesh.hardware.sim;

import org.jspecify.annotations.NullMarked;
