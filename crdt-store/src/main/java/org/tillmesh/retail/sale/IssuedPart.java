package org.tillmesh.retail.sale;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;

/** What of a product went out, or came back, with the bundles of a line: the stock moves by that. */
public record IssuedPart(ProductId product, Quantity qty, @Nullable String batch, @Nullable LocalDate expiry) {
    IssuedPart of(Quantity some) {
        return new IssuedPart(product, some, batch, expiry);
    }

    Value toValue() {
        return new Body()
                .put("product", product)
                .put("qty", qty)
                .put("batch", batch)
                .put("expiry", expiry)
                .toValue();
    }

    static IssuedPart of(Value value) {
        Fields in = Fields.of("part of a bundle", value);
        return new IssuedPart(
                in.id("product", ProductId::new), in.quantity("qty"), in.textOrNull("batch"), in.dateOrNull("expiry"));
    }
}
