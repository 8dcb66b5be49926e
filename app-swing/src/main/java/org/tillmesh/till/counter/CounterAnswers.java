package org.tillmesh.till.counter;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.invoice.InvoiceAnswers;

/** What the counter answers: plain values, the same for the window and for the scripted till. */
public final class CounterAnswers {
    private CounterAnswers() {}

    /** @param unit {@code PCE}, {@code KGM} …; @param stockLeft on hand less what this cart takes, may be negative */
    public record Line(
            int line,
            @JsonProperty("product") ProductId productId,
            String name,
            String nameAr,
            Quantity qty,
            String unit,
            Money price,
            Money discount,
            String tax,
            Money total,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            Quantity stockLeft) {}

    /**
     * The open cart.
     *
     * @param invoice what completing it issues: standard or simplified
     * @param invoiceNote why it is not standard
     * @param handPercent the greatest share of a line that is given away by hand, like {@code 10} or {@code 33.34}
     * @param needsApproval what a manager must approve before it is paid; null for nothing
     * @param unknown scanned codes that stand for nothing here and that nobody has dealt with yet
     */
    public record Cart(
            String id,
            List<Line> lines,
            Money discount,
            Money total,
            Money vat,
            @Nullable Customer customer,
            List<InvoiceAnswers.Tender> tenders,
            Money tendered,
            Money due,
            Money change,
            String invoice,
            @Nullable Sentence invoiceNote,
            InvoiceChoice chosen,
            String handPercent,
            @Nullable Sentence needsApproval,
            List<String> unknown) {}

    /**
     * Which invoice the cashier has chosen for a cart.
     *
     * @param form as-fits, standard or simplified
     * @param marks third-party, nominal, summary
     * @param from first day of a summary, null for others
     * @param needsNationalId something in the cart is free of VAT for citizens alone
     */
    public record InvoiceChoice(
            String form,
            List<String> marks,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String nationalId,
            boolean needsNationalId) {}

    public record Scanned(Line line, Money total, Cart cart, List<Sentence> warnings) {}

    public record Product(
            ProductId id,
            String name,
            String nameAr,
            String barcode,
            String categoryId,
            Money price,
            String unit,
            Quantity onHand,
            boolean weighed,
            boolean batchTracked,
            int ageLimit) {}

    public record Customer(
            CustomerId id,
            String name,
            List<String> phones,
            @Nullable String vatNumber,
            @Nullable String address,
            @Nullable Map<String, String> nationalAddress,
            List<String> tags,
            Money balance,
            Map<String, List<String>> conflicts) {}

    public record ParkedCart(
            String id, String name, String till, Instant at, int lines, Money total, boolean homeReachable) {}

    /** A line of a receipt and how much of it can still come back. */
    public record ReturnableLine(
            int line, ProductId productId, String name, String nameAr, Quantity sold, Quantity returned, Money total) {}
}
