/**
 * The sale: cart, payment, parked carts, customers, rights to gift cards. The desks behind the door decide.
 *
 * <p>Start at {@link org.tillmesh.till.counter.Counter}, the door; then {@link org.tillmesh.till.counter.Checkout},
 * where a cart becomes a sale.
 *
 * <p>Must not know: links, paper, the back room, and how a document is stamped.
 */
@NullMarked
package org.tillmesh.till.counter;

import org.jspecify.annotations.NullMarked;
