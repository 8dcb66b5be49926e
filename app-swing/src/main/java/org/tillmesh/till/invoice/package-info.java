/**
 * What is issued: its form, its stamp in the sale's own commit, its list, clearance by head office, the till's certificate.
 * {@link org.tillmesh.till.invoice.TaxInvoices} is the door; the counter issues by {@link org.tillmesh.till.invoice.Issuing}.
 */
@NullMarked
package org.tillmesh.till.invoice;

import org.jspecify.annotations.NullMarked;
