package org.tillmesh.retail.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;

/**
 * What a person did about an exception.
 *
 * @param till null for head office
 */
public record Resolution(String uuid, String exceptionId, @Nullable TillId till, String who, String note, Instant at)
        implements RecordDocument {
    @Override
    public DocRef ref() {
        return DocType.RESOLUTION.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("exception", exceptionId)
                .put("till", till == null ? null : till.toString())
                .put("who", who)
                .put("note", note)
                .put("at", at)
                .toValue();
    }

    public static Resolution of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        String till = in.textOrNull("till");
        return new Resolution(
                record.ref().id(),
                in.text("exception"),
                till == null ? null : Read.checked(() -> TillId.parse(till)),
                in.text("who"),
                in.text("note", ""),
                in.time("at"));
    }
}
