package org.tillmesh.retail.sale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.LongStream;
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
    private record Way(TenderKind kind, @Nullable String card, @Nullable String method) {
        static Way of(Tender tender) {
            return new Way(tender.kind(), tender.card(), tender.method());
        }
    }

    /**
     * Settles who pays what.
     *
     * @param credits paid back in whole, each by its tenders
     * @param sale paid by its tenders as far as it costs more than what is given
     */
    public static Exchange of(List<IssuedDocument> credits, IssuedDocument sale) {
        long[] weights = credits.stream()
                .flatMap(credit -> credit.tenders().stream())
                .mapToLong(way -> way.settles().minor())
                .toArray();
        long given = LongStream.of(weights).sum();
        long over = Math.max(0, given - sale.total().minor());
        long[] out = given == 0 ? weights : Rounding.largestRemainder(over, weights, over, given);
        var kept = new LinkedHashMap<Way, Tender>();
        var settled = new ArrayList<IssuedDocument>();
        int i = 0;
        for (IssuedDocument credit : credits) {
            var paidBack = new ArrayList<Tender>();
            var stays = new ArrayList<Tender>();
            for (Tender way : credit.tenders()) {
                Tender back = part(way, out[i]);
                Tender rest = part(way, way.settles().minor() - out[i]).worth(way.points() - back.points());
                i++;
                if (back.settles().isPositive()) {
                    paidBack.add(back);
                }
                if (rest.settles().isPositive()) {
                    stays.add(rest);
                    kept.merge(Way.of(rest), rest, Exchange::sum);
                }
            }
            settled.add(credit.exchanging(paidBack, stays).beside(List.of(sale.uuid())));
        }
        List<DocumentId> ids = settled.stream().map(IssuedDocument::uuid).toList();
        return new Exchange(
                settled,
                sale.exchanging(sale.tenders(), List.copyOf(kept.values())).beside(ids));
    }

    /** What cash was let off stays with the whole of it; a part of it is paid as it is. */
    private static Tender part(Tender way, long halalas) {
        long whole = way.settles().minor();
        return halalas == whole
                ? way
                : new Tender(way.kind(), Money.sar(halalas), way.card())
                        .by(way.method())
                        .worth(Rounding.down(way.points(), halalas, whole));
    }

    private static Tender sum(Tender one, Tender other) {
        return new Tender(one.kind(), one.amount().plus(other.amount()), one.card())
                .by(one.method())
                .rounded(one.rounding().plus(other.rounding()))
                .worth(one.points() + other.points());
    }
}
