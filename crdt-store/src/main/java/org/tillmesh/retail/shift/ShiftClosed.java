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
 * A shift ended; this record is its Z. Its id is the shift's, so that a shift closes once.
 *
 * @param number of the Z: 1, 2, 3 … per till
 * @param expected float + cash taken + cash in − cash out; {@code difference} = counted − expected
 */
public record ShiftClosed(
        ShiftId shift, TillId till, int number, UserId user, Money expected, Money counted, Figures figures, Instant at)
        implements RecordDocument {

    public Money difference() {
        return counted.minus(expected);
    }

    @Override
    public DocRef ref() {
        return DocType.SHIFT_CLOSED.ref(shift);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till.toString())
                .put("number", number)
                .put("user", user)
                .put("expected", expected)
                .put("counted", counted)
                .put("figures", figures.toValue())
                .put("at", at)
                .toValue();
    }

    public static ShiftClosed of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new ShiftClosed(
                new ShiftId(record.ref().id()),
                Read.checked(() -> TillId.parse(in.text("till"))),
                in.smallNumber("number"),
                in.id("user", UserId::new),
                in.money("expected"),
                in.money("counted"),
                Figures.of(in.needed("figures")),
                in.time("at"));
    }
}
