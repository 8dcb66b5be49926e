package org.tillmesh.retail.shift;

import java.time.Instant;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * A shift began: one per till at a time, owned by who opened it.
 *
 * @param number 1, 2, 3 … per till
 */
public record ShiftOpened(ShiftId id, TillId till, int number, UserId user, Money openingFloat, Instant at)
        implements RecordDocument {
    @Override
    public DocRef ref() {
        return DocType.SHIFT_OPENED.ref(id);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till.toString())
                .put("number", number)
                .put("user", user)
                .put("float", openingFloat)
                .put("at", at)
                .toValue();
    }

    public static ShiftOpened of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new ShiftOpened(
                new ShiftId(record.ref().id()),
                Read.checked(() -> TillId.parse(in.text("till"))),
                in.smallNumber("number"),
                in.id("user", UserId::new),
                in.money("float"),
                in.time("at"));
    }
}
