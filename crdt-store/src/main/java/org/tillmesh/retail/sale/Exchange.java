package org.tillmesh.retail.sale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Rounding;
import org.tillmesh.retail.value.TenderKind;

/**
 * Goods that come back, and others that are bought with them. What is given for the first pays for the second, as far as it
 * goes, by the ways that the first were paid: so what the new goods cost goes back the same ways if they come back in turn. What
 * is given beyond is paid back over all ways by their sizes, in whole halalas, largest remainder first, equal ones in their
 * order.
 *
 * @param credits the credit notes; tenders are what is paid back of each
 * @param sale its tenders are what was paid beyond what is given
 */
public record Exchange(List<IssuedDocument> credits, IssuedDocument sale) {
    public Exchange {
        credits = List.copyOf(credits);
    }

    /** A way of paying, whatever the amount. */
    private record Way(TenderKind kind, @Nullable String card) {}

    /**
     * Settles who pays what.
     *
     * @param credits paid back in whole, each by its tenders
     * @param sale paid by its tenders as far as it costs more than what is given
     */
    public static Exchange of(List<IssuedDocument> credits, IssuedDocument sale) {
        long[] weights = credits.stream()
                .flatMap(credit -> credit.tenders().stream())
                .mapToLong(way -> way.amount().minor())
                .toArray();
        long given = credits.stream().mapToLong(credit -> credit.total().minor()).sum();
        long over = Math.max(0, given - sale.total().minor());
        long[] out = given == 0 ? weights : Rounding.largestRemainder(over, weights, over, given);
        var kept = new LinkedHashMap<Way, Long>();
        var settled = new ArrayList<IssuedDocument>();
        int i = 0;
        for (IssuedDocument credit : credits) {
            var paidBack = new ArrayList<Tender>();
            var stays = new ArrayList<Tender>();
            for (Tender way : credit.tenders()) {
                long rest = way.amount().minor() - out[i];
                add(paidBack, new Way(way.kind(), way.card()), out[i]);
                add(stays, new Way(way.kind(), way.card()), rest);
                kept.merge(new Way(way.kind(), way.card()), rest, Long::sum);
                i++;
            }
            settled.add(credit.exchanging(paidBack, stays).beside(List.of(sale.uuid())));
        }
        var exchanged = new ArrayList<Tender>();
        kept.forEach((way, sum) -> add(exchanged, way, sum));
        List<DocumentId> ids = settled.stream().map(IssuedDocument::uuid).toList();
        return new Exchange(settled, sale.exchanging(sale.tenders(), exchanged).beside(ids));
    }

    private static void add(List<Tender> tenders, Way way, long halalas) {
        if (halalas > 0) {
            tenders.add(new Tender(way.kind(), Money.sar(halalas), way.card()));
        }
    }
}
