package org.tillmesh.retail.cart;

import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;

/**
 * A further unit of a product that a line is sold by, such as a carton.
 *
 * @param code of the unit, once a product
 * @param contains how much of the product one holds, above zero
 */
public record Pack(String code, Quantity contains) {

    /** What price lists and promotions call it: {@code product/unit}. */
    public String item(ProductId product) {
        return product + "/" + code;
    }

    /** How much of the product so many hold. */
    public Quantity pieces(Quantity packs) {
        return contains.times(packs);
    }

    public Value toValue() {
        return new Body().put("code", code).put("contains", contains).toValue();
    }

    public static @Nullable Pack of(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        Fields in = Fields.of("pack", value);
        return new Pack(in.text("code"), in.quantity("contains"));
    }
}
