package org.tillmesh.till.shop;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** What the till answers: plain values, the same for the window and for the scripted till. */
public final class Answers {
    private Answers() {}

    /** @param changePin whether the user is to choose a new PIN */
    public record Session(String userId, String name, String nameAr, String role, boolean changePin) {}

    /** @param known whether this till holds the new PIN already; else it comes with head office's next records */
    public record NewPin(String user, boolean known) {}

    public record Shift(String id, int number, String userId, Instant openedAt, Money openingFloat) {}

    public record ShiftClosed(String shift, int zNumber, Money expected, Money counted, Money difference) {}

    /** @param unit {@code PCE}, {@code KGM} …; @param stockLeft on hand less what this cart takes, may be negative */
    public record Line(
            int line,
            @JsonProperty("product") String productId,
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

    public record Tender(String kind, Money amount, @Nullable String card) {}

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
            List<Tender> tenders,
            Money tendered,
            Money due,
            Money change,
            String invoice,
            @Nullable String invoiceNote,
            InvoiceChoice chosen,
            String handPercent,
            @Nullable String needsApproval,
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

    public record Scanned(Line line, Money total, Cart cart, List<String> warnings) {}

    public record Product(
            String id,
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
            String id,
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

    /**
     * A finished document.
     *
     * @param again the same key had been completed before; nothing was done again
     * @param invoice standard or simplified
     * @param taxInvoice false for a standard one until the authority has cleared it: a proforma is handed over
     * @param note why it is not standard though the customer has a VAT number; null otherwise
     * @param tenders how a return was paid back; null for a sale
     */
    public record Receipt(
            String receipt,
            String uuid,
            long icv,
            Money total,
            Money vat,
            Money change,
            boolean again,
            String invoice,
            boolean taxInvoice,
            @Nullable String note,
            @Nullable List<Tender> tenders) {
        /** The same after the authority has cleared it. */
        public Receipt cleared() {
            return new Receipt(receipt, uuid, icv, total, vat, change, again, invoice, true, note, tenders);
        }
    }

    /**
     * A written document.
     *
     * @param state pending until the authority has answered; then accepted, accepted_with_warnings, rejected …
     * @param cleared whether it bears the authority's own stamp
     */
    public record Document(
            byte[] xml, String number, boolean standard, boolean taxInvoice, String state, boolean cleared) {}

    /**
     * An invoice as it stands with the tax authority.
     *
     * @param number that it bears: its receipt's, with {@code -R1} … behind it if it was issued anew
     * @param uuid of the sale or return
     * @param invoice standard or simplified
     * @param due when it must be reported, 24 hours after its issue; null once it is answered
     * @param deadline far, watch, near or missed; null once it is answered
     * @param state to-report, waits-for-clearance, cleared, reported, rejected, copy-missing or before-onboarding
     * @param reasons of the authority; null if it gave none
     * @param toPrint cleared, and not yet printed as the tax invoice it is now
     * @param correctable rejected, and this till may issue it anew
     */
    public record InvoiceState(
            String number,
            String receipt,
            String uuid,
            String kind,
            String invoice,
            String till,
            Money total,
            Instant at,
            @Nullable Instant due,
            @Nullable String deadline,
            String state,
            @Nullable String reasons,
            @Nullable String customer,
            @Nullable String buyer,
            boolean toPrint,
            boolean correctable) {}

    /** @param waiting how many have no answer; the list has at most 200 of them */
    public record Invoices(long waiting, List<InvoiceState> invoices) {}

    public record Batch(String batch, @Nullable LocalDate expiry, Quantity onHand) {}

    public record Stock(
            String productId,
            Quantity onHand,
            List<Batch> batches,
            Instant asOf,
            Map<String, Instant> heardFrom,
            boolean checkAgain) {}

    /** @param title {@code x}, {@code z}, {@code day-z} or the report's name */
    public record Report(
            String title,
            int number,
            int count,
            Money gross,
            Money vat,
            Map<String, Money> byTender,
            Map<String, Money> figures,
            List<Map<String, String>> rows) {}

    public record Synced(long received, long sent, long acknowledged, long left, boolean headsEqual, long tookMs) {}

    /**
     * @param deadline of the oldest: far, watch from 6 hours, near from 18, missed from 24
     * @param certificate of the signing key, null until there is one
     * @param alarm what a person must mend: what keeps head office from reporting, or invoices that were rejected; null if
     *     nothing is known
     * @param alarmKind of the gravest part of the alarm: reporting, certificate or rejected; null without an alarm
     * @param toPrint standard invoices of the last days that are cleared and not printed since
     * @param rejected invoices of this till, standard or simplified, that are rejected and neither issued anew nor resolved
     */
    public record Zatca(
            long icv,
            long unreported,
            @Nullable Instant oldestUnreported,
            String deadline,
            @Nullable Csid certificate,
            @Nullable String alarm,
            @Nullable String alarmKind,
            long toPrint,
            long rejected) {}

    /**
     * @param documents which the certificate allows: standard, simplified or both
     * @param expires far, soon under 30 days, urgent under 7, over
     * @param development made by the till itself: nothing signed with it can be reported
     */
    public record Csid(List<String> documents, String issuer, Instant until, String expires, boolean development) {}

    /**
     * How this till stands.
     *
     * @param via the neighbour that carries this till's records to the relay while it has no route itself
     * @param updateNeeded head office relies on something that this version does not know; it goes on selling
     * @param refusal why head office lets this till in no more, or not yet
     */
    public record Status(
            boolean online,
            @Nullable String via,
            List<String> neighbours,
            long unsent,
            long unprotected,
            long unacknowledged,
            @Nullable Instant lastSync,
            String replica,
            String incarnation,
            long clockSkewMs,
            @Nullable Shift shift,
            String chain,
            Zatca zatca,
            boolean updateNeeded,
            @Nullable String refusal,
            @Nullable ShutOut shutOut,
            @Nullable Stranded stranded,
            @Nullable String clockWarning) {}

    /**
     * Head office has revoked this till's certificate: nothing that it sells gets there any more.
     *
     * @param since when this till heard of it
     */
    public record ShutOut(Instant since, String message) {}

    /**
     * Records of tills that this folder was before its keys were lost, which do not reach head office by themselves.
     *
     * @param how who has to do what
     */
    public record Stranded(List<String> tills, long records, String how) {}

    /** @param waiting how many receipts wait; @param problem what the printer said at the last try; null if nothing is wrong */
    public record Printing(long waiting, @Nullable String problem) {}

    public record Sold(String receipt, String kind, String till, Money total, Money vat, String uuid, Instant at) {}

    public record Sales(int count, Money gross, Money vat, List<Sold> sales) {}

    public record SyncIssue(String id, String kind, String about, Instant since, boolean resolved) {}

    /** A line of a receipt and how much of it can still come back. */
    public record ReturnableLine(
            int line, String productId, String name, String nameAr, Quantity sold, Quantity returned, Money total) {}

    /** @param seen hash of what was seen; @param schema number of the set of types that count */
    public record ScopeDigest(String digest, String seen, int schema) {}

    public record BranchStock(String store, String name, Quantity onHand) {}

    public record TransferLine(String product, Quantity qty) {}

    /** @param state {@code REQUESTED}, {@code APPROVED}, {@code REFUSED}, {@code SENT}, {@code RECEIVED}, {@code CANCELLED} */
    public record Transfer(
            String id, String from, String to, String state, String by, Instant at, List<TransferLine> lines) {}

    /** @param state {@code asked}, {@code approved} or {@code refused} */
    public record Approved(String request, String what, String state, @Nullable String by, @Nullable String note) {}

    /** @param left ChangeSets without the relay's acknowledgement afterwards; -1 if it failed; {@code problem} says why */
    public record SyncRun(
            String mode,
            Instant at,
            long tookMs,
            long received,
            long sent,
            long acknowledged,
            long left,
            boolean headsEqual,
            @Nullable String problem) {}
}
