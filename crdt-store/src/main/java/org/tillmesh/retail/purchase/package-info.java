/**
 * Suppliers, and what head office orders of them for a branch.
 *
 * <p>Start at {@link org.tillmesh.retail.purchase.PurchaseOrders}, which answers what of an order has come.
 *
 * <p>Must not know: carts, sales, invoices.
 */
@NullMarked
package org.tillmesh.retail.purchase;

import org.jspecify.annotations.NullMarked;
