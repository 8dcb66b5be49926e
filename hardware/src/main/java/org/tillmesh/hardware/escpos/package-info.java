/**
 * ESC/POS: commands that know their bytes, and printers that take them over a file, which may be a device, or a
 * network socket.
 *
 * <p>Start at {@link org.tillmesh.hardware.escpos.EscPos}.
 *
 * <p>Must not know: what a receipt says.
 */
@NullMarked
package org.tillmesh.hardware.escpos;

import org.jspecify.annotations.NullMarked;
