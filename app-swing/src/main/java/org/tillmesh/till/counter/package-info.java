/**
 * The sale: cart, payment, parked carts, returns, customers, rights to gift cards. {@link org.tillmesh.till.counter.Counter} is
 * the door; the desks behind it decide.
 */
@NullMarked
package org.tillmesh.till.counter;

import org.jspecify.annotations.NullMarked;
