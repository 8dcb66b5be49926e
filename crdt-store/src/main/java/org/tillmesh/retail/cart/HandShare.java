package org.tillmesh.retail.cart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.retail.words.Wording;

/**
 * What a cart gives away by hand (prices, discounts on lines and on the cart) in percent of what it would cost without
 * them. A percentage that was typed counts as typed, whatever halala it is rounded to.
 *
 * @param line millionths of a percent that the line gives which gives most, with its part of the cart's discount, rounded
 *     up: 10 % is 10,000,000
 * @param cart the same of the whole cart
 */
public record HandShare(long line, long cart) {
    public static final HandShare NONE = new HandShare(0, 0);

    private static final int DECIMALS = 6;

    static HandShare of(Priced priced) {
        return new HandShare(millionths(priced.lineHandPercent()), millionths(priced.handPercent()));
    }

    private static long millionths(BigDecimal percent) {
        return percent.movePointRight(DECIMALS).longValueExact();
    }

    /** Whether it is more than a line, or a whole cart, may give. */
    public boolean exceeds(HandLimit limit) {
        return line > limit.linePercent() * 1_000_000L || cart > limit.cartPercent() * 1_000_000L;
    }

    /** That it is more: the limit that it is above, and the share that is. @param act takes both, in percent */
    public Sentence above(HandLimit limit, Wording act) {
        return line > limit.linePercent() * 1_000_000L
                ? act.with(limit.linePercent(), shown(line))
                : act.with(limit.cartPercent(), shown(cart));
    }

    boolean isWithin(HandShare other) {
        return line <= other.line && cart <= other.cart;
    }

    /** The greater of the two, {@code 10} or {@code 33.34}: in percent, at most two decimals, rounded up. */
    @Override
    public String toString() {
        return shown(Math.max(line, cart));
    }

    private static String shown(long millionths) {
        BigDecimal percent = BigDecimal.valueOf(millionths, DECIMALS)
                .setScale(2, RoundingMode.CEILING)
                .stripTrailingZeros();
        return percent.setScale(Math.max(0, percent.scale())).toPlainString();
    }
}
