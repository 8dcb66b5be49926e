/**
 * What takes something off a price: discounts, price lists, promotions, and for how long they count.
 *
 * <p>Start at {@link org.tillmesh.retail.deal.Pricing}, which is pure; {@link org.tillmesh.retail.deal.Deals} gives it what
 * the company has written.
 *
 * <p>Must not know: carts and sales.
 */
@NullMarked
package org.tillmesh.retail.deal;

import org.jspecify.annotations.NullMarked;
