/**
 * ESC/POS: commands that know their bytes, models of printers as data, and the printer that takes them over a line.
 *
 * <p>Start at {@link org.tillmesh.hardware.escpos.EscPosPrinter}.
 *
 * <p>Must not know: what a receipt says.
 */
@NullMarked
package org.tillmesh.hardware.escpos;

import org.jspecify.annotations.NullMarked;
