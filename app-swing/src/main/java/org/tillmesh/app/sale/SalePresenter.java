package org.tillmesh.app.sale;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.payment.DonePresenter;
import org.tillmesh.app.payment.DoneView;
import org.tillmesh.app.payment.Paying;
import org.tillmesh.app.payment.PaymentPresenter;
import org.tillmesh.app.payment.PaymentView;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.Topic;

/** The sale: which side is shown beside the cart, what keys mean there, and where a scan goes. */
public final class SalePresenter extends Presenter implements Paying {
    /** More are reached by the list of parked carts. */
    private static final int TABS = 3;

    private final SaleView view;
    private final LinesPresenter lines;
    private final SearchPresenter search;
    private final QuickKeysPresenter quick;
    private final PaymentPresenter payment;
    private final DonePresenter done;
    private final Refresh<List<CounterAnswers.ParkedCart>> parkedCarts;
    private Side side = Side.KEYS;
    private long parked;
    private List<CounterAnswers.ParkedCart> here = List.of();
    private String myself = "";
    private boolean payWaits;
    private Consumer<InvoiceAnswers.Receipt> sold = receipt -> {};

    /** @param nanos a clock that does not step back */
    SalePresenter(
            Desk desk,
            SaleView view,
            HitsView hits,
            QuickKeysView quickKeys,
            PaymentView paying,
            DoneView doneView,
            LongSupplier nanos) {
        super(desk);
        this.view = view;
        lines = new LinesPresenter(desk, view, this);
        search = new SearchPresenter(desk, view, hits, lines, this);
        quick = new QuickKeysPresenter(desk, quickKeys);
        payment = new PaymentPresenter(desk, paying, this, nanos);
        done = new DonePresenter(desk, doneView);
        parkedCarts = new Refresh<>(desk, () -> desk.till().counter().parked(), found -> {
            parked = found.size();
            lines.render();
            here = found.stream()
                    .filter(cart -> cart.till().equals(myself))
                    .limit(TABS)
                    .toList();
            view.tabs(here);
        });
    }

    LinesPresenter lines() {
        return lines;
    }

    SearchPresenter search() {
        return search;
    }

    QuickKeysPresenter quick() {
        return quick;
    }

    PaymentPresenter payment() {
        return payment;
    }

    DonePresenter done() {
        return done;
    }

    long parked() {
        return parked;
    }

    void lookForParked() {
        parkedCarts.ask();
    }

    /**
     * Opens a cart that waits at this till, and puts the open one aside in its place.
     *
     * @param index of the cart in what is shown
     */
    void switchTo(int index) {
        CounterAnswers.Cart open = lines.cart();
        if (index >= here.size() || open == null || isPaying() || search.isWorking()) {
            return;
        }
        if (!open.unknown().isEmpty()) {
            desk.sounds().blocked();
            unknownCodes(); // or they would pass to the customer whose cart is recalled
            return;
        }
        CounterAnswers.ParkedCart wanted = here.get(index);
        unpaid(
                open,
                () -> desk.run(
                        () -> {
                            if (!open.lines().isEmpty()) {
                                desk.till().counter().park(named(open));
                            }
                            return desk.till().counter().recall(wanted.id(), false);
                        },
                        now -> {
                            lines.goneForGood();
                            lines.show(now, -1);
                            lines.tellNothing();
                            go(Side.KEYS);
                            lookForParked();
                        },
                        refused -> {
                            lines.refusedAloud(refused);
                            lines.again();
                            lookForParked();
                        }));
    }

    /** What a customer has paid of a cart goes back when it is put aside, and never unsaid. */
    private void unpaid(CounterAnswers.Cart open, Runnable then) {
        if (open.tendered().isPositive()) {
            desk.sounds().blocked();
            String taken = Language.code(open.tendered().toString());
            desk.ask(text("takenTitle", taken), text("parkTaken", taken), text("takenYes"), then);
        } else {
            then.run();
        }
    }

    private String named(CounterAnswers.Cart cart) {
        CounterAnswers.Line first = cart.lines().get(0);
        return desk.language().isRightToLeft() ? first.nameAr() : first.name();
    }

    /** Told of each sale that is confirmed here. */
    public void onSold(Consumer<InvoiceAnswers.Receipt> listener) {
        sold = listener;
    }

    /** Whether the hits of this text are known. */
    public boolean isFound(String text) {
        return search.isFound(text);
    }

    public boolean isCartOpen() {
        CounterAnswers.Cart cart = lines.cart();
        return cart != null && !cart.lines().isEmpty();
    }

    public boolean hasUnknown() {
        CounterAnswers.Cart cart = lines.cart();
        return cart != null && !cart.unknown().isEmpty();
    }

    public boolean isPaying() {
        return side == Side.PAYMENT;
    }

    public CounterAnswers.@Nullable Cart cart() {
        return lines.cart();
    }

    public Side side() {
        return side;
    }

    /** The cart as it was left: a power cut's too. */
    @Override
    public void shown() {
        quick.load();
        myself = Objects.toString(desk.till().ready().till(), "");
        parkedCarts.ask();
        desk.run(() -> desk.till().people().users(), lines::people);
        desk.run(() -> desk.till().counter().cart(), cart -> {
            lines.show(cart, -1);
            go(Side.KEYS);
        });
        view.focusSearch();
    }

    @Override
    public void render() {
        lines.render();
        quick.render();
        payment.render();
        done.render();
        showSide();
    }

    @Override
    public void changed(Topic topic) {
        switch (topic) {
            case CATALOGUE -> {
                quick.load();
                search.again();
            }
            case STOCK -> search.again();
            case CUSTOMERS -> lines.again();
            case PARKED -> parkedCarts.ask();
            default -> {}
        }
    }

    @Override
    public void statusChanged(LinkAnswers.Status status) {
        if (side == Side.DONE) {
            done.statusChanged(status);
        }
    }

    @Override
    public void scanned(String code) {
        if (isPaying()) {
            payment.scanned(code);
        } else {
            search.scanned(code);
        }
    }

    /** Shows another side beside the cart. */
    void go(Side wanted) {
        boolean opened = side != wanted;
        side = wanted;
        showSide();
        CounterAnswers.Cart cart = lines.cart();
        if (opened && wanted == Side.PAYMENT && cart != null) {
            payment.open(cart);
        } else if (opened) {
            view.focusSearch();
        }
    }

    /** What keys and the large button mean depends on the side and on the cart. */
    void showSide() {
        view.side(side);
        boolean any = isCartOpen();
        switch (side) {
            case KEYS, HITS -> view.pay(text("pay"), FunctionKey.F12, any);
            case PAYMENT -> view.pay(text("complete"), FunctionKey.ENTER, true);
            case DONE -> view.pay(text("newSale"), FunctionKey.ENTER, true);
        }
        desk.keysChanged();
    }

    // ---- keys

    @Override
    public KeyMap keys() {
        if (isPaying()) {
            return payment.keys();
        }
        CounterAnswers.Cart cart = lines.cart();
        boolean empty = !isCartOpen();
        KeyMap keys = desk.keys()
                .key(FunctionKey.F2, "search", "search", view::focusSearch)
                .key(FunctionKey.F3, "customer", "user", () -> view.askCustomer(this::cartChanged, this::invoice));
        lines.addKeys(keys);
        keys.key(FunctionKey.F6, empty ? "recall" : "park", "player-pause", this::park)
                .key(FunctionKey.F7, "return", "receipt-refund", () -> desk.show(Desk.Place.RETURN))
                .bar(FunctionKey.F8, "drawer", "cash-register", this::shift)
                .unless(
                        !empty,
                        "ask",
                        cart == null ? "" : Language.code(cart.due().toString()))
                .bar(FunctionKey.F9, "reprint", "printer", done::reprint)
                .unless(!done.hasReceipt(), "nothingSold")
                .key(FunctionKey.F12, "pay", "cash", this::pay)
                .unless(empty && !search.isWorking(), "scanFirst")
                .key(FunctionKey.INSERT, "unknownCodes", "scan", this::unknownCodes)
                .unless(cart == null || cart.unknown().isEmpty(), "noUnknown");
        if (side == Side.DONE) {
            keys.bar(FunctionKey.ESCAPE, "back", "arrow-back", () -> go(Side.KEYS));
        } else {
            keys.key(FunctionKey.ESCAPE, "clearSearch", search::leave);
        }
        return search.addKeys(keys, side, this::nextSale);
    }

    private void nextSale() {
        if (side == Side.DONE && payment.isSettled()) {
            go(Side.KEYS);
        }
    }

    /** What the large button does. */
    void large() {
        desk.press(
                side == Side.PAYMENT || side == Side.KEYS || side == Side.HITS ? FunctionKey.F12 : FunctionKey.ENTER);
    }

    private void park() {
        CounterAnswers.Cart cart = lines.cart();
        if (cart == null || cart.lines().isEmpty()) {
            if (cart != null && !cart.unknown().isEmpty()) {
                desk.sounds().blocked();
                unknownCodes(); // or they would pass to the customer whose cart is recalled
            } else {
                desk.show(Desk.Place.PARKED);
            }
            return;
        }
        unpaid(cart, () -> park(named(cart)));
    }

    private void park(String name) {
        desk.run(
                () -> {
                    desk.till().counter().park(name);
                    return desk.till().counter().cart();
                },
                now -> {
                    lines.goneForGood();
                    lines.show(now, -1);
                    go(Side.KEYS);
                    lines.tell(() -> text("parked", name), false);
                    parkedCarts.ask();
                },
                lines::refusedAloud);
    }

    private void shift() {
        CounterAnswers.Cart cart = lines.cart();
        if (cart != null && !cart.unknown().isEmpty()) {
            desk.sounds().blocked();
            unknownCodes(); // or they would wait for the next shift's first customer
        } else {
            desk.show(Desk.Place.SHIFT);
        }
    }

    // ---- unknown codes

    /** The unknown codes of the cart, to be looked up or dropped. */
    void unknownCodes() {
        settleUnknown(() -> {});
    }

    private void settleUnknown(Runnable then) {
        CounterAnswers.Cart cart = lines.cart();
        if (cart != null && !cart.unknown().isEmpty() && !isPaying()) {
            view.openUnknown(new UnknownPresenter(desk, cart.unknown(), this::settled, search::lookUp, then));
        }
    }

    private void settled(CounterAnswers.Cart cart) {
        lines.show(cart, -1);
        lines.tellNothing();
    }

    // ---- payment

    private void pay() {
        CounterAnswers.Cart cart = lines.cart();
        if (search.isWorking()) {
            payWaits = true;
        } else if (cart != null && !cart.unknown().isEmpty()) {
            desk.sounds().blocked();
            settleUnknown(this::pay);
        } else if (isCartOpen()) {
            go(Side.PAYMENT);
        }
    }

    /** What was scanned before pay was pressed is paid with the rest. */
    void searched() {
        if (payWaits && !search.isWorking()) {
            payWaits = false;
            pay();
        }
    }

    /** Something has not come into the cart, which whoever pressed pay must see first. */
    void payNoMore() {
        payWaits = false;
    }

    private void cartChanged(CounterAnswers.Cart now) {
        lines.show(now, -1);
    }

    @Override
    public void paid(CounterAnswers.Cart now) {
        lines.show(now, -1);
    }

    @Override
    public void notPaid(TillException refused) {
        lines.refusedAloud(refused);
    }

    @Override
    public void sold(InvoiceAnswers.Receipt receipt, CounterAnswers.Cart next) {
        lines.goneForGood();
        lines.show(next, -1);
        done.show(receipt);
        go(Side.DONE);
        lines.tell(() -> text("nextSale"), false);
        sold.accept(receipt);
    }

    /** Whom the invoice is for and which kind it is; while paying too. */
    @Override
    public void invoice() {
        CounterAnswers.Cart cart = lines.cart();
        if (cart == null) {
            return;
        }
        view.askInvoice(
                cart,
                after -> {
                    cartChanged(after);
                    if (isPaying()) {
                        payment.cart(after);
                    }
                },
                () -> {
                    if (isPaying()) {
                        payment.focus();
                    }
                });
    }

    @Override
    public void back() {
        go(Side.KEYS);
    }
}
