package org.tillmesh.retail.catalogue;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;

/**
 * What a till does when it sells a product.
 *
 * @param serials whether each piece has a serial number, which its line names
 * @param container product whose price is taken for each piece and given back with it, such as a bottle's deposit; null for
 *     none
 * @param parts what a bundle is made of: how much of each product goes with one of it; empty for goods that are one thing
 */
public record SellingRules(boolean serials, @Nullable ProductId container, SortedMap<ProductId, Quantity> parts) {
    public static final SellingRules NONE = new SellingRules(false, null);

    public SellingRules {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    /** Of goods that are one thing. */
    public SellingRules(boolean serials, @Nullable ProductId container) {
        this(serials, container, new TreeMap<>());
    }

    /** Whether it is made of other products, which the stock has in its place. */
    public boolean isBundle() {
        return !parts.isEmpty();
    }
}
