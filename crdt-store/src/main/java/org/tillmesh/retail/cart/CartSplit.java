package org.tillmesh.retail.cart;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/**
 * A cart in two: what is taken off it, and the rest. Both keep customer, coupons, percentages and line numbers; an amount
 * that was taken off by hand stays with the rest, if its line does; so do a quotation and deposits.
 *
 * @param rest keeps the cart's id
 * @param aside a cart of its own
 */
public record CartSplit(Cart rest, Cart aside) {

    /** How much of a line. */
    public record Part(int line, Quantity qty) {}

    /**
     * Splits a cart of which nothing is paid.
     *
     * @param asideId a uuid
     * @throws RetailException UNKNOWN_LINE, or BAD_VALUE if something is paid, nothing or all is taken off, or more of a line
     *     than there is
     */
    public static CartSplit of(Cart cart, List<Part> parts, String asideId) {
        if (!cart.tenders().isEmpty()) {
            throw new RetailException(Rule.SPLIT_PAID, cart.tendered());
        }
        var taken = new TreeMap<Integer, Quantity>();
        for (Part part : parts) {
            CartLine line = cart.needed(part.line());
            if (line.rides() != null) {
                throw new RetailException(Rule.RIDES_ALONG, line.line(), line.name(), line.rides());
            }
            check(line, part.qty());
            if (taken.put(part.line(), part.qty()) != null) {
                throw new RetailException(Rule.SPLIT_LINE_TWICE, part.line());
            }
        }
        var rest = new ArrayList<CartLine>();
        var aside = new ArrayList<CartLine>();
        for (CartLine line : cart.lines()) {
            Quantity off = taken.get(line.rides() == null ? line.line() : line.rides());
            if (line.rides() != null && off != null) {
                off = cart.needed(line.rides()).withQty(off).pieces();
            }
            if (off == null) {
                rest.add(line);
            } else if (off.equals(line.qty())) {
                aside.add(line);
            } else {
                rest.add(line.withQty(line.qty().minus(off)));
                aside.add(line.withQty(off).withDiscount(percentOf(line.discount())));
            }
        }
        if (rest.isEmpty() || aside.isEmpty()) {
            throw new RetailException(Rule.SPLIT_IN_ONE);
        }
        return new CartSplit(
                cart.edit().with(rest).plainlyPriced().made(),
                cart.edit()
                        .withId(asideId)
                        .with(aside)
                        .with(percentOf(cart.discount()))
                        .withUnknown(List.of())
                        .with((Quotation) null)
                        .withDeposits(List.of())
                        .withBacks(List.of())
                        .plainlyPriced()
                        .made());
    }

    private static void check(CartLine line, Quantity off) {
        if (!off.isPositive() || off.compareTo(line.qty()) > 0 || !line.isMeasured() && !off.isWhole()) {
            throw new RetailException(Rule.SPLIT_QUANTITY, off, line.line(), line.qty());
        }
        if (line.labelPrice() != null && !off.equals(line.qty())) {
            throw new RetailException(Rule.LABEL_PRICE_STANDS, line.line(), line.labelPrice(), line.qty());
        }
    }

    private static @Nullable Discount percentOf(@Nullable Discount discount) {
        return discount instanceof Discount.Percent ? discount : null;
    }
}
