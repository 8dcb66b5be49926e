package org.tillmesh.retail.shift;

import java.time.Instant;
import java.util.List;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * A day's Z of a till: covers the shifts closed since the last one.
 *
 * @param number 1, 2, 3 … per till
 */
public record DayZ(String uuid, TillId till, int number, UserId user, List<ShiftId> shifts, Figures figures, Instant at)
        implements RecordDocument {
    public DayZ {
        shifts = List.copyOf(shifts);
    }

    @Override
    public DocRef ref() {
        return DocType.DAY_Z.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till.toString())
                .put("number", number)
                .put("user", user)
                .putList("shifts", shifts, shift -> Value.of(shift.value()))
                .put("figures", figures.toValue())
                .put("at", at)
                .toValue();
    }

    public static DayZ of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new DayZ(
                record.ref().id(),
                Read.checked(() -> TillId.parse(in.text("till"))),
                in.smallNumber("number"),
                in.id("user", UserId::new),
                in.texts("shifts").stream().map(ShiftId::new).toList(),
                Figures.of(in.needed("figures")),
                in.time("at"));
    }
}
