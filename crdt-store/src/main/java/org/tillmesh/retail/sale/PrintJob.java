package org.tillmesh.retail.sale;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.store.Document;

/**
 * A receipt to print, in {@code local}.
 *
 * @param document uuid of the sale or return
 * @param begun whether its first dot may be on paper: who prints it again marks it as a copy
 * @param printed whether it came out
 */
public record PrintJob(String id, DocumentId document, boolean copy, boolean begun, boolean printed, Instant at)
        implements StateDocument {
    public PrintJob(String id, DocumentId document, boolean copy, boolean printed, Instant at) {
        this(id, document, copy, false, printed, at);
    }

    @Override
    public DocRef ref() {
        return DocType.PRINT_JOB.ref(id);
    }

    public PrintJob beginning() {
        return new PrintJob(id, document, copy, true, printed, at);
    }

    public PrintJob done() {
        return new PrintJob(id, document, copy, begun, true, at);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("document", document)
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
                in.flag("copy"),
                in.flag("begun"),
                in.flag("printed"),
                in.time("at"));
    }
}
