package org.tillmesh.retail.audit;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;

/** Head office's answer to an {@link ApprovalRequest}; written by the relay alone, as one value. Its id is the request's. */
public record Approval(String request, TillId till, boolean approved, String by, String note, Instant at)
        implements StateDocument {
    @Override
    public DocRef ref() {
        return DocType.APPROVAL.ref(request);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put(
                        "decision",
                        new Body()
                                .put("till", till.toString())
                                .put("approved", Value.of(approved))
                                .put("by", by)
                                .put("note", note)
                                .put("at", at)
                                .toValue())
                .toMap();
    }

    public static Approval of(Document.State state) {
        Fields in = Fields.of(state.ref() + ".decision", Fields.of(state).needed("decision"));
        return new Approval(
                state.ref().id(),
                in.till("till"),
                in.flag("approved"),
                in.text("by"),
                in.text("note", ""),
                in.time("at"));
    }
}
