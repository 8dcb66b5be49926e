/**
 * The cart before it is a sale: lines, discounts, tenders and sums, and the carts that were parked.
 *
 * <p>Start at {@link org.tillmesh.retail.cart.Cart}, which is pure; {@link org.tillmesh.retail.cart.Totals} has the
 * arithmetic.
 *
 * <p>Must not know: issued documents, stock, shifts, the invoice's chain.
 */
@NullMarked
package org.tillmesh.retail.cart;

import org.jspecify.annotations.NullMarked;
