package org.tillmesh.zatca.model;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tax document before it is signed: an invoice, a credit or debit note, or a prepayment invoice, standard or
 * simplified. One exists only if the rules would take it: {@link Builder#build} refuses with the rule's id and
 * the mend. Amounts are halalas, or hundredths of the document's currency where it has another.
 *
 * <pre>{@code
 * Invoice.simplified(DocumentKind.INVOICE)
 *         .number("S001-T01-000123").uuid(uuid).issuedAt(now).chain(icv, previousHash)
 *         .seller(seller).totals(InclusiveTotals.of(lines)).paidBy(PaymentMeans.CASH).build();
 * }</pre>
 *
 * @param issuedAt local time of the store, whole seconds
 * @param icv counter of the till, 1 for its first document, +1 for each, notes too
 * @param previousHash invoice hash of the till's previous document, {@link InvoiceHash#FIRST_PREVIOUS} for its first
 * @param lines of which {@code subtotals} are the VAT breakdown, together with the allowances
 * @param noteReason why a note was issued, empty otherwise
 * @param deliveredOn date of supply; a standard invoice has one (BR-KSA-15)
 * @param currency of all amounts; VAT is also given in riyals
 * @param prepayments paid before, taken off what is still to pay
 */
public record Invoice(
        DocumentKind kind,
        Profile profile,
        Set<TransactionFlag> flags,
        String number,
        UUID uuid,
        LocalDateTime issuedAt,
        long icv,
        String previousHash,
        TradeParty seller,
        @Nullable TradeParty buyer,
        List<InvoiceLine> lines,
        List<AllowanceCharge> allowances,
        List<VatSubtotal> subtotals,
        List<BillingReference> references,
        String noteReason,
        List<PaymentMeans> paymentMeans,
        @Nullable LocalDate deliveredOn,
        @Nullable LocalDate deliveredUntil,
        DocumentCurrency currency,
        List<Prepayment> prepayments) {
    /** The currency that VAT is due in, whatever a document's amounts are in. */
    public static final String CURRENCY = "SAR";

    public Invoice {
        flags = Collections.unmodifiableSet(
                flags.isEmpty() ? EnumSet.noneOf(TransactionFlag.class) : EnumSet.copyOf(flags));
        issuedAt = issuedAt.withNano(0);
        lines = List.copyOf(lines);
        allowances = List.copyOf(allowances);
        subtotals = List.copyOf(subtotals);
        references = List.copyOf(references);
        paymentMeans = List.copyOf(paymentMeans);
        prepayments = List.copyOf(prepayments);
        noteReason = FreeText.clean(noteReason);
        InvoiceRules.checkHeader(kind, profile, flags, number, issuedAt, icv, previousHash);
        InvoiceRules.checkSeller(seller);
        InvoiceRules.checkBuyer(kind, profile, flags, seller, buyer, subtotals);
        InvoiceRules.checkNote(kind, references, noteReason);
        InvoiceRules.checkDelivery(kind, profile, flags, deliveredOn, deliveredUntil);
        InvoiceRules.checkSums(lines, allowances, subtotals);
        PrepaymentRules.check(kind, issuedAt, lines, subtotals, prepayments);
    }

    public static Builder simplified(DocumentKind kind) {
        return new Builder(kind, Profile.SIMPLIFIED);
    }

    public static Builder standard(DocumentKind kind) {
        return new Builder(kind, Profile.STANDARD);
    }

    public Optional<TradeParty> customer() {
        return Optional.ofNullable(buyer);
    }

    /** Sum of line nets. */
    public long lineNet() {
        return lines.stream().mapToLong(InvoiceLine::net).reduce(0, Math::addExact);
    }

    public long allowanceTotal() {
        return allowances.stream()
                .filter(a -> !a.charge())
                .mapToLong(AllowanceCharge::amount)
                .sum();
    }

    public long chargeTotal() {
        return allowances.stream()
                .filter(AllowanceCharge::charge)
                .mapToLong(AllowanceCharge::amount)
                .sum();
    }

    /** Total without VAT. */
    public long net() {
        return lineNet() - allowanceTotal() + chargeTotal();
    }

    public long vat() {
        return subtotals.stream().mapToLong(VatSubtotal::vat).reduce(0, Math::addExact);
    }

    /** VAT in halalas, whatever the currency: what is due to the authority. */
    public long vatInRiyals() {
        return currency.isForeign() ? currency.toHalalas(vat()) : vat();
    }

    /** Total with VAT. */
    public long total() {
        return Math.addExact(net(), vat());
    }

    /** What was paid before, by prepayment invoices. */
    public long prepaid() {
        return prepayments.stream().mapToLong(Prepayment::total).reduce(0, Math::addExact);
    }

    /** What the buyer still pays. */
    public long payable() {
        return total() - prepaid();
    }

    /** Gathers what a document needs; {@link #build} checks it. */
    public static final class Builder {
        private final DocumentKind kind;
        private final Profile profile;
        private final EnumSet<TransactionFlag> flags = EnumSet.noneOf(TransactionFlag.class);
        private String number = "";
        private @Nullable UUID uuid;
        private @Nullable LocalDateTime issuedAt;
        private long icv;
        private String previousHash = "";
        private @Nullable TradeParty seller;
        private @Nullable TradeParty buyer;
        private List<InvoiceLine> lines = List.of();
        private List<AllowanceCharge> allowances = List.of();
        private @Nullable List<VatSubtotal> subtotals;
        private List<BillingReference> references = List.of();
        private String noteReason = "";
        private List<PaymentMeans> paymentMeans = List.of();
        private @Nullable LocalDate deliveredOn;
        private @Nullable LocalDate deliveredUntil;
        private DocumentCurrency currency = DocumentCurrency.SAR;
        private List<Prepayment> prepayments = List.of();

        private Builder(DocumentKind kind, Profile profile) {
            this.kind = kind;
            this.profile = profile;
        }

        public Builder flag(TransactionFlag flag) {
            flags.add(flag);
            return this;
        }

        /** The number people see, such as {@code S001-T01-000123}. */
        public Builder number(String value) {
            number = value;
            return this;
        }

        public Builder uuid(UUID value) {
            uuid = value;
            return this;
        }

        public Builder issuedAt(LocalDateTime value) {
            issuedAt = value;
            return this;
        }

        /** Place in the till's chain: this document's counter and the hash of the document before it. */
        public Builder chain(long counter, String hashOfPrevious) {
            icv = counter;
            previousHash = hashOfPrevious;
            return this;
        }

        public Builder seller(TradeParty value) {
            seller = value;
            return this;
        }

        public Builder buyer(TradeParty value) {
            buyer = value;
            return this;
        }

        /** Tax-inclusive: lines and VAT as computed from the totals with VAT. */
        public Builder totals(InclusiveTotals totals) {
            lines = totals.lines();
            subtotals = totals.subtotals();
            allowances = totals.allowances();
            return this;
        }

        /** Tax-exclusive: VAT is computed on the sum of nets of each class. */
        public Builder lines(List<InvoiceLine> value) {
            lines = value;
            subtotals = null;
            return this;
        }

        /** Allowances and charges on the whole document, before VAT; for tax-exclusive lines. */
        public Builder allowances(List<AllowanceCharge> value) {
            allowances = value;
            return this;
        }

        /** For a note: the document it corrects, and why. */
        public Builder corrects(BillingReference original, String reason) {
            references = List.of(original);
            noteReason = reason;
            return this;
        }

        /** For a note on several documents. */
        public Builder corrects(List<BillingReference> originals, String reason) {
            references = originals;
            noteReason = reason;
            return this;
        }

        public Builder paidBy(PaymentMeans... means) {
            paymentMeans = List.of(means);
            return this;
        }

        public Builder paidBy(List<PaymentMeans> means) {
            paymentMeans = means;
            return this;
        }

        public Builder deliveredOn(LocalDate date) {
            deliveredOn = date;
            return this;
        }

        /** First and last day of supply, for a summary document (BR-KSA-72). */
        public Builder delivered(LocalDate first, LocalDate last) {
            deliveredOn = first;
            deliveredUntil = last;
            return this;
        }

        /** Other than SAR: with the rate that makes riyals of it. */
        public Builder currency(DocumentCurrency value) {
            currency = value;
            return this;
        }

        /** Prepayment invoices that this invoice settles. */
        public Builder settles(List<Prepayment> value) {
            prepayments = value;
            return this;
        }

        /** @throws Refused naming the rule, the value and the mend */
        public Invoice build() {
            return new Invoice(
                    kind,
                    profile,
                    flags,
                    number,
                    given(uuid, "BR-KSA-03", "The document has no UUID; draw one"),
                    given(issuedAt, "BR-03", "The document has no issue time; give the store's local time"),
                    icv,
                    previousHash,
                    given(seller, "BR-06", "The document has no seller; name the company"),
                    buyer,
                    lines,
                    allowances,
                    subtotals == null ? VatBreakdown.exclusive(lines, allowances) : subtotals,
                    references,
                    noteReason,
                    paymentMeans.isEmpty() && kind.isNote() ? List.of(PaymentMeans.OTHER) : paymentMeans,
                    deliveredOn,
                    deliveredUntil,
                    currency,
                    prepayments);
        }

        private static <T> T given(@Nullable T value, String rule, String message) {
            if (value == null) {
                throw new Refused(rule, message);
            }
            return value;
        }
    }
}
