package org.tillmesh.till.terminal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.CardCharge;
import org.tillmesh.retail.sale.PaymentIntent;
import org.tillmesh.retail.shift.CardTotals;
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

    /**
     * How far a dialogue with the terminal is.
     *
     * @param kind payment, refund or reversal
     * @param stage asking, card, pin, bank, take-card, working, asking-again; then approved, declined, reversed, unknown; none
     *     before the first
     * @param said in the terminal's own words
     * @param talking whether it goes on
     */
    public record Live(String kind, Money amount, String stage, String said, String intent, boolean talking) {
        public static final String UNKNOWN = "unknown";
        static final String ASKING = "asking";
        static final String ASKING_AGAIN = "asking-again";
        static final Live NONE = new Live("payment", Money.ZERO, "none", "", "", false);

        static Live of(PaymentIntent intent, String stage, String said, boolean talking) {
            return new Live(
                    intent.kind().name().toLowerCase(Locale.ROOT), intent.amount(), stage, said, intent.id(), talking);
        }

        /** Whether somebody has to say what became of it. */
        public boolean isUnknown() {
            return stage.equals(UNKNOWN);
        }
    }

    /** Sum of one card scheme. */
    public record Scheme(String scheme, int count, Money amount) {}

    /** A scheme's sums; the terminal's are null where it gave none by scheme. @param difference terminal less till */
    public record Beside(
            String scheme,
            int tillCount,
            Money till,
            @Nullable Integer terminalCount,
            @Nullable Money terminal,
            @Nullable Money difference) {
        private static List<Beside> all(CardTotals totals) {
            return totals.schemes().stream()
                    .map(scheme -> {
                        CardTotals.Sum till = totals.till().getOrDefault(scheme, CardTotals.Sum.NONE);
                        Money difference = totals.difference(scheme);
                        CardTotals.Sum terminal =
                                difference == null ? null : totals.terminal().getOrDefault(scheme, CardTotals.Sum.NONE);
                        return new Beside(
                                scheme,
                                till.count(),
                                till.amount(),
                                terminal == null ? null : terminal.count(),
                                terminal == null ? null : terminal.amount(),
                                difference);
                    })
                    .toList();
        }
    }

    /** What the terminal approved without its host. @param overLimit whether it is more than the company takes so */
    public record Offline(
            Instant at,
            Money amount,
            @Nullable String scheme,
            @Nullable String pan,
            @Nullable String receipt,
            boolean overLimit) {
        private static List<Offline> all(CardTotals totals) {
            return totals.offline().stream()
                    .map(each -> new Offline(
                            each.at(), each.amount(), each.scheme(), each.pan(), each.receipt(), each.overLimit()))
                    .toList();
        }
    }

    /**
     * Card payments in a Z.
     *
     * @param since when the terminal was settled before the first of them; null if it never was
     * @param heard whether the terminal gave its totals; else {@code terminal} and {@code difference} are null
     */
    public record Cards(
            @Nullable Instant since,
            boolean heard,
            List<Beside> schemes,
            Money till,
            @Nullable Money terminal,
            @Nullable Money difference,
            List<Offline> offline) {
        public static Cards of(CardTotals totals) {
            return new Cards(
                    totals.since(),
                    totals.heard(),
                    Beside.all(totals),
                    totals.tillTotal(),
                    totals.heard() ? totals.terminalTotal() : null,
                    totals.difference(),
                    Offline.all(totals));
        }
    }

    /**
     * What terminal and till each took since the terminal was last settled from here.
     *
     * @param difference the terminal's total less the till's
     * @param offline of the till's, what the terminal approved without its host
     * @param schemes of either, beside each other
     */
    public record Totals(
            List<Scheme> terminal,
            Money terminalTotal,
            List<Scheme> till,
            Money tillTotal,
            Money difference,
            Scheme offline,
            List<Beside> schemes,
            List<Offline> approvedOffline) {
        static Totals of(CardTotals totals) {
            Money offline =
                    totals.offline().stream().map(CardTotals.Offline::amount).reduce(Money.ZERO, Money::plus);
            return new Totals(
                    schemes(totals.terminal()),
                    totals.terminalTotal(),
                    schemes(totals.till()),
                    totals.tillTotal(),
                    totals.terminalTotal().minus(totals.tillTotal()),
                    new Scheme("offline", totals.offline().size(), offline),
                    Beside.all(totals),
                    Offline.all(totals));
        }

        private static List<Scheme> schemes(SortedMap<String, CardTotals.Sum> sums) {
            var all = new ArrayList<Scheme>();
            sums.forEach((scheme, sum) -> all.add(new Scheme(scheme, sum.count(), sum.amount())));
            return all;
        }
    }
}
