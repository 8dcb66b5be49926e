/**
 * Stock as movements and counts that lie one after the other in time, and requests for goods.
 *
 * <p>Start at {@link org.tillmesh.retail.stock.StockLevels}, which answers what is on hand.
 *
 * <p>Must not know: carts, shifts, invoices.
 */
@NullMarked
package org.tillmesh.retail.stock;

import org.jspecify.annotations.NullMarked;
