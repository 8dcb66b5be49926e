/**
 * Ports to the devices of a till, with the exception that a broken device throws. A missing or broken device never
 * blocks a sale: the till queues or shows.
 *
 * <p>Start at {@link org.tillmesh.hardware.ReceiptPrinter}.
 *
 * <p>Must not know: sales, the store, or any other module of the house.
 */
@NullMarked
package org.tillmesh.hardware;

import org.jspecify.annotations.NullMarked;
