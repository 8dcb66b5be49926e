/**
 * Paying: tenders, change, and what is said when a sale is done.
 *
 * <p>Start at {@link org.tillmesh.app.payment.PaymentPresenter}.
 *
 * <p>Must not know: how money is rounded or a sale is kept. The till says it.
 */
@NullMarked
package org.tillmesh.app.payment;

import org.jspecify.annotations.NullMarked;
