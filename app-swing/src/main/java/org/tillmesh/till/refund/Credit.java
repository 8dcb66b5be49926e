package org.tillmesh.till.refund;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.till.invoice.DocumentDraft;
import org.tillmesh.till.invoice.InvoiceForm;

/**
 * A credit note that is about to be issued.
 *
 * @param sale whose goods come back; null where the receipt is not there
 * @param earlier the credit notes that the sale has already
 */
record Credit(IssuedDocument document, @Nullable IssuedDocument sale, InvoiceForm form, List<IssuedDocument> earlier) {

    Credit with(IssuedDocument changed) {
        return new Credit(changed, sale, form, earlier);
    }

    /** The receipt that it is about: its sale's, or its own. */
    String of() {
        return (sale == null ? document : sale).receipt().toString();
    }

    DocumentDraft draft() {
        return new DocumentDraft(document, sale, form);
    }
}
