/**
 * The sale screen: cart, search, quick keys, parked carts, unknown codes.
 *
 * <p>Start at {@link org.tillmesh.app.sale.SalePresenter}.
 *
 * <p>Must not know: how a price or a tax is found. The till says it.
 */
@NullMarked
package org.tillmesh.app.sale;

import org.jspecify.annotations.NullMarked;
