package org.tillmesh.till.terminal;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.sale.PaymentIntent;
import org.tillmesh.retail.sale.PaymentIntents;
import org.tillmesh.store.Store;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** What a change of the cart must not lose: money that a terminal has booked, and a payment that is still asked for. */
public final class ChargeGuard {
    private ChargeGuard() {}

    /**
     * @param after null for no cart
     * @throws TillException POLICY if a booked tender would go, TERMINAL_UNKNOWN if a payment that is asked for would no
     *     longer fit
     */
    public static void check(Shop shop, @Nullable Cart before, @Nullable Cart after) {
        if (before == null) {
            return;
        }
        var lost = new ArrayList<>(before.tenders());
        if (after != null) {
            after.tenders().forEach(lost::remove);
        }
        for (Tender tender : lost) {
            if (tender.charge() != null) {
                throw new TillException(TerminalRefusal.CHARGED, tender.amount());
            }
        }
        Store store = shop.store();
        PaymentIntents.open(store)
                .filter(intent -> intent.kind() == PaymentIntent.Kind.PAYMENT)
                .filter(intent -> !fits(intent, before, after))
                .ifPresent(intent -> shop.refuseUndecided());
    }

    private static boolean fits(PaymentIntent intent, Cart before, @Nullable Cart after) {
        return after != null
                && after.id().equals(before.id())
                && after.tenders().equals(before.tenders())
                && after.due().compareTo(intent.amount()) >= 0;
    }
}
