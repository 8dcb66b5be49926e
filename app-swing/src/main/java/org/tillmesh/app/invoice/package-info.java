/**
 * Tax invoices: the list, one invoice, the wish for one at payment.
 *
 * <p>Start at {@link org.tillmesh.app.invoice.InvoicesPresenter}.
 *
 * <p>Must not know: XML, keys, the tax authority.
 */
@NullMarked
package org.tillmesh.app.invoice;

import org.jspecify.annotations.NullMarked;
