package org.tillmesh.till.refund;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/**
 * Goods that come back without a receipt.
 *
 * @param qty null for one, or what the code says
 * @param price that is given for one; null for what it costs now
 */
public record LooseLine(String code, @Nullable Quantity qty, @Nullable Money price) {}
