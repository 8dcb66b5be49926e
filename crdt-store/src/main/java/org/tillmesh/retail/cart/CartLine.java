package org.tillmesh.retail.cart;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;

/**
 * One line of a cart. It carries what it needs of the product, so that a later change of the catalogue does not alter it.
 *
 * @param line never re-used within a cart
 * @param label scanned from a scale's label: such a line stands alone
 * @param card number of the gift card that it loads, null for goods; such a line stands alone
 * @param exemption why it bears no VAT; null for its category's own reason
 * @param labelPrice what the label says that the whole line costs; null where quantity × price tells
 */
public record CartLine(
        int line,
        ProductId productId,
        String name,
        String nameAr,
        String category,
        Quantity qty,
        String unit,
        Money price,
        TaxCategory tax,
        boolean label,
        @Nullable String batch,
        @Nullable LocalDate expiry,
        int ageLimit,
        @Nullable Discount discount,
        @Nullable String card,
        @Nullable Exemption exemption,
        @Nullable Money labelPrice) {

    /** What its label says, else {@code round half-up(qty × price)}, before discounts. */
    public Money gross() {
        return labelPrice != null ? labelPrice : price.times(qty);
    }

    /** What this line's own discount takes off. */
    public Money lineDiscount() {
        return discount == null ? Money.ZERO : discount.off(gross());
    }

    /** After its own discount, before its share of the cart's. */
    public Money total() {
        return gross().minus(lineDiscount());
    }

    CartLine withQty(Quantity changed) {
        return new CartLine(
                line,
                productId,
                name,
                nameAr,
                category,
                changed,
                unit,
                price,
                tax,
                label,
                batch,
                expiry,
                ageLimit,
                discount,
                card,
                exemption,
                labelPrice);
    }

    /** A single piece has the label's price as its own; what is measured keeps the price of its unit beside it. */
    CartLine withLabelPrice(Money sold) {
        boolean single = qty.equals(Quantity.ONE) && (!Product.isDivisible(unit) || price.isZero());
        return new CartLine(
                line,
                productId,
                name,
                nameAr,
                category,
                qty,
                unit,
                single ? sold : price,
                tax,
                label,
                batch,
                expiry,
                ageLimit,
                discount,
                card,
                exemption,
                sold);
    }

    CartLine withDiscount(@Nullable Discount changed) {
        return new CartLine(
                line,
                productId,
                name,
                nameAr,
                category,
                qty,
                unit,
                price,
                tax,
                label,
                batch,
                expiry,
                ageLimit,
                changed,
                card,
                exemption,
                labelPrice);
    }

    boolean addsTo(CartLine other) {
        return !label
                && !other.label
                && card == null
                && other.card == null
                && productId.equals(other.productId)
                && price.equals(other.price)
                && Objects.equals(batch, other.batch);
    }

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
                .put("tax", tax.code())
                .putIfTrue("label", label)
                .put("batch", batch)
                .put("expiry", expiry)
                .putUnlessZero("ageLimit", ageLimit)
                .put("discount", discount == null ? null : discount.toValue())
                .put("card", card)
                .put("exemption", exemption == null ? null : exemption.toValue())
                .put("labelPrice", labelPrice)
                .toValue();
    }

    static CartLine of(Value value) {
        Fields in = Fields.of("cart line", value);
        Value discount = in.value("discount");
        return new CartLine(
                in.smallNumber("line"),
                in.id("product", ProductId::new),
                in.text("name"),
                in.text("nameAr"),
                in.text("category", ""),
                in.quantity("qty"),
                in.text("unit"),
                in.money("price"),
                in.tax("tax"),
                in.flag("label"),
                in.textOrNull("batch"),
                in.dateOrNull("expiry"),
                in.smallNumber("ageLimit", 0),
                discount == null ? null : Discount.of(discount),
                in.textOrNull("card"),
                Exemption.of(in),
                in.moneyOrNull("labelPrice"));
    }
}
