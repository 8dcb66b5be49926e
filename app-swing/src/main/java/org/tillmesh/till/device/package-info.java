/**
 * The devices of this till: which there are (a document that never leaves it), their drivers, how each did last, and what is
 * done with scales, scanners and customer displays.
 *
 * <p>Start at {@link org.tillmesh.till.device.Devices}, the door; {@link org.tillmesh.till.device.DeviceTable} keeps them open.
 *
 * <p>Must not know: the counter, papers and links. A device that fails never stops a sale.
 */
@NullMarked
package org.tillmesh.till.device;

import org.jspecify.annotations.NullMarked;
