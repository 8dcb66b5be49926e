package org.tillmesh.retail.cart;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.Gtin;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/** What a cart takes: beyond it a barcode was read as a price or a quantity, and sums would leave their range. */
final class CartBounds {
    private static final Quantity QTY_MAX = Quantity.of(999_999);
    private static final Money TOTAL_MAX = Money.sar(999_999_999_99L);

    private static final int REASON_MAX = 200;

    private CartBounds() {}

    /** @throws RetailException if the line can't be sold at its price, or the lines together are too much */
    static void check(CartLine touched, List<CartLine> lines) {
        checkPrice(touched.name(), touched.price());
        if (touched.labelPrice() != null) {
            checkPrice(touched.name(), touched.labelPrice());
        }
        Money left = TOTAL_MAX;
        for (CartLine line : lines) {
            left = left.minus(line.gross());
            if (left.isNegative()) {
                throw new RetailException(Rule.CART_TOO_DEAR, touched.qty(), touched.name(), TOTAL_MAX);
            }
        }
    }

    private static void checkPrice(String name, Money price) {
        if (price.isNegative() || price.compareTo(Product.PRICE_MAX) > 0) {
            throw new RetailException(Rule.PRICE_OUT_OF_RANGE, name, price, Product.PRICE_MAX);
        }
    }

    /** @throws RetailException if so much can't be in a line */
    static void checkQuantity(CartLine line, Quantity qty) {
        String name = line.name();
        if (qty.compareTo(QTY_MAX) > 0 && Gtin.isNumber(qty.toString())) {
            throw new RetailException(Rule.QUANTITY_IS_BARCODE, qty, name);
        }
        if (!qty.isPositive() || qty.compareTo(QTY_MAX) > 0) {
            throw new RetailException(Rule.QUANTITY_OUT_OF_RANGE, qty, name, QTY_MAX);
        }
        if (!line.isMeasured() && !qty.isWhole()) {
            throw new RetailException(Rule.FRACTION_OF_A_PIECE, qty, name);
        }
    }

    /** @throws RetailException if the price by hand can't stand on the line */
    static void checkHandPrice(CartLine line, CartLine.HandPrice changed) {
        if (line.card() != null) {
            throw new RetailException(Rule.HAND_PRICE_OF_CARD, line.line(), line.price());
        }
        if (changed.price().isNegative() || changed.price().compareTo(Product.PRICE_MAX) > 0) {
            throw new RetailException(Rule.HAND_PRICE_OUT_OF_RANGE, changed.price(), line.line(), Product.PRICE_MAX);
        }
        if (changed.reason().isBlank() || changed.reason().length() > REASON_MAX) {
            throw new RetailException(
                    Rule.HAND_PRICE_REASON, line.line(), changed.reason().length(), REASON_MAX);
        }
    }

    static @Nullable Discount noneIfZero(@Nullable Discount discount) {
        boolean none = discount == null
                || (discount instanceof Discount.Percent p && p.hundredths() == 0)
                || (discount instanceof Discount.Amount a && a.money().isZero());
        return none ? null : discount;
    }
}
