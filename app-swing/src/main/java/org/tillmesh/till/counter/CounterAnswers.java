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

    /**
     * A line of the open cart. {@code total} = quantity × price, or what its label says, − discount.
     *
     * @param unit {@code PCE}, {@code KGM} …
     * @param price of one, before deals and discounts
     * @param priceReason why one costs that
     * @param deals promotions on its units
     * @param byHand whether its price or a discount on it was given by hand
     * @param discount its deals and its own discount
     * @param pack the further unit that it is sold by; null for the product's own
     * @param serial number of the one piece
     * @param seller user who sold it, if another than the cashier
     * @param rides number of the line whose container it is
     * @param stockLeft on hand less what this cart takes, may be negative
     * @param back of goods that come back: their line on their receipt; quantity and total are negative. Null for others
     */
    public record Line(
            int line,
            @JsonProperty("product") ProductId productId,
            String name,
            String nameAr,
            Quantity qty,
            String unit,
            Money price,
            PriceReason priceReason,
            List<Deal> deals,
            boolean byHand,
            Money discount,
            String tax,
            Money total,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            @Nullable String note,
            @Nullable String pack,
            @Nullable String serial,
            @Nullable String seller,
            @Nullable Integer rides,
            Quantity stockLeft,
            @Nullable Back back) {}

    /** A line of a receipt that comes back. */
    public record Back(String receipt, int line) {}

    /**
     * Why one costs what it costs.
     *
     * @param kind shelf, list, hand, or back for what was paid
     * @param name of the price list, or the reason that was typed; null for the shelf
     */
    public record PriceReason(String kind, @Nullable String name, @Nullable String nameAr, @Nullable Money withoutVat) {
        public PriceReason(String kind, @Nullable String name, @Nullable String nameAr) {
            this(kind, name, nameAr, null);
        }
    }

    /** What a promotion takes off. */
    public record Deal(String id, String name, String nameAr, Money off) {}

    /**
     * The open cart.
     *
     * @param dueInCash what is due if cash pays it, which is rounded down where the company says so
     * @param rounding what the buyer is let off because cash is rounded
     * @param invoice what completing it issues: standard or simplified
     * @param invoiceNote why it is not standard
     * @param discount all deals and discounts together
     * @param deals promotions on the whole cart
     * @param coupons codes that were presented
     * @param handPercent the greatest share, of a line or of the cart, that is given away by hand, like {@code 10} or
     *     {@code 33.34}
     * @param needsApproval what a manager must approve before it is paid; null for nothing
     * @param prepaid what was paid on it by deposits
     * @param quotation what was promised of its prices; null for nothing
     * @param total of the goods, less what is given for goods that come back; negative if that is more
     * @param payBack what is paid back of it then
     * @param unknown scanned codes that stand for nothing here and that nobody has dealt with yet
     */
    public record Cart(
            String id,
            List<Line> lines,
            List<Deal> deals,
            List<String> coupons,
            Money discount,
            Money total,
            Money vat,
            @Nullable Customer customer,
            List<InvoiceAnswers.Tender> tenders,
            Money tendered,
            Money prepaid,
            Money due,
            Money dueInCash,
            Money change,
            Money rounding,
            String invoice,
            @Nullable Sentence invoiceNote,
            InvoiceChoice chosen,
            String handPercent,
            @Nullable Sentence needsApproval,
            @Nullable Quoted quotation,
            List<String> unknown,
            Money payBack) {}

    /** @param holds whether its prices stand still */
    public record Quoted(String number, Instant until, boolean holds) {}

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

    /** What a command must say besides: {@code serial}. */
    public record Needs(String needs) {}

    /** Who has a phone or VAT number already. */
    public record Doubles(List<Customer> customers) {}

    /**
     * A cart that waits.
     *
     * @param quotation null for a cart whose prices nobody promised
     * @param prepaid what was paid on it by deposits
     */
    public record ParkedCart(
            String id,
            String name,
            String till,
            Instant at,
            int lines,
            Money total,
            Money prepaid,
            @Nullable Quoted quotation,
            boolean homeReachable) {}
}
