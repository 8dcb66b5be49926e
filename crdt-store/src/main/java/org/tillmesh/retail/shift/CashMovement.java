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
 * Cash put into or taken from the drawer beside sales.
 *
 * @param amount signed: negative for cash out
 */
public record CashMovement(String uuid, TillId till, ShiftId shift, UserId user, Money amount, String reason, Instant at)
        implements RecordDocument {
    @Override
    public DocRef ref() {
        return DocType.CASH.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till.toString())
                .put("shift", shift)
                .put("user", user)
                .put("amount", amount)
                .put("reason", reason)
                .put("at", at)
                .toValue();
    }

    public static CashMovement of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new CashMovement(
                record.ref().id(),
                Read.checked(() -> TillId.parse(in.text("till"))),
                in.id("shift", ShiftId::new),
                in.id("user", UserId::new),
                in.money("amount"),
                in.text("reason", ""),
                in.time("at"));
    }
}
