/** Devices that are none, speaking the real bytes: for tests, demonstrations and support. */
@NullMarked
package org.tillmesh.hardware.sim;

import org.jspecify.annotations.NullMarked;
