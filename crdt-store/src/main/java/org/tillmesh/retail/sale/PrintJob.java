package org.tillmesh.retail.sale;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.store.Document;

/**
 * A paper to print, in {@code local}.
 *
 * @param document uuid of the sale or return; of a Z or X its shift, of a quotation its cart
 * @param paper what of it; null for the receipt, which is all that older versions printed
 * @param begun whether its first dot may be on paper: who prints it again marks it as a copy
 * @param printed whether it came out
 */
public record PrintJob(
        String id,
        DocumentId document,
        @Nullable String paper,
        boolean copy,
        boolean begun,
        boolean printed,
        Instant at)
        implements StateDocument {
    /** Of a receipt. */
    public PrintJob(String id, DocumentId document, boolean copy, boolean printed, Instant at) {
        this(id, document, null, copy, false, printed, at);
    }

    @Override
    public DocRef ref() {
        return DocType.PRINT_JOB.ref(id);
    }

    public PrintJob beginning() {
        return new PrintJob(id, document, paper, copy, true, printed, at);
    }

    public PrintJob done() {
        return new PrintJob(id, document, paper, copy, begun, true, at);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("document", document)
                .put("paper", paper)
                .putIfTrue("copy", copy)
                .putIfTrue("begun", begun)
                .put("printed", printed)
                .put("at", at.toEpochMilli())
                .toMap();
    }

    public static PrintJob of(Document.State state) {
        Fields in = Fields.of(state);
        return new PrintJob(
                state.ref().id(),
                in.id("document", DocumentId::new),
                in.textOrNull("paper"),
                in.flag("copy"),
                in.flag("begun"),
                in.flag("printed"),
                in.time("at"));
    }
}
