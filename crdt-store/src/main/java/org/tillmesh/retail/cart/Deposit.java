package org.tillmesh.retail.cart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.catalogue.TaxShares;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rounding;
import org.tillmesh.retail.value.Rule;
import org.tillmesh.retail.value.TaxCategory;

/**
 * What was paid on a cart before, by a prepayment invoice. The sale of the cart settles it.
 *
 * @param uuid of the prepayment invoice's sale, and {@code receipt} its number
 * @param parts by tax category, so that VAT is settled where it was paid
 * @param paid the ways in which it was paid, cash less the change
 */
public record Deposit(DocumentId uuid, String receipt, Instant at, List<Part> parts, List<Tender> paid) {

    /** What of it is for goods of one tax category. {@code total} = net + vat. */
    public record Part(TaxCategory tax, @Nullable Exemption exemption, Money total, Money net, Money vat) {
        Value toValue() {
            return new Body()
                    .put("tax", tax.code())
                    .put("exemption", exemption == null ? null : exemption.toValue())
                    .put("total", total)
                    .put("net", net)
                    .put("vat", vat)
                    .toValue();
        }

        static Part of(Value value) {
            Fields in = Fields.of("part of a deposit", value);
            return new Part(in.tax("tax"), Exemption.of(in), in.money("total"), in.money("net"), in.money("vat"));
        }
    }

    /** What goods of a cart are taxed alike. */
    private record Taxed(TaxCategory tax, @Nullable Exemption exemption) {}

    public Deposit {
        parts = List.copyOf(parts);
        paid = List.copyOf(paid);
    }

    public Money total() {
        return parts.stream().map(Part::total).reduce(Money.ZERO, Money::plus);
    }

    /** What several come to. */
    public static Money total(List<Deposit> deposits) {
        return deposits.stream().map(Deposit::total).reduce(Money.ZERO, Money::plus);
    }

    /**
     * An amount over what is left to be paid of a cart, by tax category: largest remainder, the cart's earlier line first.
     *
     * @throws RetailException BAD_VALUE if it is not above zero, or more than is left
     */
    public static List<Part> parts(List<CartLine> lines, Priced priced, List<Deposit> before, Money amount) {
        Map<Taxed, Long> left = left(lines, priced, before);
        long sum = left.values().stream().mapToLong(Long::longValue).sum();
        if (!amount.isPositive() || amount.minor() > sum) {
            throw new RetailException(Rule.DEPOSIT_RANGE, amount, Money.sar(sum));
        }
        long[] weights = left.values().stream().mapToLong(Long::longValue).toArray();
        long[] shares = Rounding.largestRemainder(amount.minor(), weights, amount.minor(), sum);
        var parts = new ArrayList<Part>();
        int i = 0;
        for (Taxed each : left.keySet()) {
            long share = shares[i++];
            if (share > 0) {
                int rate = each.tax().ratePercent();
                long vat = Rounding.halfUp(share, rate, 100L + rate);
                parts.add(new Part(
                        each.tax(), each.exemption(), Money.sar(share), Money.sar(share - vat), Money.sar(vat)));
            }
        }
        return parts;
    }

    /** @throws RetailException BAD_VALUE if a cart's goods of one tax category cost less than was paid on them */
    static void check(List<CartLine> lines, Priced priced, List<Deposit> before) {
        left(lines, priced, before).forEach((taxed, halalas) -> {
            if (halalas < 0) {
                throw new RetailException(Rule.DEPOSIT_ABOVE_GOODS, total(before), Money.sar(-halalas));
            }
        });
    }

    /** What goods cost, less what was paid on them before. */
    private static Map<Taxed, Long> left(List<CartLine> lines, Priced priced, List<Deposit> before) {
        var left = new LinkedHashMap<Taxed, Long>();
        for (int i = 0; i < lines.size(); i++) {
            CartLine line = lines.get(i);
            List<TaxShares.Share> shares = line.taxes().all();
            long[] totals = line.taxes().of(priced.lines().get(i).total().minor());
            for (int k = 0; k < totals.length; k++) {
                TaxShares.Share share = shares.get(k);
                left.merge(new Taxed(share.tax(), share.exemption()), totals[k], Long::sum);
            }
        }
        for (Deposit deposit : before) {
            deposit.parts()
                    .forEach(part -> left.merge(
                            new Taxed(part.tax(), part.exemption()),
                            -part.total().minor(),
                            Long::sum));
        }
        return left;
    }

    public Value toValue() {
        return new Body()
                .put("uuid", uuid)
                .put("receipt", receipt)
                .put("at", at)
                .putList("parts", parts, Part::toValue)
                .putList("paid", paid, Tender::toValue)
                .toValue();
    }

    public static Deposit of(Value value) {
        Fields in = Fields.of("deposit", value);
        return new Deposit(
                in.id("uuid", DocumentId::new),
                in.text("receipt"),
                in.time("at"),
                in.list("parts", Part::of),
                in.list("paid", Tender::of));
    }
}
