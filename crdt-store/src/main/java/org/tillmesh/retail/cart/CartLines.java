package org.tillmesh.retail.cart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;
import org.tillmesh.retail.value.UserId;

/**
 * The lines of a cart, and how goods come in and go. What comes with the pieces of a line, such as a bottle's deposit, is a
 * line that rides with it: as many as that one has pieces, and gone with it.
 *
 * @param next the number that the next new line gets; numbers are never re-used
 */
record CartLines(List<CartLine> all, int next) {
    static final int LINES_MAX = 1_000;
    private static final int SERIAL_MAX = 64;

    CartLine needed(int line) {
        return all.stream()
                .filter(l -> l.line() == line)
                .findFirst()
                .orElseThrow(() -> new RetailException(
                        Rule.NO_LINE_OF_CART,
                        line,
                        all.stream().map(CartLine::line).toList()));
    }

    /** A line that comes and goes by itself. */
    CartLine carrier(int line) {
        CartLine found = needed(line);
        if (found.rides() != null) {
            throw new RetailException(Rule.RIDES_ALONG, line, found.name(), found.rides());
        }
        return found;
    }

    int touched(CartItem item) {
        CartLine fresh = item.toLine(next);
        return all.stream()
                .filter(fresh::addsTo)
                .findFirst()
                .map(CartLine::line)
                .orElse(next);
    }

    CartLines add(CartItem item) {
        CartLine fresh = item.toLine(next);
        CartBounds.checkQuantity(fresh, fresh.qty());
        checkSerial(fresh, all);
        for (CartLine line : all) {
            if (fresh.addsTo(line)) {
                return sized(line, line.qty().plus(fresh.qty()));
            }
        }
        int after = next + 1;
        var changed = new ArrayList<>(all);
        changed.add(fresh);
        if (item.container() != null) {
            changed.add(
                    CartItem.of(item.container(), Quantity.ONE).toLine(after++).asContainerOf(fresh));
        }
        if (changed.size() > LINES_MAX) {
            throw new RetailException(Rule.CART_FULL, LINES_MAX);
        }
        CartBounds.check(fresh, changed);
        return new CartLines(changed, after);
    }

    CartLines withQty(int line, Quantity qty) {
        CartLine old = carrier(line);
        if (old.labelPrice() != null && !qty.equals(old.qty())) {
            CartBounds.checkQuantity(old, qty);
            throw new RetailException(Rule.LABEL_PRICE_STANDS, line, old.labelPrice(), old.qty());
        }
        return sized(old, qty);
    }

    private CartLines sized(CartLine old, Quantity qty) {
        CartBounds.checkQuantity(old, qty);
        CartLine sized = old.withQty(qty);
        checkSerial(sized, List.of());
        CartLines changed = each(line -> line == old ? sized : ride(line, old) ? line.withQty(sized.pieces()) : line);
        CartBounds.check(sized, changed.all);
        return changed;
    }

    CartLines without(int line) {
        CartLine gone = carrier(line);
        return new CartLines(
                all.stream().filter(l -> l != gone && !ride(l, gone)).toList(), next);
    }

    CartLines soldBy(@Nullable Integer line, @Nullable UserId seller) {
        CartLine one = line == null ? null : carrier(line);
        return each(l -> one == null || l == one || ride(l, one) ? l.withSeller(seller) : l);
    }

    /** The line of that number becomes this one. */
    CartLines with(CartLine changed) {
        return each(line -> line.line() == changed.line() ? changed : line);
    }

    private CartLines each(UnaryOperator<CartLine> change) {
        return new CartLines(all.stream().map(change).toList(), next);
    }

    private static boolean ride(CartLine line, CartLine carrier) {
        return Integer.valueOf(carrier.line()).equals(line.rides());
    }

    /** One piece has a serial number, and no other has it. */
    private static void checkSerial(CartLine fresh, List<CartLine> others) {
        String serial = fresh.serial();
        if (serial == null) {
            return;
        }
        if (serial.isBlank() || serial.length() > SERIAL_MAX) {
            throw new RetailException(Rule.SERIAL_LENGTH, fresh.name(), serial.length(), SERIAL_MAX);
        }
        if (!fresh.qty().equals(Quantity.ONE)) {
            throw new RetailException(Rule.SERIAL_OF_ONE, serial, fresh.name(), fresh.qty());
        }
        for (CartLine line : others) {
            if (line.productId().equals(fresh.productId()) && serial.equals(line.serial())) {
                throw new RetailException(Rule.SERIAL_TWICE, serial, fresh.name(), line.line());
            }
        }
    }
}
