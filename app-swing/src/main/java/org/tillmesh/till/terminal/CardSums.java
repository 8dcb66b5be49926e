package org.tillmesh.till.terminal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.terminal.TerminalTotals;
import org.tillmesh.retail.sale.PaymentIntent;
import org.tillmesh.retail.shift.CardTotals;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.shop.Shop;

/** Card payments for a Z: the terminal's sums beside the till's own, and what it approved without its host. */
public final class CardSums {
    private final Shop shop;
    private final TerminalDesk desk;

    public CardSums(Shop shop, TerminalDesk desk) {
        this.shop = shop;
        this.desk = desk;
    }

    /**
     * What was settled since the last Z, and what was taken since. The terminal is asked while other commands go on; a Z does
     * not fail with it.
     *
     * @return null where no card was taken by a terminal, and none is set up
     */
    public @Nullable CardTotals sinceZ() {
        CardTotals settled = desk.book().settledSinceZ();
        List<PaymentIntent> taken = desk.book().takenSinceSettlement();
        TerminalTotals heard = desk.isSet() ? desk.totalsIfPossible() : null;
        CardTotals open = TillTotals.counted(shop, desk.book(), heard, taken);
        if (settled == null && open.isEmpty() && !desk.isSet()) {
            return null;
        }
        return settled == null ? open : settled.plus(open);
    }

    /** The Z has them, in the same commit; the next one begins anew. */
    public void noted(Transaction tx) {
        IntentBook.forgetSettlements(tx);
    }
}
