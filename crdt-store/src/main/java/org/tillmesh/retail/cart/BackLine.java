package org.tillmesh.retail.cart;

import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.UserId;

/**
 * Goods that come back with a cart. What is given for them was worked out when they were scanned, and is again when the cart
 * is completed. Amounts are positive.
 *
 * @param line its number in the cart
 * @param sale uuid of the sale that they are of, {@code receipt} its number, {@code of} their line there
 * @param total what is given for them, {@code vat} the VAT in it
 * @param approvedBy who approved what the company's terms don't allow; null for nobody
 */
public record BackLine(
        int line,
        DocumentId sale,
        String receipt,
        int of,
        ProductId productId,
        String name,
        String nameAr,
        Quantity qty,
        String unit,
        Money price,
        String tax,
        Money total,
        Money vat,
        @Nullable UserId approvedBy) {

    /** Whether it is of the same line of the same receipt. */
    boolean isOfSame(BackLine other) {
        return sale.equals(other.sale) && of == other.of;
    }

    BackLine withLine(int number) {
        return new BackLine(
                number, sale, receipt, of, productId, name, nameAr, qty, unit, price, tax, total, vat, approvedBy);
    }

    Value toValue() {
        return new Body()
                .put("line", line)
                .put("sale", sale)
                .put("receipt", receipt)
                .put("of", of)
                .put("product", productId)
                .put("name", name)
                .put("nameAr", nameAr)
                .put("qty", qty)
                .put("unit", unit)
                .put("price", price)
                .put("tax", tax)
                .put("total", total)
                .put("vat", vat)
                .put("approvedBy", approvedBy)
                .toValue();
    }

    static BackLine of(Value value) {
        Fields in = Fields.of("line that comes back", value);
        return new BackLine(
                in.smallNumber("line"),
                in.id("sale", DocumentId::new),
                in.text("receipt"),
                in.smallNumber("of"),
                in.id("product", ProductId::new),
                in.text("name"),
                in.text("nameAr"),
                in.quantity("qty"),
                in.text("unit"),
                in.money("price"),
                in.text("tax"),
                in.money("total"),
                in.money("vat"),
                in.idOrNull("approvedBy", UserId::new));
    }
}
