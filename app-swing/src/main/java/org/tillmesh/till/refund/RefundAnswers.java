package org.tillmesh.till.refund;

import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;

/** What is answered about goods that come back. */
public final class RefundAnswers {
    private RefundAnswers() {}

    /** A line of a receipt and how much of it can still come back. */
    public record ReturnableLine(
            int line, ProductId productId, String name, String nameAr, Quantity sold, Quantity returned, Money total) {}
}
