package org.tillmesh.retail.sale;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rounding;
import org.tillmesh.retail.value.Rule;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.words.Sentence;

/**
 * Returns against a receipt. Of a line of n units, with k returned so far (this return among them), it refunds
 * round(line total × k ÷ n) less what was refunded before, VAT likewise: all parts together equal the sale. Where promotions
 * took off single units it refunds what was paid for the first k of them instead.
 */
public final class Returns {
    private Returns() {}

    /** A line of the sale and how much of it comes back. */
    public record Wanted(int line, Quantity qty) {}

    /** What of a sale's line has come back already, over all its returns. */
    public record Returned(Quantity qty, Money total, Money vat) {
        public static final Returned NOTHING = new Returned(Quantity.ZERO, Money.ZERO, Money.ZERO);

        Returned plus(Returned more) {
            return new Returned(qty.plus(more.qty), total.plus(more.total), vat.plus(more.vat));
        }
    }

    /** Per line of the sale what these returns of it took back. */
    public static TreeMap<Integer, Returned> soFar(List<IssuedDocument> returnsOfIt) {
        return sum(returnsOfIt.stream().map(Refund::of).toList());
    }

    private static TreeMap<Integer, Returned> sum(Collection<Refund> refunds) {
        var found = new TreeMap<Integer, Returned>();
        refunds.forEach(refund -> refund.lines().forEach((line, back) -> found.merge(line, back, Returned::plus)));
        return found;
    }

    /**
     * The credit note for some of a sale's goods.
     *
     * @param earlier the returns of that sale that are known
     * @throws RetailException UNKNOWN_LINE, BAD_VALUE (quantity), ALREADY_RETURNED
     */
    public static IssuedDocument of(
            IssuedDocument.Heading heading,
            IssuedDocument sale,
            List<IssuedDocument> earlier,
            List<Wanted> wanted,
            String reason,
            TenderKind tender,
            boolean restock) {
        return ofWhatIsLeft(heading, sale, earlier.stream().map(Refund::of).toList(), wanted, reason, tender, restock);
    }

    /** The same, beside returns of which some are only promised yet. */
    public static IssuedDocument ofWhatIsLeft(
            IssuedDocument.Heading heading,
            IssuedDocument sale,
            Collection<Refund> earlier,
            List<Wanted> wanted,
            String reason,
            TenderKind tender,
            boolean restock) {
        return ofWhatIsLeft(
                heading, sale, earlier, wanted, reason, total -> List.of(new Tender(tender, total, null)), restock);
    }

    /**
     * The same, paid back in several ways.
     *
     * @param paidBack the tenders that a total above zero is paid back by
     */
    public static IssuedDocument ofWhatIsLeft(
            IssuedDocument.Heading heading,
            IssuedDocument sale,
            Collection<Refund> earlier,
            List<Wanted> wanted,
            String reason,
            Function<Money, List<Tender>> paidBack,
            boolean restock) {
        List<IssuedLine> lines = lines(sale, earlier, wanted);
        Money total = Money.ZERO;
        Money vat = Money.ZERO;
        for (IssuedLine line : lines) {
            total = total.plus(line.total());
            vat = vat.plus(line.vat());
        }
        return new IssuedDocument(
                IssuedDocument.Kind.RETURN,
                heading.uuid(),
                heading.receipt(),
                heading.cashier(),
                heading.approvedBy(),
                heading.shift(),
                heading.at(),
                lines,
                total.isZero() ? List.of() : paidBack.apply(total),
                total,
                vat,
                Money.ZERO,
                heading.key(),
                null,
                null,
                sale.customerId(),
                sale.uuid(),
                sale.receipt().toString(),
                reason,
                restock,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The lines of a credit note, checked and priced. @throws RetailException as {@link #of} */
    public static List<IssuedLine> lines(IssuedDocument sale, Collection<Refund> earlier, List<Wanted> wanted) {
        if (!sale.isSale()) {
            throw new RetailException(Rule.RETURN_OF_A_RETURN, sale.receipt());
        }
        if (wanted.isEmpty()) {
            throw new RetailException(Rule.RETURN_OF_NOTHING, sale.receipt());
        }
        var soFar = sum(earlier);
        var seen = new TreeSet<Integer>();
        var lines = new ArrayList<IssuedLine>();
        for (Wanted want : withContainers(sale, soFar, whole(sale, wanted))) {
            if (!seen.add(want.line())) {
                throw new RetailException(Rule.RETURN_LINE_TWICE, want.line());
            }
            lines.add(part(sale, want, soFar.getOrDefault(want.line(), Returned.NOTHING), earlier));
        }
        return lines;
    }

    /** A bundle comes back as a whole: what of it is taxed otherwise goes with it, named or not. */
    private static List<Wanted> whole(IssuedDocument sale, List<Wanted> wanted) {
        var all = new ArrayList<Wanted>();
        for (Wanted want : wanted) {
            Optional<Integer> bundle = sale.lines().stream()
                    .filter(line -> line.line() == want.line())
                    .flatMap(line -> sale.bundleOf(line).stream())
                    .findFirst();
            if (bundle.isEmpty()) {
                all.add(want);
            } else if (wanted.stream().noneMatch(other -> other.line() == bundle.get())) {
                throw new RetailException(Rule.RETURN_PART_OF_BUNDLE, want.line(), bundle.get());
            }
        }
        return all;
    }

    /** With the containers of what comes back, as far as they did not come back before or are named themselves. */
    private static List<Wanted> withContainers(
            IssuedDocument sale, TreeMap<Integer, Returned> soFar, List<Wanted> wanted) {
        var all = new ArrayList<>(wanted);
        for (Wanted want : wanted) {
            for (IssuedLine line : sale.lines()) {
                boolean isNamed = wanted.stream().anyMatch(w -> w.line() == line.line());
                if (!Integer.valueOf(want.line()).equals(line.rides()) || isNamed) {
                    continue;
                }
                Quantity pieces = sale.lines().stream()
                        .filter(l -> l.line() == want.line() && line.pack() == null)
                        .flatMap(l -> Stream.ofNullable(l.pack()))
                        .findFirst()
                        .map(pack -> pack.pieces(want.qty()))
                        .orElse(want.qty());
                Quantity left = line.qty()
                        .minus(soFar.getOrDefault(line.line(), Returned.NOTHING).qty());
                Quantity back = pieces.compareTo(left) < 0 ? pieces : left;
                if (back.isPositive()) {
                    all.add(new Wanted(line.line(), back));
                }
            }
        }
        return all;
    }

    private static IssuedLine part(IssuedDocument sale, Wanted want, Returned before, Collection<Refund> earlier) {
        IssuedLine sold = sale.lines().stream()
                .filter(l -> l.line() == want.line())
                .findFirst()
                .orElseThrow(() -> new RetailException(
                        Rule.NO_LINE_OF_RECEIPT,
                        sale.receipt(),
                        want.line(),
                        sale.goods().stream().map(IssuedLine::line).toList()));
        if (sold.isSettlement()) {
            throw new RetailException(Rule.DEPOSIT_LINE, want.line(), sale.receipt());
        }
        if (!want.qty().isPositive()
                || (!Product.isDivisible(sold.unit()) && !want.qty().isWhole())) {
            throw new RetailException(
                    Rule.RETURN_QUANTITY,
                    want.qty(),
                    want.line(),
                    Product.isDivisible(sold.unit()) ? "positive" : "whole");
        }
        Quantity after = before.qty().plus(want.qty());
        if (after.compareTo(sold.qty()) > 0) {
            throw new RetailException(
                    Rule.ALREADY_RETURNED,
                    want.line(),
                    sale.receipt(),
                    sold.qty(),
                    before.qty(),
                    sold.qty().minus(before.qty()),
                    byWhom(want.line(), earlier));
        }
        Money total = atLeastZero(sold.part(sold.total(), after).minus(before.total()));
        // Rounded apart, a part of a few halalas could hold more VAT than it refunds; the rest waits for the next part.
        Money vat = least(total, atLeastZero(sold.part(sold.vat(), after).minus(before.vat())));
        // By what was sold, not by the price of a unit: a label's price need not be quantity × price.
        Money soldGross = sold.total().plus(sold.discount());
        Money gross = share(soldGross, after, sold.qty()).minus(share(soldGross, before.qty(), sold.qty()));
        return sold.back(before.qty(), want.qty(), total, vat, atLeastZero(gross.minus(total)));
    }

    private static List<Sentence> byWhom(int line, Collection<Refund> earlier) {
        return earlier.stream()
                .filter(refund -> refund.lines().containsKey(line))
                .map(Refund::words)
                .toList();
    }

    private static Money atLeastZero(Money money) {
        return money.isNegative() ? Money.ZERO : money;
    }

    private static Money least(Money a, Money b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Money share(Money whole, Quantity of, Quantity all) {
        return Money.sar(Rounding.halfUp(whole.minor(), of.thousandths(), all.thousandths()));
    }
}
