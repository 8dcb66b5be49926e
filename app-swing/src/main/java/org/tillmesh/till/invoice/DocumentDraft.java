package org.tillmesh.till.invoice;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.sale.IssuedDocument;

/**
 * A document that is about to be issued.
 *
 * @param original the sale that a return is against; null for a sale, and where the receipt is not there
 * @param form as decided for the sale; a note has its original's
 */
public record DocumentDraft(IssuedDocument document, @Nullable IssuedDocument original, InvoiceForm form) {}
