/**
 * Goods that come back: returns, what they pay back by, and the promises that tills give each other for it.
 *
 * <p>Start at {@link org.tillmesh.till.refund.Refunds}, the door; then {@link org.tillmesh.till.refund.ReturnDesk}, where a
 * credit note comes about.
 *
 * <p>Must not know: the cart, links, paper, the back room, and how a document is stamped.
 */
@NullMarked
package org.tillmesh.till.refund;

import org.jspecify.annotations.NullMarked;
