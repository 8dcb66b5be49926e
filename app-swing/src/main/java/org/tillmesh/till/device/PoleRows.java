package org.tillmesh.till.device;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartLine;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.Change;
import org.tillmesh.store.Store;
import org.tillmesh.till.shop.Shop;

/** What the two rows towards the customer show: the line that was touched last and the total, what is paid, the change. */
public final class PoleRows implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PoleRows.class);

    private final Shop shop;
    private final DeviceTable table;
    private final AtomicBoolean waits = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "customer rows");
        made.setDaemon(true);
        return made;
    });

    public PoleRows(Shop shop, DeviceTable table) {
        this.shop = shop;
        this.table = table;
    }

    /** Of each commit; a burst of them is shown once. */
    public void committed(Store.Commit commit) {
        if (!commit.own() || !table.hasDisplay()) {
            return;
        }
        String sold = null;
        boolean cart = false;
        for (Change change : commit.changes()) {
            cart |= DocType.OPEN_CART.is(change.ref());
            if (DocType.SALE.is(change.ref())) {
                sold = change.ref().id();
            }
        }
        if (sold != null) {
            String uuid = sold;
            run(() -> shown(sale(uuid)));
        } else if (cart && waits.compareAndSet(false, true)) {
            run(() -> {
                waits.set(false);
                shop.store()
                        .read(OpenCart::read)
                        .filter(open -> !open.isEmpty())
                        .ifPresent(open -> shown(rows(open)));
            });
        }
    }

    /** @param upper and {@code lower}: text at the left, sum at the right */
    private record Rows(String upper, String upperSum, String lower, String lowerSum) {}

    private Rows rows(Cart cart) {
        CartLine last = cart.lines().get(cart.lines().size() - 1);
        Money due = cart.due();
        boolean paying = !cart.tendered().isZero();
        return new Rows(
                last.name(),
                cart.priced(last.line()).total().toString(),
                paying ? due.isPositive() ? "DUE" : "CHANGE" : "TOTAL",
                (paying ? due.isPositive() ? due : cart.change() : cart.total()).toString());
    }

    private Rows sale(String uuid) {
        Optional<IssuedDocument> sale = shop.store()
                .read(view -> view.record(shop.scope(), DocType.SALE.ref(uuid)))
                .map(IssuedDocument::of);
        return sale.map(done -> new Rows(
                        "TOTAL",
                        done.total().toString(),
                        "CHANGE",
                        done.change().toString()))
                .orElse(new Rows("", "", "", ""));
    }

    private void shown(Rows rows) {
        try {
            table.withDisplay(display -> {
                int columns = display.columns();
                display.show(row(rows.upper, rows.upperSum, columns), row(rows.lower, rows.lowerSum, columns));
                return true;
            });
        } catch (DeviceException e) {
            LOG.debug("The customer display shows nothing: {}", e.getMessage());
        }
    }

    /** The sum whole, the text as far as there is room before it. */
    static String row(String text, String sum, int columns) {
        int room = Math.max(0, columns - sum.length() - 1);
        String cut = text.length() > room ? text.substring(0, room) : text;
        return cut + " ".repeat(Math.max(0, columns - cut.length() - sum.length())) + sum;
    }

    private void run(Runnable work) {
        try {
            thread.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warn("Customer display: {}", e.toString());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The till is closing");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
