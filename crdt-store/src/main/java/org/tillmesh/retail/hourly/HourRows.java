package org.tillmesh.retail.hourly;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.query.Fold;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Schema.Rows;

/** What hours are summed by, and by what a customer's documents are found. */
public final class HourRows {
    private HourRows() {}

    public static final Map<String, Fold> FOLDS =
            Map.of(Index.HOUR_SALES, new OfSales(), Index.HOUR_PRODUCTS, new OfProducts());

    public static void issued(IssuedDocument document, Rows rows) {
        String key = HourKey.of(document).text();
        rows.row(Index.HOUR_SALES, key, SalesSums.of(document).toValue());
        rows.row(Index.HOUR_PRODUCTS, key, ProductSums.of(document).toValue());
        if (document.customerId() != null) {
            rows.row(
                    Index.CUSTOMER_ISSUED,
                    Index.key(
                            Index.ordered(document.at().toEpochMilli()),
                            document.uuid().value()),
                    Value.list(List.of(
                            Value.of(document.customerId().value()),
                            Value.of(document.signed(document.total()).minor()),
                            Value.of(document.signed(document.vat()).minor()))));
        }
    }

    private static final class OfSales implements Fold {
        @Override
        public Value of(List<Row> group) {
            var sums = new SalesSums();
            group.forEach(row -> sums.plus(SalesSums.of(row.value())));
            return sums.toValue();
        }

        @Override
        public boolean isGrowing() {
            return true;
        }

        @Override
        public Schema.Folded grown(String key, @Nullable Value fold, List<Row> added) {
            var sums = fold == null ? new SalesSums() : SalesSums.of(fold);
            added.forEach(row -> sums.plus(SalesSums.of(row.value())));
            return new Schema.Folded(key, sums.toValue());
        }
    }

    private static final class OfProducts implements Fold {
        @Override
        public Value of(List<Row> group) {
            var sums = new ProductSums();
            group.forEach(row -> sums.plus(row.value()));
            return sums.toValue();
        }

        @Override
        public boolean isGrowing() {
            return true;
        }

        @Override
        public Schema.Folded grown(String key, @Nullable Value fold, List<Row> added) {
            var sums = new ProductSums();
            if (fold != null) {
                sums.plus(fold);
            }
            added.forEach(row -> sums.plus(row.value()));
            return new Schema.Folded(key, sums.toValue());
        }
    }
}
