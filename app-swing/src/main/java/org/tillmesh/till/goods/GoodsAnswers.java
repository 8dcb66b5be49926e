package org.tillmesh.till.goods;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.words.Sentence;

/** What is answered about goods. */
public final class GoodsAnswers {
    private GoodsAnswers() {}

    public record Batch(String batch, @Nullable LocalDate expiry, Quantity onHand) {}

    /**
     * @param again whether the command's key had done it before
     * @param order how the purchase order stands that goods were received by; null for none
     * @param warnings what somebody should look at on the goods themselves
     */
    public record Stock(
            ProductId productId,
            Quantity onHand,
            List<Batch> batches,
            Instant asOf,
            Map<String, Instant> heardFrom,
            boolean checkAgain,
            boolean again,
            @Nullable PurchaseOrder order,
            List<Sentence> warnings) {}

    /**
     * @param expected what should have been there at the first entry; null while nobody is to see it
     * @param difference what was counted less what was expected
     * @param entries how many parts it was counted in
     */
    public record SheetLine(
            ProductId product,
            String name,
            String nameAr,
            @Nullable String batch,
            Quantity counted,
            @Nullable Quantity expected,
            @Nullable Quantity difference,
            int entries) {}

    /**
     * A count sheet.
     *
     * @param state {@code open} or {@code posted}
     * @param uncounted products of its category that are in stock and not on it
     */
    public record Sheet(
            String id,
            String name,
            String category,
            boolean blind,
            String state,
            String openedBy,
            Instant openedAt,
            @Nullable String postedBy,
            @Nullable Instant postedAt,
            List<SheetLine> lines,
            int uncounted) {}

    /** @param again whether it was done before; @param warnings what somebody should look at on the goods themselves */
    public record SheetDone(Sheet sheet, boolean again, List<Sentence> warnings) {}

    /** @param lines how many batches are counted on it */
    public record SheetHead(
            String id,
            String name,
            String category,
            boolean blind,
            String state,
            String openedBy,
            Instant openedAt,
            @Nullable Instant postedAt,
            int lines) {}

    /** @param open what is still to come; @param over what came beyond what was ordered */
    public record OrderLine(
            ProductId product,
            String name,
            String nameAr,
            Quantity ordered,
            Quantity received,
            Quantity open,
            Quantity over,
            @Nullable Money cost) {}

    /** @param state {@code open}, {@code partly}, {@code received}, {@code closed} or {@code cancelled} */
    public record PurchaseOrder(
            String id,
            String supplier,
            String supplierName,
            String state,
            @Nullable LocalDate expected,
            String note,
            List<OrderLine> lines) {}

    /**
     * A change of a product's stock.
     *
     * @param kind {@code sale}, {@code return}, {@code receive}, {@code waste}, {@code adjust}, {@code transfer-out},
     *     {@code transfer-in} or {@code count}
     * @param qty what it added; of a count: by how much it differed from what was there
     * @param onHand of the whole product, after it
     * @param document the sale, return, transfer, purchase order or count sheet that it belongs to
     * @param till null for head office
     */
    public record StockMove(
            String id,
            Instant at,
            String kind,
            @Nullable String batch,
            Quantity qty,
            Quantity onHand,
            @Nullable String document,
            @Nullable String till,
            @Nullable String user,
            @Nullable String reason,
            @Nullable String note,
            @Nullable Money cost) {}
}
