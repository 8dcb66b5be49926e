package org.tillmesh.retail.catalogue;

import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;

/**
 * What one bundle has of a product, as it was when the bundle was scanned.
 *
 * @param worth what so much of it costs by itself: by that the bundle's price is shared out where parts are taxed unlike
 */
public record BundlePart(
        ProductId product,
        String name,
        String nameAr,
        Quantity qty,
        TaxCategory tax,
        @Nullable Exemption exemption,
        Money worth) {

    public static BundlePart of(Product product, Quantity qty, @Nullable Exemption exemption) {
        return new BundlePart(
                product.id(),
                product.name(),
                product.nameAr(),
                qty,
                product.tax(),
                exemption,
                product.price().times(qty));
    }

    public Value toValue() {
        return new Body()
                .put("product", product)
                .put("name", name)
                .put("nameAr", nameAr)
                .put("qty", qty)
                .put("tax", tax.code())
                .put("exemption", exemption == null ? null : exemption.toValue())
                .put("worth", worth)
                .toValue();
    }

    public static BundlePart of(Value value) {
        Fields in = Fields.of("part of a bundle", value);
        return new BundlePart(
                in.id("product", ProductId::new),
                in.text("name"),
                in.text("nameAr"),
                in.quantity("qty"),
                in.tax("tax"),
                Exemption.of(in),
                in.money("worth"));
    }
}
