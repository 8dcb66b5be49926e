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
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * Who did what and when, for the audit trail.
 *
 * @param till null for head office
 * @param user who did it; empty if nobody was logged in
 * @param approvedBy who allowed it
 * @param what the kind of event, words of small letters with hyphens between
 */
public record AuditEvent(
        String uuid,
        @Nullable TillId till,
        String user,
        @Nullable UserId approvedBy,
        String what,
        String about,
        Instant at)
        implements RecordDocument {
    public static final String CLOCK_IN = "clock-in";
    public static final String CLOCK_OUT = "clock-out";

    @Override
    public DocRef ref() {
        return DocType.AUDIT.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till == null ? null : till.toString())
                .put("user", user)
                .put("approvedBy", approvedBy)
                .put("what", what)
                .put("about", about)
                .put("at", at)
                .toValue();
    }

    public static AuditEvent of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        String till = in.textOrNull("till");
        return new AuditEvent(
                record.ref().id(),
                till == null ? null : Read.checked(() -> TillId.parse(till)),
                in.text("user"),
                in.idOrNull("approvedBy", UserId::new),
                in.text("what"),
                in.text("about", ""),
                in.time("at"));
    }
}
