package org.tillmesh.till.counter;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.words.Sentence;

/**
 * What a code stands for: a product, how much of it, which batch.
 *
 * @param label it says how much itself, so that it is a line of its own
 * @param price what the label asks for the whole; null where quantity × price tells
 * @param shelf what as much costs on the shelf; null where only the label's price tells how much it is
 * @param doubt what somebody should look at on the goods themselves; null for nothing
 */
record Scan(
        Product product,
        Quantity qty,
        boolean label,
        @Nullable Money price,
        @Nullable Money shelf,
        @Nullable String batch,
        @Nullable LocalDate expiry,
        @Nullable Sentence doubt) {
    static Scan plain(Product product, @Nullable Quantity qty, @Nullable String batch) {
        return new Scan(product, qty == null ? Quantity.ONE : qty, false, null, null, batch, null, null);
    }

    Scan doubted(@Nullable Sentence by) {
        return new Scan(product, qty, label, price, shelf, batch, expiry, by);
    }

    boolean isGuessed() {
        return price != null
                && Product.isDivisible(product.unit())
                && !product.price().isPositive();
    }
}
