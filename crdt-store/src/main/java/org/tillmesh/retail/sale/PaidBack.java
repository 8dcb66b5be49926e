package org.tillmesh.retail.sale;

import java.util.ArrayList;
import java.util.Arrays;
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
 * tender brought in. What goes back to a card bears the approval code that it was paid by.
 */
public final class PaidBack {
    private PaidBack() {}

    /** Where money came from: a kind of tender, by which method, from which card or by which approval. */
    private record Source(TenderKind kind, @Nullable String card, @Nullable String method) {
        static Source of(Tender tender) {
            return new Source(tender.kind(), tender.card(), tender.method());
        }
    }

    /** What came by one source or went back by it: halalas of the total, how much of them was let off, points for them. */
    private record Flow(long worth, long letOff, long points) {
        static final Flow NONE = new Flow(0, 0, 0);

        static Flow of(Tender tender) {
            return new Flow(tender.settles().minor(), tender.rounding().minor(), tender.points());
        }

        Flow plus(Flow more) {
            return new Flow(worth + more.worth, letOff + more.letOff, points + more.points);
        }

        Flow less(long halalas) {
            return new Flow(worth - halalas, letOff, points);
        }

        /** Of a sum that goes with it its share when so much of it has gone, less what went before. */
        private long share(long whole, long gone, long before) {
            return Math.max(0, Rounding.down(whole, Math.min(gone, worth), worth) - before);
        }
    }

    /**
     * The tenders of a refund. What a buyer was let off, and the points that were paid, go back in proportion.
     *
     * @param earlier the returns of that sale that are known
     * @param total what is paid back, above zero
     */
    public static List<Tender> asPaid(IssuedDocument sale, Collection<IssuedDocument> earlier, Money total) {
        Map<Source, Flow> in = broughtIn(sale);
        var back = new LinkedHashMap<Source, Flow>();
        for (IssuedDocument credit : earlier) {
            for (Tender tender : credit.ways()) {
                back.merge(of(tender, in.keySet()), Flow.of(tender), Flow::plus);
            }
        }
        List<Source> sources = List.copyOf(in.keySet());
        long[] left = sources.stream()
                .mapToLong(source -> Math.max(
                        0,
                        in.getOrDefault(source, Flow.NONE).worth()
                                - back.getOrDefault(source, Flow.NONE).worth()))
                .toArray();
        long sum = Arrays.stream(left).sum();
        if (sum < total.minor()) {
            throw new RetailException(Rule.NOT_LEFT_AS_PAID, sale.receipt(), Money.sar(sum), total);
        }
        long[] parts = Rounding.largestRemainder(total.minor(), left, total.minor(), sum);
        var tenders = new ArrayList<Tender>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                Source source = sources.get(i);
                tenders.add(part(
                        source, in.getOrDefault(source, Flow.NONE), back.getOrDefault(source, Flow.NONE), parts[i]));
            }
        }
        return tenders;
    }

    /** Where it came from: what names another card or method than the sale does belongs to the first of its kind. */
    private static Source of(Tender tender, Collection<Source> sources) {
        Source named = Source.of(tender);
        return sources.contains(named)
                ? named
                : sources.stream()
                        .filter(source -> source.kind() == tender.kind())
                        .findFirst()
                        .orElse(named);
    }

    private static Tender part(Source source, Flow in, Flow before, long halalas) {
        long gone = before.worth() + halalas;
        long letOff = Math.min(halalas, in.share(in.letOff(), gone, before.letOff()));
        return new Tender(
                source.kind(),
                Money.sar(halalas - letOff),
                source.card(),
                source.method(),
                Money.sar(letOff),
                in.share(in.points(), gone, before.points()),
                null,
                null);
    }

    /** Whether the whole of a sale was paid in that way, so that to pay it back so needs nobody's word. */
    public static boolean isOnly(IssuedDocument sale, TenderKind kind) {
        return broughtIn(sale).keySet().stream().allMatch(source -> source.kind() == kind);
    }

    /** What each way of paying brought in: cash less the change, and what was paid before. */
    private static Map<Source, Flow> broughtIn(IssuedDocument sale) {
        var sums = new LinkedHashMap<Source, Flow>();
        sale.ways().forEach(tender -> sums.merge(Source.of(tender), Flow.of(tender), Flow::plus));
        long change = sale.change().minor();
        for (Map.Entry<Source, Flow> each : sums.entrySet()) {
            if (each.getKey().kind() == TenderKind.CASH) {
                long taken = Math.min(change, each.getValue().worth());
                each.setValue(each.getValue().less(taken));
                change -= taken;
            }
        }
        sale.deposits().forEach(deposit -> deposit.paid()
                .forEach(tender -> sums.merge(Source.of(tender), Flow.of(tender), Flow::plus)));
        sums.values().removeIf(flow -> flow.worth() <= 0);
        return sums;
    }
}
