/**
 * The e-invoice of a sale or return, its place in the till's chain, and what the tax authority said of it.
 *
 * <p>Start at {@link org.tillmesh.retail.invoice.InvoiceChain}.
 *
 * <p>Must not know: how a document is signed or its XML made (the library zatca does), and sales.
 */
@NullMarked
package org.tillmesh.retail.invoice;

import org.jspecify.annotations.NullMarked;
