/**
 * Ports to the devices of a till: printer, drawer, label printer, scale, scanner, customer display, with the exception that a
 * broken one throws and the settings that a driver takes. A missing or broken device never blocks a sale.
 *
 * <p>Start at {@link org.tillmesh.hardware.Device}; {@code .driver} makes one of its settings.
 *
 * <p>Must not know: sales, the store, or any other module of the house.
 */
@NullMarked
package org.tillmesh.hardware;

import org.jspecify.annotations.NullMarked;
