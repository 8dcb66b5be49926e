package org.tillmesh.retail.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * A till asks head office to allow something. It never changes, so what was decided is what was asked; the answer is the
 * {@link Approval} of the same id.
 *
 * @param what is asked for, in one word: {@code credit-limit}, {@code price}, {@code discount} …
 * @param about id of the document that it is about, empty for none
 */
public record ApprovalRequest(
        String uuid,
        TillId till,
        UserId user,
        String what,
        String about,
        @Nullable Money amount,
        String note,
        Instant at)
        implements RecordDocument {
    @Override
    public DocRef ref() {
        return DocType.APPROVAL_REQUEST.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till.toString())
                .put("user", user)
                .put("what", what)
                .put("about", about)
                .put("amount", amount)
                .put("note", note)
                .put("at", at)
                .toValue();
    }

    public static ApprovalRequest of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new ApprovalRequest(
                record.ref().id(),
                in.till("till"),
                in.id("user", UserId::new),
                in.text("what"),
                in.text("about", ""),
                in.moneyOrNull("amount"),
                in.text("note", ""),
                in.time("at"));
    }
}
