package org.tillmesh.retail.catalogue;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.ProductId;

/**
 * What a till does when it sells a product.
 *
 * @param serials whether each piece has a serial number, which its line names
 * @param container product whose price is taken for each piece and given back with it, such as a bottle's deposit; null for
 *     none
 */
public record SellingRules(boolean serials, @Nullable ProductId container) {
    public static final SellingRules NONE = new SellingRules(false, null);
}
