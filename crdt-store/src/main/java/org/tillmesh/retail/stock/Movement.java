package org.tillmesh.retail.stock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.IssuedPart;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * Goods that came or went.
 *
 * @param qty signed: what it adds to the stock
 * @param at corrected time; it places the movement against counts, whenever it arrives
 * @param document uuid of the sale, return, transfer or purchase order it belongs to
 * @param cartOpenedAt when the cart was opened whose sale it is
 * @param cost paid for one
 * @param why what somebody said who adjusted the stock; null for everything else
 */
public record Movement(
        String uuid,
        Kind kind,
        TillId till,
        ProductId product,
        @Nullable String batch,
        @Nullable LocalDate expiry,
        Quantity qty,
        Instant at,
        @Nullable String document,
        @Nullable Instant cartOpenedAt,
        @Nullable Money cost,
        @Nullable UserId user,
        @Nullable String key,
        @Nullable Why why)
        implements RecordDocument {

    /** Why somebody adjusted the stock. */
    public record Why(Reason reason, String note) {}

    /** Reasons to adjust stock by hand. */
    public enum Reason {
        DAMAGED(Kind.WASTE, -1),
        WASTE(Kind.WASTE, -1),
        OWN_USE(Kind.ADJUST, -1),
        FOUND(Kind.ADJUST, 1),
        OTHER(Kind.ADJUST, 0);

        private final Kind kind;
        private final int sign;

        Reason(Kind kind, int sign) {
            this.kind = kind;
            this.sign = sign;
        }

        /** {@code own-use}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether so much may be adjusted for it: goods that spoil go, goods that are found come. */
        public boolean allows(Quantity qty) {
            return !qty.isZero() && (sign == 0 || (sign < 0) == qty.isNegative());
        }

        public static Optional<Reason> of(String word) {
            return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
        }
    }

    private static final char OF_LINE = '/';
    private static final char OF_PART = '.';
    private static final Pattern OF_DOCUMENT =
            Pattern.compile("[^" + OF_LINE + "]+" + OF_LINE + "\\d+([" + OF_PART + "]\\d+)?");

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

    public Movement(
            String uuid,
            Kind kind,
            TillId till,
            ProductId product,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            Quantity qty,
            Instant at,
            @Nullable String document,
            @Nullable Instant cartOpenedAt,
            @Nullable Money cost,
            @Nullable UserId user,
            @Nullable String key) {
        this(uuid, kind, till, product, batch, expiry, qty, at, document, cartOpenedAt, cost, user, key, null);
    }

    /** The movements that go into the same commit as a sale or return; ids are made of its uuid and the line. */
    public static List<Movement> of(IssuedDocument document) {
        if (!document.isSale() && !document.restock()) {
            return List.of();
        }
        return document.lines().stream()
                .filter(IssuedLine::isGoods)
                .flatMap(line -> of(document, line).stream())
                .toList();
    }

    /** Of a bundle one of each batch of its parts: it is none of the stock itself. */
    private static List<Movement> of(IssuedDocument document, IssuedLine line) {
        if (line.parts().isEmpty()) {
            var goods = new IssuedPart(line.productId(), line.pieces(), line.batch(), line.expiry());
            return List.of(of(document, document.movementId(line), goods));
        }
        var movements = new ArrayList<Movement>();
        for (IssuedPart part : line.parts()) {
            movements.add(of(document, document.movementId(line) + OF_PART + (movements.size() + 1), part));
        }
        return movements;
    }

    private static Movement of(IssuedDocument document, String id, IssuedPart goods) {
        return new Movement(
                id,
                document.isSale() ? Kind.SALE : Kind.RETURN,
                document.till(),
                goods.product(),
                goods.batch(),
                goods.expiry(),
                document.isSale() ? goods.qty().negated() : goods.qty(),
                document.at(),
                document.uuid().value(),
                document.cartOpenedAt(),
                null,
                document.cashier(),
                null);
    }

    /** Whether a movement of that id went into the commit of a sale or return. */
    public static boolean isOfDocument(String id) {
        return OF_DOCUMENT.matcher(id).matches();
    }

    /** Goods received from a supplier. */
    public static Movement received(
            String uuid,
            TillId till,
            ProductId product,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            Quantity qty,
            Instant at,
            @Nullable Money cost,
            UserId user,
            @Nullable String key) {
        return new Movement(uuid, Kind.RECEIVE, till, product, batch, expiry, qty, at, null, null, cost, user, key);
    }

    /** Stock that somebody adjusts by hand. */
    public static Movement adjusted(
            String uuid,
            TillId till,
            ProductId product,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            Quantity qty,
            Instant at,
            UserId user,
            @Nullable String key,
            Why why) {
        return new Movement(
                uuid, why.reason().kind, till, product, batch, expiry, qty, at, null, null, null, user, key, why);
    }

    /** The same, as part of a document. */
    public Movement of(String itsDocument) {
        return new Movement(
                uuid, kind, till, product, batch, expiry, qty, at, itsDocument, cartOpenedAt, cost, user, key, why);
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
                .put("reason", why == null ? null : why.reason().word())
                .put("note", why == null || why.note().isEmpty() ? null : why.note())
                .toValue();
    }

    public static Movement of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        String kind = in.text("kind");
        return new Movement(
                record.ref().id(),
                Kind.of(kind).orElseThrow(() -> in.wrong("kind", "a kind of movement of this version: " + kind)),
                Read.checked(() -> TillId.parse(in.text("till"))),
                in.id("product", ProductId::new),
                in.textOrNull("batch"),
                in.dateOrNull("expiry"),
                in.quantity("qty"),
                in.time("at"),
                in.textOrNull("document"),
                in.timeOrNull("cartOpened"),
                in.moneyOrNull("cost"),
                in.idOrNull("user", UserId::new),
                in.textOrNull("key"),
                Optional.ofNullable(in.textOrNull("reason"))
                        .flatMap(Reason::of)
                        .map(reason -> new Why(reason, in.text("note", "")))
                        .orElse(null));
    }
}
