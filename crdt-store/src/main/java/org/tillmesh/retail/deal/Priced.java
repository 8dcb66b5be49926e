package org.tillmesh.retail.deal;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;

/**
 * What a basket costs, and why. {@code total} = sum of the lines' totals.
 *
 * @param deals spend promotions on the whole cart, in the order in which they were given
 * @param cartOff what the discount by hand on the whole cart takes off
 * @param handPercent what was given by hand, in percent of what the basket costs without; not rounded to halalas where a
 *     percentage was typed, cut to six decimals upwards
 */
public record Priced(List<Line> lines, List<Deal> deals, Money cartOff, Money total, BigDecimal handPercent) {

    /** @param off never negative */
    public record Deal(String id, String name, String nameAr, Money off) {}

    /** Why a unit costs what it costs. @param list of kind LIST, else null */
    public record Reason(Kind kind, @Nullable PriceList list) {
        public static final Reason SHELF = new Reason(Kind.SHELF, null);
        public static final Reason HAND = new Reason(Kind.HAND, null);
    }

    public enum Kind {
        SHELF,
        LIST,
        HAND
    }

    /**
     * {@code total} = gross − deals − handOff − cartShare.
     *
     * @param price of one unit before any deal
     * @param deals promotions on its units
     * @param units what promotions take off its single units, dearest promise first where a set comes to uneven halalas;
     *     units that no promotion used are not in it
     * @param handOff its own discount by hand
     * @param cartShare its share of what the whole cart gets off: spend promotions and the cart's discount by hand
     */
    public record Line(
            int number,
            Money price,
            Reason reason,
            Money gross,
            List<Deal> deals,
            List<Run> units,
            Money handOff,
            Money cartShare,
            Money total) {
        public Line {
            deals = List.copyOf(deals);
            units = List.copyOf(units);
        }
    }

    /** @param count so many units one after another, each with so much off */
    public record Run(long count, Money off) {}

    public Priced {
        lines = List.copyOf(lines);
        deals = List.copyOf(deals);
    }
}
