package org.tillmesh.retail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;

/**
 * Goods that came or went.
 *
 * @param qty signed: what it adds to the stock
 * @param at corrected time; it places the movement against counts, whenever it arrives
 * @param document uuid of the sale, return or transfer it belongs to
 * @param cartOpenedAt when the cart was opened whose sale it is
 */
public record Movement(
        String uuid,
        Kind kind,
        TillId till,
        String product,
        @Nullable String batch,
        @Nullable LocalDate expiry,
        Quantity qty,
        Instant at,
        @Nullable String document,
        @Nullable Instant cartOpenedAt,
        @Nullable Money cost,
        @Nullable String user,
        @Nullable String key)
        implements RecordDocument {

    /** Why stock changed. */
    public enum Kind {
        SALE,
        RETURN,
        RECEIVE,
        WASTE,
        ADJUST,
        /** To another branch; the document is the transfer. */
        TRANSFER_OUT,
        /** From another branch; the document is the transfer. */
        TRANSFER_IN;

        static Optional<Kind> of(String name) {
            return Arrays.stream(values()).filter(k -> k.name().equals(name)).findFirst();
        }
    }

    static Movement of(IssuedDocument document, IssuedLine line) {
        return new Movement(
                document.uuid() + "/" + line.line(),
                document.isSale() ? Kind.SALE : Kind.RETURN,
                document.till(),
                line.productId(),
                line.batch(),
                line.expiry(),
                document.isSale() ? line.qty().negated() : line.qty(),
                document.at(),
                document.uuid(),
                document.cartOpenedAt(),
                null,
                document.cashier(),
                null);
    }

    /** Goods received from a supplier. */
    public static Movement received(
            String uuid,
            TillId till,
            String product,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            Quantity qty,
            Instant at,
            @Nullable Money cost,
            String user,
            @Nullable String key) {
        return new Movement(uuid, Kind.RECEIVE, till, product, batch, expiry, qty, at, null, null, cost, user, key);
    }

    @Override
    public DocRef ref() {
        return DocType.MOVEMENT.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("kind", kind.name())
                .put("till", till.toString())
                .put("product", product)
                .put("batch", batch)
                .put("expiry", expiry)
                .put("qty", qty)
                .put("at", at)
                .put("document", document)
                .put("cartOpened", cartOpenedAt)
                .put("cost", cost)
                .put("user", user)
                .put("key", key)
                .toValue();
    }

    public static Movement of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        String kind = in.text("kind");
        return new Movement(
                record.ref().id(),
                Kind.of(kind).orElseThrow(() -> in.wrong("kind", "a kind of movement of this version: " + kind)),
                Read.checked(() -> TillId.parse(in.text("till"))),
                in.text("product"),
                in.textOrNull("batch"),
                in.dateOrNull("expiry"),
                in.quantity("qty"),
                in.time("at"),
                in.textOrNull("document"),
                in.timeOrNull("cartOpened"),
                in.moneyOrNull("cost"),
                in.textOrNull("user"),
                in.textOrNull("key"));
    }
}
