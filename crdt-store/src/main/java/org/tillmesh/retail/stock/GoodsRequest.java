package org.tillmesh.retail.stock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * A store asks for goods of another branch. It never changes; head office answers with a {@link TransferRequest} of the
 * same id in both stores.
 *
 * @param from the branch that should send; null leaves it to head office
 */
public record GoodsRequest(
        String uuid, TillId till, UserId user, @Nullable String from, List<Line> lines, String note, Instant at)
        implements RecordDocument {

    /**
     * Goods that are asked for, sent or received.
     *
     * @param expiry of the batch, and {@code cost} what one costs the sender on average; null where nobody says it
     */
    public record Line(
            ProductId product, @Nullable String batch, Quantity qty, @Nullable LocalDate expiry, @Nullable Money cost) {
        public Line(ProductId product, @Nullable String batch, Quantity qty) {
            this(product, batch, qty, null, null);
        }

        public Line with(Quantity changed) {
            return new Line(product, batch, changed, expiry, cost);
        }

        public Value toValue() {
            return new Body()
                    .put("product", product)
                    .put("batch", batch)
                    .put("qty", qty)
                    .put("expiry", expiry)
                    .put("cost", cost)
                    .toValue();
        }

        public static Line of(Value value) {
            Fields in = Fields.of("goods", value);
            return new Line(
                    in.id("product", ProductId::new),
                    in.textOrNull("batch"),
                    in.quantity("qty"),
                    in.dateOrNull("expiry"),
                    in.moneyOrNull("cost"));
        }
    }

    public GoodsRequest {
        lines = List.copyOf(lines);
    }

    /** The store that should get them. */
    public String to() {
        return till.branch();
    }

    @Override
    public DocRef ref() {
        return DocType.GOODS_REQUEST.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till.toString())
                .put("user", user)
                .put("from", from)
                .putList("lines", lines, Line::toValue)
                .put("note", note)
                .put("at", at)
                .toValue();
    }

    public static GoodsRequest of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new GoodsRequest(
                record.ref().id(),
                in.till("till"),
                in.id("user", UserId::new),
                in.textOrNull("from"),
                in.list("lines", Line::of),
                in.text("note", ""),
                in.time("at"));
    }
}
