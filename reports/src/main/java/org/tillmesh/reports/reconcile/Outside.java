package org.tillmesh.reports.reconcile;

import java.util.Set;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.TillId;

/** What only the program that holds the folder can say. */
public interface Outside {
    /** The amount that an invoice's QR says, like {@code 11.50}. */
    String due(InvoiceRecord invoice);

    /** Whether invoices of the till are reported to the tax authority at all. */
    boolean isReporting(TillId till);

    /** Uuids of documents that head office has not acknowledged; empty at head office itself. */
    Set<DocumentId> unsent();
}
