/**
 * Goods behind the counter: looked up, received against orders, adjusted, counted, and the ledger of what moved.
 *
 * <p>Start at {@link org.tillmesh.till.goods.Stockroom}, the door.
 *
 * <p>Must not know: carts, paper, links, shifts.
 */
@NullMarked
package org.tillmesh.till.goods;

import org.jspecify.annotations.NullMarked;
