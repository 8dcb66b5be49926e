/**
 * Panels over the open cart: a line edited in place, lines put aside as a cart of their own, and what is done with all of
 * it.
 *
 * <p>Start at {@link org.tillmesh.app.cart.LinePresenter}, then {@link org.tillmesh.app.cart.CartActs}.
 *
 * <p>Must not know: the sale screen; it is told what the cart is afterwards.
 */
@NullMarked
package org.tillmesh.app.cart;

import org.jspecify.annotations.NullMarked;
