package org.tillmesh.retail.cart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.deal.Discount;

/**
 * What a cart gives away by hand (discounts on lines and on the cart) in percent of what it would cost without them: the
 * greatest share of any line, with its part of the cart's discount, which is never below the share of the whole cart. A
 * percentage that was typed counts as typed, whatever halala it is rounded to.
 *
 * @param millionths of a percent, rounded up: 10 % is 10,000,000
 */
public record HandShare(long millionths) implements Comparable<HandShare> {
    public static final HandShare NONE = new HandShare(0);

    private static final int DECIMALS = 6;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

    static HandShare of(Cart cart) {
        BigDecimal sum = cart.lines().stream().map(HandShare::left).reduce(BigDecimal.ZERO, BigDecimal::add);
        HandShare greatest = NONE;
        for (CartLine line : cart.lines()) {
            HandShare share = of(line, cart.discount(), sum);
            greatest = share.compareTo(greatest) > 0 ? share : greatest;
        }
        return greatest;
    }

    /** What a line's own discount leaves, in halalas and parts of them. */
    private static BigDecimal left(CartLine line) {
        BigDecimal gross = BigDecimal.valueOf(line.gross().minor());
        return line.discount() instanceof Discount.Percent percent
                ? gross.multiply(kept(percent))
                : gross.subtract(BigDecimal.valueOf(line.lineDiscount().minor()));
    }

    private static BigDecimal kept(Discount.Percent percent) {
        return WHOLE.subtract(BigDecimal.valueOf(percent.hundredths())).divide(WHOLE);
    }

    /** Its percentage is 100 × (gross − kept ÷ part) ÷ gross: one division, so that it is rounded once. */
    private static HandShare of(CartLine line, @Nullable Discount ofCart, BigDecimal sum) {
        BigDecimal gross = BigDecimal.valueOf(line.gross().minor());
        if (gross.signum() == 0) {
            return NONE;
        }
        BigDecimal kept = left(line);
        BigDecimal part = BigDecimal.ONE;
        if (ofCart instanceof Discount.Percent percent) {
            kept = kept.multiply(kept(percent));
        } else if (ofCart instanceof Discount.Amount amount && sum.signum() > 0) {
            BigDecimal off = BigDecimal.valueOf(amount.money().minor()).min(sum);
            kept = kept.multiply(sum.subtract(off));
            part = sum;
        }
        BigDecimal whole = gross.multiply(part);
        BigDecimal percent = whole.subtract(kept).scaleByPowerOfTen(2).divide(whole, DECIMALS, RoundingMode.CEILING);
        return new HandShare(percent.movePointRight(DECIMALS).longValueExact());
    }

    public boolean exceeds(int limitPercent) {
        return millionths > limitPercent * 1_000_000L;
    }

    @Override
    public int compareTo(HandShare other) {
        return Long.compare(millionths, other.millionths);
    }

    /** {@code 10}, {@code 33.34}: in percent, at most two decimals, rounded up. */
    @Override
    public String toString() {
        BigDecimal percent = BigDecimal.valueOf(millionths, DECIMALS)
                .setScale(2, RoundingMode.CEILING)
                .stripTrailingZeros();
        return percent.setScale(Math.max(0, percent.scale())).toPlainString();
    }
}
