package org.tillmesh.till.scan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.Catalogue;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.ProductUnit;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.words.Sentence;

/**
 * What a code stands for: a product, how much of it, which batch.
 *
 * @param label it says how much itself, so that it is a line of its own
 * @param price what the label asks for the whole; null where quantity × price tells
 * @param shelf what as much costs on the shelf; null where only the label's price tells how much it is
 * @param unit a further unit of the product, such as a carton, that the quantity is of; null for its own
 * @param serial number of the one piece, if the code says it; null otherwise
 * @param doubt what somebody should look at on the goods themselves; null for nothing
 */
public record Scan(
        Product product,
        Quantity qty,
        boolean label,
        @Nullable Money price,
        @Nullable Money shelf,
        @Nullable String batch,
        @Nullable LocalDate expiry,
        @Nullable Sentence doubt,
        @Nullable ProductUnit unit,
        @Nullable String serial) {

    Scan(
            Product product,
            Quantity qty,
            boolean label,
            @Nullable Money price,
            @Nullable Money shelf,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            @Nullable Sentence doubt) {
        this(product, qty, label, price, shelf, batch, expiry, doubt, null, null);
    }

    public static Scan plain(Product product, @Nullable Quantity qty, @Nullable String batch) {
        return new Scan(product, qty == null ? Quantity.ONE : qty, false, null, null, batch, null, null);
    }

    static Scan of(Catalogue.Sellable found, @Nullable Quantity qty) {
        return new Scan(
                found.product(),
                qty == null ? Quantity.ONE : qty,
                false,
                null,
                null,
                null,
                null,
                null,
                found.unit(),
                null);
    }

    Scan of(@Nullable String ofBatch, @Nullable LocalDate until) {
        return new Scan(product, qty, label, price, shelf, ofBatch, until, doubt, unit, serial);
    }

    /** The same of one piece. */
    public Scan numbered(@Nullable String number) {
        return new Scan(product, qty, label, price, shelf, batch, expiry, doubt, unit, number);
    }

    Scan doubted(@Nullable Sentence by) {
        return new Scan(product, qty, label, price, shelf, batch, expiry, by, unit, serial);
    }

    /** Whether only the label's price tells how much it is. */
    public boolean isGuessed() {
        return price != null
                && Product.isDivisible(product.unit())
                && !product.price().isPositive();
    }
}
