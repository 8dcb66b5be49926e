package org.tillmesh.till;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.tillmesh.replication.Replicator;
import org.tillmesh.till.backroom.ExceptionDesk;
import org.tillmesh.till.backroom.ShiftDesk;
import org.tillmesh.till.backroom.StockDesk;
import org.tillmesh.till.counter.CartDesk;
import org.tillmesh.till.counter.Checkout;
import org.tillmesh.till.counter.CustomerDesk;
import org.tillmesh.till.counter.RefundDesk;
import org.tillmesh.till.invoice.InvoiceDesk;
import org.tillmesh.till.invoice.ZatcaDesk;
import org.tillmesh.till.links.SyncDesk;
import org.tillmesh.till.paper.PrintDesk;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillClock;
import org.tillmesh.till.shop.TillFolder;
import org.tillmesh.till.shop.Views;

/**
 * What every part of a till stands on: its open folder, the desks over it, one command at a time, and whoever listens.
 * {@link Till} is one class in four files, each of which knows those before it: this one, what the counter does, what is
 * done behind it, and the till itself with its opening, its people and their shifts.
 */
abstract sealed class OpenTill permits CounterTill {
    private final Till.Options options;
    private final List<Till.Listener> listeners = new CopyOnWriteArrayList<>();
    final TillClock clock = new TillClock(Clock.systemUTC());
    final TillFolder folder;
    final SyncDesk sync;
    final ZatcaDesk zatca;

    /** Made anew when activation re-opens the store. */
    Desks desks;

    OpenTill(Till.Options options) {
        this.options = options;
        folder = TillFolder.open(options, clock);
        sync = new SyncDesk(options, folder, clock, this::changed, this::alone);
        zatca = new ZatcaDesk(folder, sync, clock, () -> desks.login());
        try {
            desks = Desks.of(folder, clock, sync);
        } catch (RuntimeException e) {
            closeFolder();
            throw e;
        }
    }

    final void closeFolder() {
        sync.close();
        folder.close();
    }

    /** The desks over one opened store. */
    record Desks(
            Shop shop,
            Login login,
            CartDesk carts,
            Checkout checkout,
            CustomerDesk customers,
            StockDesk stock,
            ShiftDesk shifts,
            ExceptionDesk exceptions,
            PrintDesk prints,
            InvoiceDesk invoices,
            ArchiveDesk archive) {

        static Desks of(TillFolder folder, TillClock clock, SyncDesk sync) {
            Shop shop = new Shop(folder, clock, () -> sync.ifRunning()
                    .filter(Replicator::online)
                    .isPresent());
            Login login = new Login(shop);
            CartDesk carts = new CartDesk(shop, login, sync::ifRunning);
            ArchiveDesk archive = new ArchiveDesk(shop.store(), sync::ifRunning);
            RefundDesk refunds = new RefundDesk(shop, sync::ifRunning, archive);
            Checkout checkout = new Checkout(shop, carts, login, refunds, archive);
            return new Desks(
                    shop,
                    login,
                    carts,
                    checkout,
                    new CustomerDesk(shop),
                    new StockDesk(shop, login),
                    new ShiftDesk(shop, carts, login),
                    new ExceptionDesk(shop),
                    new PrintDesk(shop, checkout),
                    new InvoiceDesk(shop, checkout),
                    archive);
        }
    }

    final void changed(Till.Topic topic) {
        listeners.forEach(l -> l.changed(topic));
    }

    /** One command at a time; whatever the layers below throw becomes a refusal with a code. */
    final synchronized <T> T doing(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    final synchronized void alone(Runnable work) {
        work.run();
    }

    final Views views() {
        return new Views(desks.shop(), desks.carts(), desks.checkout());
    }

    final void requireActivated() {
        if (!folder.isActivated()) {
            throw folder.notActivated();
        }
    }

    public AutoCloseable listen(Till.Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    public Till.Options options() {
        return options;
    }
}
