package org.tillmesh.retail.cart;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.catalogue.BundlePart;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.TaxShares;
import org.tillmesh.retail.deal.Basket;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.UserId;

/**
 * One line of a cart. It carries what it needs of the product, so that a later change of the catalogue does not alter it.
 *
 * @param line never re-used within a cart
 * @param label scanned from a scale's label: such a line stands alone
 * @param card number of the gift card that it loads, null for goods; such a line stands alone
 * @param exemption why it bears no VAT; null for its category's own reason
 * @param price of one on the shelf, as it was when it was scanned; of a pack: of one pack
 * @param labelPrice what the label says that the whole line costs; null where quantity × price tells
 * @param handPrice the price of one that was given by hand; null for none
 * @param note what is to be said of it; null for nothing
 * @param pack the further unit that it is sold by, such as a carton; null for the product's own
 * @param serial number of the one piece that it is; null where pieces have none
 * @param seller user who sold it, if another than the cashier
 * @param rides number of the line whose container it is: it comes and goes with that one; null for goods of its own
 * @param parts what one of a bundle has of which products, by their ids; empty for goods that are one thing
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
        @Nullable Money labelPrice,
        @Nullable HandPrice handPrice,
        @Nullable String note,
        @Nullable Pack pack,
        @Nullable String serial,
        @Nullable UserId seller,
        @Nullable Integer rides,
        List<BundlePart> parts) {

    public CartLine {
        parts = List.copyOf(parts);
    }

    /** A price that somebody gave, and why. */
    public record HandPrice(Money price, String reason) {
        Value toValue() {
            return new Body().put("price", price).put("reason", reason).toValue();
        }

        static @Nullable HandPrice of(@Nullable Value value) {
            if (value == null) {
                return null;
            }
            Fields in = Fields.of("price by hand", value);
            return new HandPrice(in.money("price"), in.text("reason", ""));
        }
    }

    /** How much of the product it is: of three cartons of 24 it is 72. */
    public Quantity pieces() {
        return pack == null ? qty : pack.pieces(qty);
    }

    /** How it is taxed. */
    public TaxShares taxes() {
        return parts.isEmpty() ? TaxShares.of(tax, exemption) : TaxShares.of(parts);
    }

    /** What it costs without lists, promotions and discounts. */
    Money gross() {
        return handPrice != null ? handPrice.price().times(qty) : labelPrice != null ? labelPrice : price.times(qty);
    }

    /** Whether a price or a discount was given on it by hand. */
    public boolean isByHand() {
        return handPrice != null || discount != null;
    }

    /** Whether single units of it have a price each: what is measured or bears a label's price is one whole. */
    public boolean isSoldByUnits() {
        return labelPrice == null && !isMeasured();
    }

    /** Whether fractions of it can be sold: packs are whole ones, whatever is in them. */
    boolean isMeasured() {
        return pack == null && Product.isDivisible(unit);
    }

    Basket.Line toBasket() {
        return new Basket.Line(
                line,
                pack == null ? productId.value() : pack.item(productId),
                pack == null ? category : "",
                qty,
                isMeasured(),
                price,
                labelPrice,
                handPrice == null ? null : handPrice.price(),
                discount,
                card != null || rides != null,
                taxes().isMixed() ? Basket.Line.NO_ONE_RATE : tax.ratePercent());
    }

    CartLine withQty(Quantity changed) {
        return new Edit(this).qty(changed).made();
    }

    /** A single piece has the label's price as its own; what is measured keeps the price of its unit beside it. */
    CartLine withLabelPrice(Money sold) {
        boolean single = qty.equals(Quantity.ONE) && (!Product.isDivisible(unit) || price.isZero());
        return new Edit(this).labelPrice(sold, single ? sold : price).made();
    }

    CartLine withDiscount(@Nullable Discount changed) {
        return new Edit(this).discount(changed).made();
    }

    CartLine withHandPrice(@Nullable HandPrice changed) {
        return new Edit(this).handPrice(changed).made();
    }

    CartLine withNote(@Nullable String changed) {
        return new Edit(this).note(changed).made();
    }

    CartLine withSeller(@Nullable UserId changed) {
        return new Edit(this).seller(changed).made();
    }

    /** The container of a line: as many as that one has pieces. */
    CartLine asContainerOf(CartLine carrier) {
        return new Edit(this)
                .qty(carrier.pieces())
                .seller(carrier.seller)
                .rides(carrier.line)
                .made();
    }

    /** A line that is about to be another: what is not changed stays. */
    private static final class Edit {
        private final CartLine before;
        private Quantity qty;
        private Money price;
        private @Nullable Discount discount;
        private @Nullable Money labelPrice;
        private @Nullable HandPrice handPrice;
        private @Nullable String note;
        private @Nullable UserId seller;
        private @Nullable Integer rides;

        Edit(CartLine line) {
            before = line;
            qty = line.qty;
            price = line.price;
            discount = line.discount;
            labelPrice = line.labelPrice;
            handPrice = line.handPrice;
            note = line.note;
            seller = line.seller;
            rides = line.rides;
        }

        Edit qty(Quantity changed) {
            qty = changed;
            return this;
        }

        Edit labelPrice(Money changed, Money ofOne) {
            labelPrice = changed;
            price = ofOne;
            return this;
        }

        Edit discount(@Nullable Discount changed) {
            discount = changed;
            return this;
        }

        Edit handPrice(@Nullable HandPrice changed) {
            handPrice = changed;
            return this;
        }

        Edit note(@Nullable String changed) {
            note = changed;
            return this;
        }

        Edit seller(@Nullable UserId changed) {
            seller = changed;
            return this;
        }

        Edit rides(int carrier) {
            rides = carrier;
            return this;
        }

        CartLine made() {
            return new CartLine(
                    before.line,
                    before.productId,
                    before.name,
                    before.nameAr,
                    before.category,
                    qty,
                    before.unit,
                    price,
                    before.tax,
                    before.label,
                    before.batch,
                    before.expiry,
                    before.ageLimit,
                    discount,
                    before.card,
                    before.exemption,
                    labelPrice,
                    handPrice,
                    note,
                    before.pack,
                    before.serial,
                    seller,
                    rides,
                    before.parts);
        }
    }

    /** Nothing is added to a line on which something was given by hand: it would be given more. */
    boolean addsTo(CartLine other) {
        return !label
                && !other.label
                && card == null
                && other.card == null
                && serial == null
                && other.serial == null
                && rides == null
                && other.rides == null
                && !isByHand()
                && !other.isByHand()
                && Objects.equals(pack, other.pack)
                && Objects.equals(seller, other.seller)
                && productId.equals(other.productId)
                && price.equals(other.price)
                && Objects.equals(batch, other.batch)
                && parts.equals(other.parts);
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
                .put("handPrice", handPrice == null ? null : handPrice.toValue())
                .put("note", note)
                .put("pack", pack == null ? null : pack.toValue())
                .put("serial", serial)
                .put("seller", seller)
                .putUnlessZero("rides", rides == null ? 0 : rides)
                .put(
                        "parts",
                        parts.isEmpty()
                                ? null
                                : Value.list(
                                        parts.stream().map(BundlePart::toValue).toList()))
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
                in.moneyOrNull("labelPrice"),
                HandPrice.of(in.value("handPrice")),
                in.textOrNull("note"),
                Pack.of(in.value("pack")),
                in.textOrNull("serial"),
                in.idOrNull("seller", UserId::new),
                in.smallNumberOrNull("rides"),
                in.list("parts", BundlePart::of));
    }
}
