package org.tillmesh.till.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.display.FacingScreen;
import org.tillmesh.retail.cart.BackLine;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartLine;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.Change;
import org.tillmesh.store.Store;
import org.tillmesh.till.shop.Shop;

/** What a screen that faces the customer shows: the cart as it grows, then what the sale came to. Safe for all threads. */
public final class Facing {
    private static final Duration DONE_MAX = Duration.ofSeconds(45);

    private final Shop shop;
    private final DeviceTable table;
    private final Function<DocumentId, String> qr;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Done done;

    /** A sale that its customer may still look at. */
    private record Done(DocumentId sale, Instant at) {}

    /** @param qr of a document's invoice; empty while it is no tax invoice */
    public Facing(Shop shop, DeviceTable table, Function<DocumentId, String> qr) {
        this.shop = shop;
        this.table = table;
        this.qr = qr;
    }

    /** The screen that is set up; empty for none. */
    public Optional<FacingScreen> screen() {
        return table.facing();
    }

    /** @param listener called on any thread when there may be something else to show */
    public AutoCloseable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Of each commit. */
    public void committed(Store.Commit commit) {
        if (!commit.own()) {
            return;
        }
        boolean isTold = false;
        for (Change change : commit.changes()) {
            if (DocType.SALE.is(change.ref())) {
                done = new Done(new DocumentId(change.ref().id()), shop.clock().instant());
            }
            isTold |= DocType.SALE.is(change.ref())
                    || DocType.OPEN_CART.is(change.ref())
                    || DocType.DEVICES.is(change.ref());
        }
        if (isTold) {
            listeners.forEach(Runnable::run);
        }
    }

    /** What is to be shown now. */
    public DeviceAnswers.Facing now() {
        Optional<Cart> open = shop.store()
                .read(OpenCart::read)
                .filter(cart -> !cart.isEmpty() || !cart.backs().isEmpty());
        if (open.isPresent()) {
            done = null;
            return of(open.get());
        }
        Done last = done;
        if (last == null || last.at().plus(DONE_MAX).isBefore(shop.clock().instant())) {
            return DeviceAnswers.Facing.IDLE;
        }
        return shop.store()
                .read(view -> view.record(shop.scope(), DocType.SALE.ref(last.sale())))
                .map(IssuedDocument::of)
                .map(this::of)
                .orElse(DeviceAnswers.Facing.IDLE);
    }

    private DeviceAnswers.Facing of(Cart cart) {
        var lines = new ArrayList<DeviceAnswers.FacingLine>();
        for (BackLine back : cart.backs()) {
            lines.add(new DeviceAnswers.FacingLine(
                    back.name(), back.nameAr(), back.qty(), back.total().negated()));
        }
        for (CartLine line : cart.lines()) {
            lines.add(new DeviceAnswers.FacingLine(
                    line.name(),
                    line.nameAr(),
                    line.qty(),
                    cart.priced(line.line()).total()));
        }
        var deals = new ArrayList<DeviceAnswers.FacingDeal>();
        for (CartLine line : cart.lines()) {
            cart.priced(line.line()).deals().forEach(deal -> deals.add(deal(deal)));
        }
        cart.priced().deals().forEach(deal -> deals.add(deal(deal)));
        return new DeviceAnswers.Facing(
                "cart", lines, deals, cart.total(), cart.tendered(), cart.due(), cart.change(), "");
    }

    private static DeviceAnswers.FacingDeal deal(Priced.Deal deal) {
        return new DeviceAnswers.FacingDeal(deal.name(), deal.nameAr(), deal.off());
    }

    private DeviceAnswers.Facing of(IssuedDocument sale) {
        return new DeviceAnswers.Facing(
                "sold",
                List.of(),
                List.of(),
                sale.total(),
                sale.total().plus(sale.change()),
                Money.ZERO,
                sale.change(),
                qr.apply(sale.uuid()));
    }
}
