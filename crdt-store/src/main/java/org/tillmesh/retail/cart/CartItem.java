package org.tillmesh.retail.cart;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.BundlePart;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.ProductUnit;
import org.tillmesh.retail.catalogue.TaxShares;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;
import org.tillmesh.retail.value.UserId;

/**
 * What is to be put into a cart.
 *
 * @param unit a further unit, such as a carton, that the quantity is of; null for the product's own
 * @param exemption why it bears no VAT; null for its category's own reason
 * @param label scanned from a scale's label: it becomes a line of its own
 * @param labelPrice what the label asks for the whole, whatever quantity × price comes to; null where that tells
 * @param card number of the gift card that it loads, null for goods
 * @param serial number of the one piece that it is; null where pieces have none
 * @param seller user who sells it, if another than the cashier
 * @param container product that comes with each piece, such as a bottle's deposit; null for none
 * @param parts what one of a bundle has of which products; empty for goods that are one thing
 */
public record CartItem(
        Product product,
        Quantity qty,
        @Nullable ProductUnit unit,
        @Nullable Exemption exemption,
        boolean label,
        @Nullable Money labelPrice,
        @Nullable String batch,
        @Nullable LocalDate expiry,
        @Nullable String card,
        @Nullable String serial,
        @Nullable UserId seller,
        @Nullable Product container,
        List<BundlePart> parts) {

    public CartItem {
        parts = List.copyOf(parts);
    }

    /** Pieces or a weight. */
    public static CartItem of(Product product, Quantity qty) {
        return new CartItem(product, qty, null, null, false, null, null, null, null, null, null, null, List.of());
    }

    /** Packs, such as cartons. */
    public static CartItem packs(Product product, ProductUnit unit, Quantity packs) {
        return new CartItem(product, packs, unit, null, false, null, null, null, null, null, null, null, List.of());
    }

    /** The loading of a gift card with the product's price. */
    static CartItem loading(Product product, String card) {
        if (!product.giftCard() || card.isBlank()) {
            throw new RetailException(Rule.NO_GIFT_CARD, product.name(), card);
        }
        return new CartItem(
                product, Quantity.ONE, null, null, false, null, null, null, card, null, null, null, List.of());
    }

    public CartItem ofBatch(@Nullable String ofBatch, @Nullable LocalDate until) {
        return new CartItem(
                product,
                qty,
                unit,
                exemption,
                label,
                labelPrice,
                ofBatch,
                until,
                card,
                serial,
                seller,
                container,
                parts);
    }

    public CartItem exempt(@Nullable Exemption why) {
        return new CartItem(
                product, qty, unit, why, label, labelPrice, batch, expiry, card, serial, seller, container, parts);
    }

    public CartItem labelled() {
        return new CartItem(
                product, qty, unit, exemption, true, labelPrice, batch, expiry, card, serial, seller, container, parts);
    }

    public CartItem labelled(Money asked) {
        return new CartItem(
                product, qty, unit, exemption, true, asked, batch, expiry, card, serial, seller, container, parts);
    }

    /** @param number of the one piece; null where pieces have none */
    public CartItem numbered(@Nullable String number) {
        return new CartItem(
                product,
                qty,
                unit,
                exemption,
                label,
                labelPrice,
                batch,
                expiry,
                card,
                number,
                seller,
                container,
                parts);
    }

    public CartItem soldBy(@Nullable UserId who) {
        return new CartItem(
                product, qty, unit, exemption, label, labelPrice, batch, expiry, card, serial, who, container, parts);
    }

    /** With what comes with each piece. */
    public CartItem in(@Nullable Product itsContainer) {
        return new CartItem(
                product,
                qty,
                unit,
                exemption,
                label,
                labelPrice,
                batch,
                expiry,
                card,
                serial,
                seller,
                itsContainer,
                parts);
    }

    /** With what a bundle is made of. */
    public CartItem madeOf(List<BundlePart> itsParts) {
        return new CartItem(
                product,
                qty,
                unit,
                exemption,
                label,
                labelPrice,
                batch,
                expiry,
                card,
                serial,
                seller,
                container,
                itsParts);
    }

    CartLine toLine(int number) {
        TaxShares.Share taxed = parts.isEmpty()
                ? TaxShares.of(product.tax(), exemption).first()
                : TaxShares.of(parts).first();
        CartLine line = new CartLine(
                number,
                product.id(),
                unit == null ? product.name() : unit.nameOf(product),
                unit == null ? product.nameAr() : unit.nameArOf(product),
                product.category(),
                qty,
                product.unit(),
                unit == null ? product.price() : unit.priceOf(product),
                taxed.tax(),
                label,
                batch,
                expiry,
                product.ageLimit(),
                null,
                card,
                taxed.exemption(),
                null,
                null,
                null,
                unit == null ? null : new Pack(unit.code(), unit.contains()),
                serial,
                seller,
                null,
                parts);
        return labelPrice == null ? line : line.withLabelPrice(labelPrice);
    }
}
