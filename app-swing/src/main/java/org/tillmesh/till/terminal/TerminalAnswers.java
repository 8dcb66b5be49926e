package org.tillmesh.till.terminal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.CardCharge;
import org.tillmesh.retail.sale.PaymentIntent;
import org.tillmesh.retail.value.Money;

/** What is told of the payment terminal. */
public final class TerminalAnswers {
    private TerminalAnswers() {}

    /** What a terminal booked, as its slip says it. @param pan with all but its last four digits masked */
    public record Slip(
            @Nullable String approval,
            @Nullable String scheme,
            @Nullable String pan,
            @Nullable String rrn,
            @Nullable String receipt,
            @Nullable String terminalId,
            boolean offline) {
        public static Slip of(CardCharge charge) {
            return new Slip(
                    charge.approval(),
                    charge.scheme(),
                    charge.pan(),
                    charge.rrn(),
                    charge.receipt(),
                    charge.terminalId(),
                    charge.offline());
        }
    }

    /**
     * What the terminal was asked.
     *
     * @param kind payment, refund or reversal
     * @param state open, unknown, approved, declined or reversed
     * @param cart that pays; of a refund the sale
     * @param settled whether an approved one has become a tender, a refund or a reversal here
     * @param said what stands in the way, in the terminal's words
     */
    public record Intent(
            String id,
            String kind,
            Money amount,
            String state,
            Instant at,
            String cart,
            boolean settled,
            @Nullable String said,
            @Nullable Slip terminal) {
        static Intent of(PaymentIntent intent) {
            CardCharge charge = intent.charge();
            return new Intent(
                    intent.id(),
                    intent.kind().name().toLowerCase(Locale.ROOT),
                    intent.amount(),
                    intent.outcome().name().toLowerCase(Locale.ROOT),
                    intent.at(),
                    intent.cart(),
                    intent.settled(),
                    intent.said(),
                    charge == null ? null : Slip.of(charge));
        }
    }

    /** Sum of one card scheme. */
    public record Scheme(String scheme, int count, Money amount) {}

    /**
     * What terminal and till each took since the terminal was last settled from here.
     *
     * @param difference the terminal's total less the till's
     * @param offline of the till's, what the terminal approved without its host
     */
    public record Totals(
            List<Scheme> terminal,
            Money terminalTotal,
            List<Scheme> till,
            Money tillTotal,
            Money difference,
            Scheme offline) {}
}
