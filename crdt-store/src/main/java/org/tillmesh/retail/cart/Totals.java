package org.tillmesh.retail.cart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.catalogue.TaxShares;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Rounding;
import org.tillmesh.retail.value.TaxCategory;

/**
 * The sums of a cart with tax-inclusive prices. Per tax category G = sum of line totals after all discounts, VAT = round
 * half-up(G·r/(100+r)), net = G − VAT: the total is always what the shelf said. Line nets are the exact nets cut to
 * halalas, the rest to the largest remainders, then the lower line; a line's VAT is its total less its net. A line at a price
 * without VAT, of which nothing is taken off, has that price as its net: the VAT of such lines was worked out on their sum.
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

    /**
     * One line's part. {@code total} = gross − lineDiscount − cartDiscount = net + vat.
     *
     * @param parts of it by how they are taxed: several of a bundle whose parts are taxed unlike
     */
    public record Line(
            int line,
            Money gross,
            Money lineDiscount,
            Money cartDiscount,
            Money total,
            Money net,
            Money vat,
            List<Part> parts) {
        public Line {
            parts = List.copyOf(parts);
        }

        public Money discount() {
            return lineDiscount.plus(cartDiscount);
        }
    }

    /** What of a line is taxed in one way. {@code total} = net + vat, after the discount. */
    public record Part(TaxShares.Share share, Money discount, Money total, Money net, Money vat) {}

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

    /** What of a line is taxed in one way. @param fixed what it comes to without VAT, if its price says so */
    private record Piece(int line, TaxCategory tax, long total, @Nullable Money fixed) {}

    static Totals of(List<CartLine> lines, Priced priced) {
        var pieces = new ArrayList<Piece>();
        for (int i = 0; i < lines.size(); i++) {
            CartLine line = lines.get(i);
            Priced.Line sums = priced.lines().get(i);
            TaxShares taxes = line.taxes();
            long[] totals = taxes.of(sums.total().minor());
            for (int k = 0; k < totals.length; k++) {
                Money fixed = taxes.isMixed() ? null : sums.netOf(line.qty());
                pieces.add(new Piece(i, taxes.all().get(k).tax(), totals[k], fixed));
            }
        }
        var nets = new long[pieces.size()];
        List<Tax> taxes = taxes(pieces, nets);
        return gathered(lines, priced, pieces, nets, taxes);
    }

    private static List<Tax> taxes(List<Piece> pieces, long[] nets) {
        Map<TaxCategory, List<Integer>> byCategory = new EnumMap<>(TaxCategory.class);
        for (int i = 0; i < pieces.size(); i++) {
            byCategory
                    .computeIfAbsent(pieces.get(i).tax(), c -> new ArrayList<>())
                    .add(i);
        }
        var taxes = new ArrayList<Tax>();
        byCategory.forEach((category, indexes) -> {
            long gross = indexes.stream().mapToLong(i -> pieces.get(i).total()).sum();
            long vat = vatIncluded(gross, category.ratePercent());
            share(gross - vat, 100L + category.ratePercent(), indexes, pieces, nets);
            taxes.add(new Tax(category, Money.sar(gross), Money.sar(gross - vat), Money.sar(vat)));
        });
        return taxes;
    }

    /** Shares the net of a category out. What prices without VAT come to stands, as far as the rest takes what is left. */
    private static void share(long net, long divisor, List<Integer> indexes, List<Piece> pieces, long[] nets) {
        var fixed = new TreeMap<Integer, Long>();
        long rest = net;
        long least = 0;
        for (int i : indexes) {
            Money said = pieces.get(i).fixed();
            if (said == null) {
                least += Rounding.down(pieces.get(i).total(), 100, divisor);
            } else {
                fixed.put(i, said.minor());
                rest -= said.minor();
            }
        }
        if (rest < least || rest > least + indexes.size() - fixed.size()) {
            fixed.clear();
            rest = net;
        }
        fixed.forEach((i, said) -> nets[i] = said);
        List<Integer> shared =
                indexes.stream().filter(i -> !fixed.containsKey(i)).toList();
        long[] part = shared.stream().mapToLong(i -> pieces.get(i).total()).toArray();
        long[] partNets = Rounding.largestRemainder(rest, part, 100, divisor);
        for (int k = 0; k < part.length; k++) {
            nets[shared.get(k)] = partNets[k];
        }
    }

    private static Totals gathered(
            List<CartLine> lines, Priced priced, List<Piece> pieces, long[] nets, List<Tax> taxes) {
        var parts = new ArrayList<Line>(lines.size());
        Money undiscounted = Money.ZERO;
        Money discount = Money.ZERO;
        Money ofCart = Money.ZERO;
        int at = 0;
        for (int i = 0; i < lines.size(); i++) {
            Priced.Line line = priced.lines().get(i);
            undiscounted = undiscounted.plus(line.gross());
            discount = discount.plus(line.gross()).minus(line.total());
            ofCart = ofCart.plus(line.cartShare());
            List<TaxShares.Share> shares = lines.get(i).taxes().all();
            long[] offs =
                    lines.get(i).taxes().of(line.gross().minor() - line.total().minor());
            var split = new ArrayList<Part>();
            Money net = Money.ZERO;
            for (int k = 0; k < shares.size(); k++, at++) {
                Money total = Money.sar(pieces.get(at).total());
                Money without = Money.sar(nets[at]);
                net = net.plus(without);
                split.add(new Part(shares.get(k), Money.sar(offs[k]), total, without, total.minus(without)));
            }
            parts.add(new Line(
                    line.number(),
                    line.gross(),
                    line.lineOff(),
                    line.cartShare(),
                    line.total(),
                    net,
                    line.total().minus(net),
                    split));
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
