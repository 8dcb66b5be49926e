package org.tillmesh.till.refund;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;

/** What is answered about goods that come back. */
public final class RefundAnswers {
    private RefundAnswers() {}

    /** An issued document that was found; amounts of a return are negative. */
    public record FoundSale(
            String receipt, String kind, String till, Money total, Money vat, DocumentId uuid, Instant at) {
        static FoundSale of(Sold sold) {
            return new FoundSale(
                    sold.receipt().toString(),
                    sold.isSale() ? "sale" : "return",
                    sold.till().toString(),
                    sold.total(),
                    sold.vat(),
                    sold.uuid(),
                    sold.at());
        }
    }

    /** @param count of those that are listed, and {@code gross}, {@code vat} their signed sums */
    public record FoundSales(int count, Money gross, Money vat, List<FoundSale> sales) {}

    /** @param receipt its number, however it was asked for */
    public record ReturnableReceipt(String receipt, List<ReturnableLine> lines) {}

    /** A line of a receipt and how much of it can still come back. */
    public record ReturnableLine(
            int line,
            ProductId productId,
            String name,
            String nameAr,
            Quantity sold,
            Quantity returned,
            Money total,
            @Nullable String serial) {}
}
