package org.tillmesh.retail.cart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Rounding;
import org.tillmesh.retail.value.TaxCategory;

/**
 * The sums of a cart with tax-inclusive prices. Per tax category G = sum of line totals after all discounts, VAT = round
 * half-up(G·r/(100+r)), net = G − VAT: the total is always what the shelf said. Line nets are the exact nets cut to
 * halalas, the rest to the largest remainders, then the lower line; a line's VAT is its total less its net.
 *
 * @param undiscounted sum of quantity × price
 * @param discount all discounts and deals together
 * @param cartDiscount the part of it that was given on the whole cart, by hand or by promotions
 */
public record Totals(
        List<Line> lines,
        List<Tax> taxes,
        Money undiscounted,
        Money discount,
        Money cartDiscount,
        Money total,
        Money vat,
        Money net) {

    /** One line's part. {@code total} = gross − lineDiscount − cartDiscount = net + vat. */
    public record Line(
            int line, Money gross, Money lineDiscount, Money cartDiscount, Money total, Money net, Money vat) {
        public Money discount() {
            return lineDiscount.plus(cartDiscount);
        }
    }

    /**
     * One tax category's part. {@code total} = net + vat.
     *
     * @param exemption why it bears no VAT; empty texts where it bears some, or where reasons are not told apart
     */
    public record Tax(TaxCategory category, Money total, Money net, Money vat, Exemption exemption) {
        public Tax(TaxCategory category, Money total, Money net, Money vat) {
            this(category, total, net, vat, Exemption.NONE);
        }

        public Tax plus(Tax other) {
            return new Tax(category, total.plus(other.total), net.plus(other.net), vat.plus(other.vat), exemption);
        }
    }

    public Totals {
        lines = List.copyOf(lines);
        taxes = List.copyOf(taxes);
    }

    static Totals of(List<CartLine> lines, Priced priced) {
        int n = lines.size();
        var totals = new long[n];
        for (int i = 0; i < n; i++) {
            totals[i] = priced.lines().get(i).total().minor();
        }
        var nets = new long[n];
        List<Tax> taxes = taxes(lines, totals, nets);
        return gathered(priced, nets, taxes);
    }

    private static List<Tax> taxes(List<CartLine> lines, long[] totals, long[] nets) {
        Map<TaxCategory, List<Integer>> byCategory = new EnumMap<>(TaxCategory.class);
        for (int i = 0; i < lines.size(); i++) {
            byCategory
                    .computeIfAbsent(lines.get(i).tax(), c -> new ArrayList<>())
                    .add(i);
        }
        var taxes = new ArrayList<Tax>();
        byCategory.forEach((category, indexes) -> {
            long[] part = indexes.stream().mapToLong(i -> totals[i]).toArray();
            long gross = Arrays.stream(part).sum();
            long vat = vatIncluded(gross, category.ratePercent());
            long[] partNets = Rounding.largestRemainder(gross - vat, part, 100, 100L + category.ratePercent());
            for (int k = 0; k < part.length; k++) {
                nets[indexes.get(k)] = partNets[k];
            }
            taxes.add(new Tax(category, Money.sar(gross), Money.sar(gross - vat), Money.sar(vat)));
        });
        return taxes;
    }

    private static Totals gathered(Priced priced, long[] nets, List<Tax> taxes) {
        var parts = new ArrayList<Line>(nets.length);
        Money undiscounted = Money.ZERO;
        Money discount = Money.ZERO;
        Money ofCart = Money.ZERO;
        for (int i = 0; i < nets.length; i++) {
            Priced.Line line = priced.lines().get(i);
            undiscounted = undiscounted.plus(line.gross());
            discount = discount.plus(line.gross()).minus(line.total());
            ofCart = ofCart.plus(line.cartShare());
            parts.add(new Line(
                    line.number(),
                    line.gross(),
                    line.lineOff(),
                    line.cartShare(),
                    line.total(),
                    Money.sar(nets[i]),
                    line.total().minus(Money.sar(nets[i]))));
        }
        Money vat = taxes.stream().map(Tax::vat).reduce(Money.ZERO, Money::plus);
        Money net = taxes.stream().map(Tax::net).reduce(Money.ZERO, Money::plus);
        return new Totals(parts, taxes, undiscounted, discount, ofCart, net.plus(vat), vat, net);
    }

    /** The VAT that a tax-inclusive amount holds: round half-up(gross × rate ÷ (100 + rate)). */
    public static long vatIncluded(long gross, int ratePercent) {
        return Rounding.halfUp(gross, ratePercent, 100L + ratePercent);
    }
}
