package org.tillmesh.till.backroom;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.till.shop.Shop;

/** What the store has sold, as this till knows it. */
record SalesList(Shop shop) {
    BackroomAnswers.Sales since(@Nullable Instant from) {
        List<Sold> found = shop.retail().sales().since(shop.scope(), from == null ? Instant.EPOCH : from);
        SalesBook.Sums sums = SalesBook.sums(found);
        return new BackroomAnswers.Sales(
                sums.count(),
                sums.gross(),
                sums.vat(),
                found.stream()
                        .map(s -> new BackroomAnswers.Sold(
                                s.receipt().toString(),
                                s.isSale() ? "sale" : "return",
                                s.till().toString(),
                                s.total(),
                                s.vat(),
                                s.uuid(),
                                s.at()))
                        .toList());
    }
}
