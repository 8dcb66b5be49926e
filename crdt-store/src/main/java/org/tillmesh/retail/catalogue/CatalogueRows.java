package org.tillmesh.retail.catalogue;

import java.util.List;
import java.util.TreeSet;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.query.Found;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.Words;
import org.tillmesh.store.Schema.Rows;

/** What products are found by. */
public final class CatalogueRows {
    private CatalogueRows() {}

    public static void product(Product product, Rows rows) {
        product.allBarcodes().stream()
                .map(Gtin::key)
                .distinct()
                .forEach(key -> rows.row(Index.BARCODE, key, Value.NULL));
        rows.row(Index.PRODUCT_WORDS, product.id().value(), found(product).toValue());
    }

    /** The words of a product, and what it is ordered by. */
    static Found found(Product product) {
        var words = new TreeSet<>(Words.indexed(product.name()));
        words.addAll(Words.indexed(product.nameAr()));
        product.allBarcodes().forEach(code -> words.addAll(Words.of(code)));
        return new Found(
                String.join(" ", Words.of(product.name())), product.category(), product.active(), List.copyOf(words));
    }
}
