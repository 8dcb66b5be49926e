/**
 * What is issued: its form, its stamp in the sale's own commit, its list, clearance by head office, the till's
 * certificate.
 *
 * <p>Start at {@link org.tillmesh.till.invoice.TaxInvoices}, the door; the counter issues by
 * {@link org.tillmesh.till.invoice.Issuing}.
 *
 * <p>Must not know: the counter, links, paper.
 */
@NullMarked
package org.tillmesh.till.invoice;

import org.jspecify.annotations.NullMarked;
