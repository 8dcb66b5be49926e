/**
 * A receipt as people read it: what stands on it, and how it is laid out for a printer's width.
 *
 * <p>Start at {@link org.tillmesh.hardware.receipt.Receipt}.
 *
 * <p>Must not know: printers.
 */
@NullMarked
package org.tillmesh.hardware.receipt;

import org.jspecify.annotations.NullMarked;
