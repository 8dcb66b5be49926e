package org.tillmesh.till.terminal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.terminal.TerminalTotals;
import org.tillmesh.retail.cart.CardCharge;
import org.tillmesh.retail.company.PaymentMethod;
import org.tillmesh.retail.sale.PaymentIntent;
import org.tillmesh.retail.shift.CardTotals;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.shop.Shop;

/** Card payments of the till, summed by scheme, beside the terminal's own sums. */
final class TillTotals {
    private static final int OFFLINE_MAX = 200;

    private TillTotals() {}

    /** @param heard null if the terminal gave no totals */
    static CardTotals counted(Shop shop, IntentBook book, @Nullable TerminalTotals heard, List<PaymentIntent> taken) {
        Money floor = shop
                .store()
                .read(view -> PaymentMethod.inForce(view, shop.till().branch()))
                .stream()
                .filter(method -> method.kind() == TenderKind.CARD)
                .findFirst()
                .map(PaymentMethod::floorLimit)
                .orElse(Money.ZERO);
        return beside(book.settledAt(), heard, taken, floor);
    }

    /** @param floor up to what the company takes a card that its issuer was not asked about */
    private static CardTotals beside(
            @Nullable Instant since, @Nullable TerminalTotals heard, List<PaymentIntent> taken, Money floor) {
        var till = new TreeMap<String, CardTotals.Sum>();
        var offline = new ArrayList<CardTotals.Offline>();
        for (PaymentIntent intent : taken) {
            CardCharge charge = intent.charge();
            Money amount =
                    intent.kind() == PaymentIntent.Kind.REFUND ? intent.amount().negated() : intent.amount();
            String scheme = charge == null ? null : charge.scheme();
            till.merge(CardTotals.key(scheme), new CardTotals.Sum(1, amount), CardTotals.Sum::plus);
            if (charge != null && charge.offline() && offline.size() < OFFLINE_MAX) {
                offline.add(new CardTotals.Offline(
                        intent.at(), amount, scheme, charge.pan(), charge.receipt(), amount.compareTo(floor) > 0));
            }
        }
        var terminal = new TreeMap<String, CardTotals.Sum>();
        if (heard != null) {
            heard.schemes()
                    .forEach(scheme -> terminal.merge(
                            CardTotals.key(scheme.name()),
                            new CardTotals.Sum(scheme.count(), Money.sar(scheme.amount())),
                            CardTotals.Sum::plus));
        }
        return new CardTotals(
                since, heard != null, till, terminal, heard == null ? Money.ZERO : Money.sar(heard.total()), offline);
    }
}
