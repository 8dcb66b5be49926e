package org.tillmesh.retail.invoice;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.query.Fold;
import org.tillmesh.retail.query.Index;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema.Rows;

/** What invoices are found by, and which of them the tax authority has not answered. */
public final class InvoiceRows {
    private InvoiceRows() {}

    public static final Map<String, Fold> FOLDS = Map.of(Index.ICV, Fold.SEVERAL, Index.UNREPORTED, new Unanswered());

    public static void invoice(InvoiceRecord invoice, Rows rows) {
        Value link = InvoiceChain.Link.of(invoice).toValue();
        rows.row(Index.ICV, Index.key(invoice.till().toString(), Index.ordered(invoice.icv())), link);
        rows.row(Index.INVOICE_HASH, Index.key(invoice.till().toString(), invoice.hash()), Value.NULL);
        rows.row(Index.UNREPORTED, invoice.uuid(), link);
        if (invoice.standard()) {
            rows.row(
                    Index.STANDARD,
                    Index.key(
                            invoice.till().toString(),
                            Index.ordered(invoice.at().toEpochMilli()),
                            invoice.uuid()),
                    link);
        }
        if (invoice.replaces() != null) {
            rows.row(Index.REISSUED, Index.key(invoice.replaces().value(), Index.ordered(invoice.icv())), link);
        }
    }

    public static void reporting(Reporting answer, Rows rows) {
        rows.row(Index.UNREPORTED, answer.invoice(), Value.NULL);
        if (!answer.isAccepted()) {
            rows.row(Index.REJECTED, answer.invoice(), Value.NULL);
        }
    }

    /** The invoice's own row, as long as the tax authority's answer has none under the same key. */
    private static final class Unanswered implements Fold {
        @Override
        public @Nullable Value of(List<Row> group) {
            boolean answered =
                    group.stream().anyMatch(row -> row.document().type().equals(DocType.REPORTING.typeName()));
            return answered ? null : group.get(0).value();
        }
    }
}
