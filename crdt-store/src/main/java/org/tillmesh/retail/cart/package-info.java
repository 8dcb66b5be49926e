/**
 * The cart before it is a sale: lines, discounts, tenders and sums, and the carts that were parked. {@link
 * org.tillmesh.retail.cart.Cart} is pure; {@link org.tillmesh.retail.cart.Totals} has the arithmetic.
 */
@NullMarked
package org.tillmesh.retail.cart;

import org.jspecify.annotations.NullMarked;
