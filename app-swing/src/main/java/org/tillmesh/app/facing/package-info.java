/**
 * The screen that faces the customer: cart, deals, total, change, the invoice's QR, pictures while nobody buys.
 *
 * <p>Start at {@link org.tillmesh.app.facing.FacingWindow}.
 *
 * <p>Must not know: what the cashier's window shows, or who is logged in.
 */
@NullMarked
package org.tillmesh.app.facing;

import org.jspecify.annotations.NullMarked;
