package org.tillmesh.till.goods;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Quantity;

/** Goods as somebody names them; what is null the code may say. */
public record GoodsAsked(String code, @Nullable Quantity qty, @Nullable String batch, @Nullable LocalDate expiry) {}
