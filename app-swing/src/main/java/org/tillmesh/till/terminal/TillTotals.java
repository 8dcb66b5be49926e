package org.tillmesh.till.terminal;

import java.util.List;
import java.util.TreeMap;
import org.tillmesh.hardware.terminal.TerminalTotals;
import org.tillmesh.retail.cart.CardCharge;
import org.tillmesh.retail.sale.PaymentIntent;
import org.tillmesh.retail.value.Money;

/** Card payments of the till, summed by scheme, beside the terminal's own sums. */
final class TillTotals {
    private TillTotals() {}

    static TerminalAnswers.Totals beside(TerminalTotals terminal, List<PaymentIntent> taken) {
        var schemes = new TreeMap<String, TerminalAnswers.Scheme>();
        var offline = new TerminalAnswers.Scheme("offline", 0, Money.ZERO);
        Money total = Money.ZERO;
        for (PaymentIntent intent : taken) {
            CardCharge charge = intent.charge();
            Money amount =
                    intent.kind() == PaymentIntent.Kind.REFUND ? intent.amount().negated() : intent.amount();
            String scheme = charge == null || charge.scheme() == null ? "other" : charge.scheme();
            schemes.merge(scheme, new TerminalAnswers.Scheme(scheme, 1, amount), TillTotals::plus);
            if (charge != null && charge.offline()) {
                offline = plus(offline, new TerminalAnswers.Scheme("offline", 1, amount));
            }
            total = total.plus(amount);
        }
        Money counted = Money.sar(terminal.total());
        return new TerminalAnswers.Totals(
                terminal.schemes().stream()
                        .map(s -> new TerminalAnswers.Scheme(s.name(), s.count(), Money.sar(s.amount())))
                        .toList(),
                counted,
                List.copyOf(schemes.values()),
                total,
                counted.minus(total),
                offline);
    }

    private static TerminalAnswers.Scheme plus(TerminalAnswers.Scheme one, TerminalAnswers.Scheme other) {
        return new TerminalAnswers.Scheme(
                one.scheme(), one.count() + other.count(), one.amount().plus(other.amount()));
    }
}
