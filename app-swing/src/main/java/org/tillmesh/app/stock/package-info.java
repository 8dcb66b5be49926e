/**
 * Goods behind the counter: looked up, received, adjusted, labelled; count sheets, purchase orders, transfers.
 *
 * <p>Start at {@link org.tillmesh.app.stock.StockPresenter}.
 *
 * <p>Must not know: carts, tenders, how stock is kept.
 */
@NullMarked
package org.tillmesh.app.stock;

import org.jspecify.annotations.NullMarked;
