package org.tillmesh.till.counter;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.till.invoice.InvoiceDesks;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.refund.LooseLine;
import org.tillmesh.till.refund.RefundDesks;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.tender.AccountDesk;
import org.tillmesh.till.tender.EscrowDesk;
import org.tillmesh.till.tender.EscrowFetch;
import org.tillmesh.till.tender.EscrowRights;
import org.tillmesh.till.tender.GiftDesk;
import org.tillmesh.till.tender.GivenByHand;
import org.tillmesh.till.tender.Methods;
import org.tillmesh.till.tender.ReturnedRights;
import org.tillmesh.till.tender.TenderDesk;
import org.tillmesh.till.tender.TillCart;
import org.tillmesh.till.terminal.CardRefunds;
import org.tillmesh.till.terminal.TerminalDesk;

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
    final DepositDesk deposits;
    final CustomerDesk customers;
    final CounterViews views;
    final Methods methods;
    final AccountDesk accounts;
    final GiftDesk gifts;
    private final EscrowDesk escrow;
    private final RefundDesks refunds;

    /** @param openDrawer opens the drawer, if there is one */
    public CounterDesks(
            Shop shop,
            Login login,
            Mesh mesh,
            ArchiveDesk archive,
            InvoiceDesks invoices,
            TerminalDesk terminal,
            Runnable openDrawer) {
        var rights = new EscrowRights(shop);
        var given = new GivenByHand(shop, login);
        escrow = new EscrowDesk(shop, rights, mesh);
        var fetch = new EscrowFetch(shop, rights, mesh);
        var returned = new ReturnedRights(shop, rights, escrow, fetch);
        var cards = new CardRefunds(terminal);
        refunds = new RefundDesks(shop, login, mesh, archive, invoices, this::loose, returned, cards);
        cart = new TillCart(shop, escrow);
        carts = new CartDesk(shop, cart, escrow, given, invoices.forms(), refunds.exchanges());
        methods = new Methods(shop);
        accounts = new AccountDesk(shop, methods, openDrawer);
        gifts = new GiftDesk(shop, cart);
        tenders = new TenderDesk(shop, cart, fetch, given, methods, terminal);
        parking = new ParkingDesk(shop, cart, escrow, mesh);
        checkout = new Checkout(shop, cart, escrow, given, invoices, refunds.exchanges());
        deposits = new DepositDesk(shop, login, cart, escrow, returned, cards, given, invoices);
        views = new CounterViews(shop, cart, given, invoices.forms());
        customers = new CustomerDesk(shop, login, views::customer);
    }

    /** What neighbours ask of this till's counter, by the question's name. */
    public Map<String, BiFunction<Identity, Value, Value>> questions() {
        return Map.of(
                ParkingDesk.QUESTION,
                parking::handOver,
                EscrowDesk.QUESTION,
                (from, body) -> escrow.handOn(from, body, cart.open().orElse(null)));
    }

    /** The desks of goods that come back. */
    public RefundDesks refunds() {
        return refunds;
    }

    /** What goods without a receipt are given back for. */
    private Cart loose(List<LooseLine> lines) {
        return carts.loose(lines);
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
