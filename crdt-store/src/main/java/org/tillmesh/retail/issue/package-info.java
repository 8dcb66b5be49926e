/**
 * What a till gives out in one commit: a sale or a return with its invoice, its movements and what goes with it.
 *
 * <p>Start at {@link org.tillmesh.retail.issue.SaleCommit}. It knows sales, stock and invoices.
 *
 * <p>Must not know: carts' screens, links, devices. None of the rooms that it writes for knows it.
 */
@NullMarked
package org.tillmesh.retail.issue;

import org.jspecify.annotations.NullMarked;
