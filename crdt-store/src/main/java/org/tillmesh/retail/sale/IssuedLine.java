package org.tillmesh.retail.sale;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;

/**
 * One line of an issued document, with all sums settled: {@code total} = round(qty × price), or what a label
 * says, − discount = net + vat for a sale; for a return they are what is given back. A return keeps the line numbers of its sale.
 *
 * @param card number of the gift card that it loads, null for goods
 * @param exemption why it bears no VAT; null for its category's own reason
 */
public record IssuedLine(
        int line,
        ProductId productId,
        String name,
        String nameAr,
        String category,
        Quantity qty,
        String unit,
        Money price,
        Money discount,
        TaxCategory tax,
        Money total,
        Money net,
        Money vat,
        @Nullable String batch,
        @Nullable LocalDate expiry,
        @Nullable String card,
        @Nullable Exemption exemption) {

    Value toValue() {
        return new Body()
                .put("line", line)
                .put("product", productId)
                .put("name", name)
                .put("nameAr", nameAr)
                .put("category", category)
                .put("qty", qty)
                .put("unit", unit)
                .put("price", price)
                .putUnlessZero("discount", discount.minor())
                .put("tax", tax.code())
                .put("total", total)
                .put("net", net)
                .put("vat", vat)
                .put("batch", batch)
                .put("expiry", expiry)
                .put("card", card)
                .put("exemption", exemption == null ? null : exemption.toValue())
                .toValue();
    }

    static IssuedLine of(Value value) {
        Fields in = Fields.of("line", value);
        return new IssuedLine(
                in.smallNumber("line"),
                in.id("product", ProductId::new),
                in.text("name"),
                in.text("nameAr"),
                in.text("category", ""),
                in.quantity("qty"),
                in.text("unit"),
                in.money("price"),
                in.moneyOrZero("discount"),
                in.tax("tax"),
                in.money("total"),
                in.money("net"),
                in.money("vat"),
                in.textOrNull("batch"),
                in.dateOrNull("expiry"),
                in.textOrNull("card"),
                Exemption.of(in));
    }
}
