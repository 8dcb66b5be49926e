/**
 * Shifts, cash movements, and the figures of X and Z reports.
 *
 * <p>Start at {@link org.tillmesh.retail.shift.Shifts}.
 *
 * <p>Must not know: carts, stock, invoices.
 */
@NullMarked
package org.tillmesh.retail.shift;

import org.jspecify.annotations.NullMarked;
