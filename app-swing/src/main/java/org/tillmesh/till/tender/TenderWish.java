package org.tillmesh.till.tender;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;

/**
 * What is offered in payment.
 *
 * @param kind null where the method tells it
 * @param card the gift card's number, the approval code of a terminal's slip, or a transfer's reference
 * @param method id of a payment method; null for the first of that kind
 */
public record TenderWish(@Nullable TenderKind kind, Money amount, @Nullable String card, @Nullable String method) {}
