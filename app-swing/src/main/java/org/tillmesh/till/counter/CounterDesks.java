package org.tillmesh.till.counter;

import java.util.Map;
import java.util.function.BiFunction;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.till.invoice.InvoiceDesks;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;

/**
 * The desks of the counter, made once for a till. What is public here other rooms need: what neighbours may ask, and
 * the rights to spend that wait for head office.
 */
public final class CounterDesks {
    final TillCart cart;
    final CartDesk carts;
    final TenderDesk tenders;
    final ParkingDesk parking;
    final Checkout checkout;
    final ReturnDesk returns;
    final DepositDesk deposits;
    final CustomerDesk customers;
    final CounterViews views;
    private final EscrowDesk escrow;
    private final RefundDesk refunds;

    public CounterDesks(Shop shop, Login login, Mesh mesh, ArchiveDesk archive, InvoiceDesks invoices) {
        var rights = new EscrowRights(shop);
        var given = new GivenByHand(shop, login);
        escrow = new EscrowDesk(shop, rights, mesh);
        refunds = new RefundDesk(shop, mesh, archive);
        cart = new TillCart(shop, escrow);
        carts = new CartDesk(shop, cart, escrow, given, invoices.forms());
        tenders = new TenderDesk(shop, cart, new EscrowFetch(shop, rights, mesh), given);
        parking = new ParkingDesk(shop, cart, escrow, mesh);
        checkout = new Checkout(shop, cart, escrow, given, invoices);
        returns = new ReturnDesk(shop, login, escrow, refunds, invoices);
        deposits = new DepositDesk(shop, login, cart, escrow, given, returns, invoices);
        views = new CounterViews(shop, cart, given, invoices.forms());
        customers = new CustomerDesk(shop, login, views::customer);
    }

    /** What neighbours ask of this till's counter, by the question's name. */
    public Map<String, BiFunction<Identity, Value, Value>> questions() {
        return Map.of(
                ParkingDesk.QUESTION, parking::handOver,
                EscrowDesk.QUESTION,
                        (from, body) -> escrow.handOn(from, body, cart.open().orElse(null)),
                RefundDesk.QUESTION, refunds::answer);
    }

    /** Whether rights to spend wait here for head office. */
    public boolean hasKeptRights() {
        return escrow.hasKept();
    }

    /** Head office is back: what carts let go of meanwhile, and nobody has asked for since, returns to it. */
    public void handBackKeptRights() {
        escrow.handBackKept(cart.open().orElse(null));
    }
}
