/**
 * What a manager mends at the counter so that the till issues again: its time, and the last receipt that it gave out.
 *
 * <p>Start at {@link org.tillmesh.app.mend.LastReceiptPresenter}.
 *
 * <p>Must not know: how time is corrected, or what a QR holds.
 */
@NullMarked
package org.tillmesh.app.mend;

import org.jspecify.annotations.NullMarked;
