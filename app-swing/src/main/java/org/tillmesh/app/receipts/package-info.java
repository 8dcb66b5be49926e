/**
 * The store's sales and returns: found by whatever somebody remembers, shown as paper, printed once more, taken back.
 *
 * <p>Start at {@link org.tillmesh.app.receipts.ReceiptsPresenter}.
 *
 * <p>Must not know: how documents are indexed or printed.
 */
@NullMarked
package org.tillmesh.app.receipts;

import org.jspecify.annotations.NullMarked;
