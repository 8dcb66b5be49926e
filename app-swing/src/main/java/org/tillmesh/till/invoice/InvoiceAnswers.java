package org.tillmesh.till.invoice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.terminal.TerminalAnswers;

/** What is answered about issued documents, the tax authority and the till's certificate. */
public final class InvoiceAnswers {
    private InvoiceAnswers() {}

    /**
     * @param method id of the payment method that was chosen; null where head office has written none
     * @param rounding what is let off with it because cash is rounded; null for nothing
     * @param points that it is worth; null where it is none of points
     */
    public record Tender(
            String kind,
            Money amount,
            @Nullable String card,
            @Nullable String method,
            @Nullable Money rounding,
            @Nullable Long points,
            TerminalAnswers.@Nullable Slip terminal) {}

    /**
     * A finished document.
     *
     * @param again the same key had been completed before; nothing was done again
     * @param invoice standard or simplified
     * @param taxInvoice false for a standard one until the authority has cleared it: a proforma is handed over
     * @param note why it is not standard though the customer has a VAT number; null otherwise
     * @param tenders how a return was paid back; null for a sale
     * @param creditNotes all credit notes of the commit, where it issued more than one document
     * @param difference what all documents of the commit come to together, negative if it was paid back
     */
    public record Receipt(
            String receipt,
            DocumentId uuid,
            long icv,
            Money total,
            Money vat,
            Money change,
            boolean again,
            String invoice,
            boolean taxInvoice,
            @Nullable String note,
            @Nullable List<Tender> tenders,
            @Nullable List<CreditNote> creditNotes,
            @Nullable Money difference) {
        /** The same after the authority has cleared it. */
        public Receipt cleared() {
            return new Receipt(
                    receipt,
                    uuid,
                    icv,
                    total,
                    vat,
                    change,
                    again,
                    invoice,
                    true,
                    note,
                    tenders,
                    creditNotes,
                    difference);
        }

        Receipt beside(List<CreditNote> credits, Money together) {
            return new Receipt(
                    receipt,
                    uuid,
                    icv,
                    total,
                    vat,
                    change,
                    again,
                    invoice,
                    taxInvoice,
                    note,
                    tenders,
                    credits,
                    together);
        }
    }

    /**
     * A credit note among the documents of a commit.
     *
     * @param original number of the receipt that its goods were sold with; null where there is none
     * @param tenders what of it was paid back
     */
    public record CreditNote(
            String receipt,
            DocumentId uuid,
            long icv,
            @Nullable String original,
            Money total,
            Money vat,
            List<Tender> tenders) {}

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
            DocumentId uuid,
            String kind,
            String invoice,
            String till,
            Money total,
            Instant at,
            @Nullable Instant due,
            @Nullable String deadline,
            String state,
            @Nullable String reasons,
            @Nullable CustomerId customer,
            @Nullable String buyer,
            boolean toPrint,
            boolean correctable) {}

    /** @param waiting how many have no answer; the list has at most 200 of them */
    public record Invoices(long waiting, List<InvoiceState> invoices) {}

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

    /** @param checked names of the documents that the authority looked at and took */
    public record Onboarded(String environment, InvoiceAnswers.Csid certificate, List<String> checked) {}

    /** How a document is paid. */
    public static List<Tender> tenders(List<org.tillmesh.retail.cart.Tender> tenders) {
        return tenders.stream()
                .map(t -> new Tender(
                        t.kind().code(),
                        t.amount(),
                        t.card(),
                        t.method(),
                        t.rounding().isZero() ? null : t.rounding(),
                        t.points() == 0 ? null : t.points(),
                        t.charge() == null ? null : TerminalAnswers.Slip.of(t.charge())))
                .toList();
    }
}
