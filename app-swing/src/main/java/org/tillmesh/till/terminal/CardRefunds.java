package org.tillmesh.till.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.CardCharge;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.PaymentIntent;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.shop.TillException;

/**
 * Gives money back to cards through the terminal, before the credit note that says so is issued. What an earlier try has given
 * back is taken for the next credit note of that sale and never given twice.
 */
public final class CardRefunds {
    private static final String NO_RECEIPT = "no-receipt";

    private final TerminalDesk desk;

    public CardRefunds(TerminalDesk desk) {
        this.desk = desk;
    }

    /**
     * Asks the terminal for what a credit note is to give to cards, while other commands go on.
     *
     * @param credit as it would be issued now
     * @param sale that it is about; null without a receipt
     * @return whether anything was asked, so that all is to be judged again
     * @throws TillException DECLINED, DEVICE, TERMINAL_BUSY: nothing more was given; TERMINAL_UNKNOWN; POLICY if another amount
     *     was given before
     */
    public boolean pay(IssuedDocument credit, @Nullable IssuedDocument sale, Consumer<String> said) {
        List<Money> needed = new ArrayList<>(credit.tenders().stream()
                .filter(CardRefunds::isCard)
                .map(Tender::amount)
                .toList());
        for (PaymentIntent given : desk.book().refundsWaiting(of(credit))) {
            if (!needed.remove(given.amount())) {
                throw new TillException(TerminalRefusal.REFUND_WAITS, given.amount());
            }
        }
        if (!desk.isSet()) {
            return false;
        }
        for (Money amount : needed) {
            desk.refund(of(credit), amount, sale == null ? null : reversible(sale, amount), said);
        }
        return !needed.isEmpty();
    }

    private static boolean isCard(Tender tender) {
        return tender.kind() == TenderKind.CARD && tender.amount().isPositive();
    }

    private static String of(IssuedDocument credit) {
        DocumentId sale = credit.original();
        return sale == null ? NO_RECEIPT : sale.value();
    }

    /** A payment of that amount which this till's terminal has not settled; one that was given back already is none. */
    private @Nullable CardCharge reversible(IssuedDocument sale, Money amount) {
        List<PaymentIntent> open = desk.book().takenSinceSettlement();
        return sale.tenders().stream()
                .filter(tender -> tender.amount().equals(amount))
                .flatMap(tender -> Optional.ofNullable(tender.charge()).stream())
                .filter(charge -> charge.receipt() != null)
                .filter(charge -> open.stream().anyMatch(intent -> intent.id().equals(charge.intent())))
                .filter(charge ->
                        open.stream().noneMatch(intent -> charge.intent().equals(intent.of())))
                .findFirst()
                .orElse(null);
    }

    /**
     * The credit note with what the terminal has booked for it.
     *
     * @throws TillException POLICY if that is not what it gives to cards now
     */
    public IssuedDocument charged(IssuedDocument credit) {
        List<PaymentIntent> given = new ArrayList<>(desk.book().refundsWaiting(of(credit)));
        var tenders = new ArrayList<Tender>();
        for (Tender tender : credit.tenders()) {
            Optional<PaymentIntent> found = given.stream()
                    .filter(intent -> isCard(tender) && intent.amount().equals(tender.amount()))
                    .findFirst();
            found.ifPresent(given::remove);
            CardCharge charge = found.map(PaymentIntent::charge).orElse(null);
            if (charge == null && isCard(tender) && desk.isSet()) {
                throw new TillException(TerminalRefusal.REFUND_CHANGED);
            }
            tenders.add(charge == null ? tender : tender.bearing(charge));
        }
        if (!given.isEmpty()) {
            throw new TillException(TerminalRefusal.REFUND_WAITS, given.get(0).amount());
        }
        return credit.exchanging(tenders, credit.exchanged());
    }

    /** What belongs into the commit of such a credit note: it has taken what was given. */
    public void taken(Transaction tx, IssuedDocument credit) {
        for (Tender tender : credit.tenders()) {
            CardCharge charge = tender.charge();
            if (charge != null) {
                desk.book().settled(tx, charge);
            }
        }
    }
}
