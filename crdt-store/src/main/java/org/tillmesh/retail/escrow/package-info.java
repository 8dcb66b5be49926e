/**
 * Rights to gift cards, store credit and points: granted, moved and spent, never more than was there.
 *
 * <p>Start at {@link org.tillmesh.retail.escrow.Escrow}.
 *
 * <p>Must not know: customers, carts, and who asks whom for rights.
 */
@NullMarked
package org.tillmesh.retail.escrow;

import org.jspecify.annotations.NullMarked;
