package org.tillmesh.retail.sale;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rounding;
import org.tillmesh.retail.value.Rule;
import org.tillmesh.retail.value.TenderKind;

/**
 * How a refund goes back the way the sale was paid: over what is left of each tender by its size, in whole halalas, largest
 * remainder first, equal ones in the order of the sale's tenders. So the parts of all returns together are what each
 * tender brought in.
 */
public final class PaidBack {
    private PaidBack() {}

    /** Where money came from: a kind of tender, and of gift cards which. */
    private record Source(TenderKind kind, @Nullable String card) {
        static Source of(Tender tender) {
            return new Source(tender.kind(), tender.kind() == TenderKind.GIFT ? tender.card() : null);
        }
    }

    /**
     * The tenders of a refund.
     *
     * @param earlier the returns of that sale that are known
     * @param total what is paid back, above zero
     */
    public static List<Tender> asPaid(IssuedDocument sale, Collection<IssuedDocument> earlier, Money total) {
        Map<Source, Long> left = broughtIn(sale);
        for (IssuedDocument credit : earlier) {
            for (Tender tender : credit.tenders()) {
                left.computeIfPresent(
                        Source.of(tender),
                        (source, halalas) ->
                                Math.max(0, halalas - tender.amount().minor()));
            }
        }
        List<Source> sources = List.copyOf(left.keySet());
        long[] weights = left.values().stream().mapToLong(Long::longValue).toArray();
        long sum = left.values().stream().mapToLong(Long::longValue).sum();
        if (sum < total.minor()) {
            throw new RetailException(Rule.NOT_LEFT_AS_PAID, sale.receipt(), Money.sar(sum), total);
        }
        long[] parts = Rounding.largestRemainder(total.minor(), weights, total.minor(), sum);
        var tenders = new ArrayList<Tender>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                tenders.add(new Tender(
                        sources.get(i).kind(),
                        Money.sar(parts[i]),
                        sources.get(i).card()));
            }
        }
        return tenders;
    }

    /** Whether the whole of a sale was paid in that way, so that to pay it back so needs nobody's word. */
    public static boolean isOnly(IssuedDocument sale, TenderKind kind) {
        return broughtIn(sale).keySet().stream().allMatch(source -> source.kind() == kind);
    }

    /** What each way of paying brought in: cash less the change, and what was paid before. */
    private static Map<Source, Long> broughtIn(IssuedDocument sale) {
        var sums = new LinkedHashMap<Source, Long>();
        sale.tenders()
                .forEach(tender -> sums.merge(Source.of(tender), tender.amount().minor(), Long::sum));
        sums.computeIfPresent(
                new Source(TenderKind.CASH, null),
                (cash, halalas) -> halalas - sale.change().minor());
        sale.deposits()
                .forEach(deposit -> deposit.paid()
                        .forEach(tender ->
                                sums.merge(Source.of(tender), tender.amount().minor(), Long::sum)));
        sums.values().removeIf(halalas -> halalas <= 0);
        return sums;
    }
}
