package org.tillmesh.retail.stock;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * What somebody counted on the shelf: an absolute fact at a time.
 *
 * @param till who counted; null for head office
 */
public record Count(
        String uuid,
        @Nullable TillId till,
        ProductId product,
        @Nullable String batch,
        @Nullable LocalDate expiry,
        Quantity qty,
        Instant at,
        @Nullable UserId user,
        @Nullable String key)
        implements RecordDocument {

    @Override
    public DocRef ref() {
        return DocType.COUNT.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till == null ? null : till.toString())
                .put("product", product)
                .put("batch", batch)
                .put("expiry", expiry)
                .put("qty", qty)
                .put("at", at)
                .put("user", user)
                .put("key", key)
                .toValue();
    }

    public static Count of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        String till = in.textOrNull("till");
        return new Count(
                record.ref().id(),
                till == null ? null : Read.checked(() -> TillId.parse(till)),
                in.id("product", ProductId::new),
                in.textOrNull("batch"),
                in.dateOrNull("expiry"),
                in.quantity("qty"),
                in.time("at"),
                in.idOrNull("user", UserId::new),
                in.textOrNull("key"));
    }
}
