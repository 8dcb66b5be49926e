package org.tillmesh.app.sale;

import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.customer.CustomerPanel;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Panels;
import org.tillmesh.app.frame.Typed;
import org.tillmesh.app.invoice.InvoicePanel;
import org.tillmesh.app.payment.PaymentPanel;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.shop.TillException;

/** Decides what happens on the sale screen; asks the till off Swing's thread and tells the screen what to show. */
public final class SalePresenter {
    private static final long TWICE_NANOS = 400_000_000L;
    private static final int CODE_MAX = 100;

    /** The largest note: who gives that much too much is asked. */
    private static final Money LARGEST_NOTE = Money.sar(50_000);

    private final Desk desk;
    private final SaleScreen screen;
    private @Nullable String lookedUp;
    private Runnable told = () -> {};
    private long lastEnter;
    private long payOpened;
    private boolean busy;
    private @Nullable String saleKey;

    /** Told of each sale that is confirmed. */
    private Consumer<InvoiceAnswers.Receipt> sold = receipt -> {};

    SalePresenter(Desk desk, SaleScreen screen) {
        this.desk = desk;
        this.screen = screen;
        tell(() -> screen.tell(text("lastNone"), "", false));
    }

    void onSold(Consumer<InvoiceAnswers.Receipt> listener) {
        sold = listener;
    }

    private String text(String key, Object... values) {
        return desk.language().text(key, values);
    }

    private void tell(Runnable words) {
        told = words;
        words.run();
    }

    /** After a language change: the last word again. */
    void retell() {
        told.run();
    }

    /** The cart as it was left: a power cut's too. */
    void load() {
        desk.run(desk.till().counter()::cart, cart -> {
            screen.show(cart, -1);
            screen.showSide(SaleScreen.Side.KEYS);
        });
    }

    // ---- lines

    void scan(String code) {
        if (screen.side() == SaleScreen.Side.PAYMENT) {
            desk.unusable(code, text("scanPaying"));
        } else if (Typed.isReceipt(code)) {
            desk.unusable(code, text("scanReceipt"));
        } else if (code.length() > CODE_MAX) {
            desk.unusable(code.substring(0, CODE_MAX / 4) + "…", text("scanLong"));
        } else {
            scan(code, () -> unknown(code));
        }
    }

    private void scan(String code, Runnable unknown) {
        Quantity qty = quantityBefore();
        desk.approvable(approve -> desk.till().counter().scan(code, qty, approve), this::scanned, refused -> {
            if (refused.code() == TillException.Code.UNKNOWN_BARCODE) {
                unknown.run();
            } else {
                refusedAloud(refused);
            }
        });
    }

    /**
     * A code that a hand typed. What stands for no product may be the beginning of one's; else digits are an unknown code,
     * and a word is none.
     */
    void typed(String code, CounterAnswers.@Nullable Product first) {
        scan(code, () -> {
            if (first != null) {
                add(first);
            } else if (Typed.isNumber(code)) {
                screen.clearSearch();
                unknown(code);
            } else {
                nothingFound(code);
            }
        });
    }

    void nothingFound(String typed) {
        desk.sounds().blocked();
        tell(() -> screen.tell(text("nothingFound", typed), "", true));
    }

    void add(CounterAnswers.Product product) {
        Quantity qty = quantityBefore();
        String settles = lookedUp;
        lookedUp = null;
        screen.clearSearch();
        desk.approvable(
                approve -> {
                    CounterAnswers.Scanned added = desk.till().counter().add(product.id(), qty, null, approve);
                    return settles == null
                            ? added
                            : new CounterAnswers.Scanned(
                                    added.line(),
                                    added.total(),
                                    desk.till().counter().dropUnknown(settles),
                                    added.warnings());
                },
                this::scanned,
                this::refusedAloud);
    }

    private @Nullable Quantity quantityBefore() {
        String typed = screen.takeMultiplier();
        return typed == null ? null : Quantity.of(Long.parseLong(typed));
    }

    private void scanned(CounterAnswers.Scanned scanned) {
        desk.sounds().found();
        screen.clearSearch();
        screen.showSide(SaleScreen.Side.KEYS);
        CounterAnswers.Line line = scanned.line();
        screen.show(scanned.cart(), line.line());
        tell(() -> screen.tell(
                desk.language().name(line.name(), line.nameAr()),
                Language.code(line.qty() + " × " + line.price() + " = " + line.total()),
                false));
        scanned.warnings().forEach(warning -> desk.say(warning.in(desk.language().locale()), false));
    }

    private void unknown(String code) {
        desk.sounds().unknown();
        desk.run(
                () -> desk.till().counter().keepUnknown(code),
                cart -> {
                    screen.show(cart, -1);
                    screen.showSide(SaleScreen.Side.KEYS);
                    tell(() -> screen.tell(text("unknownNow") + "  " + Language.code(code), "", true));
                },
                this::refusedAloud);
    }

    /** The unknown codes of the cart, to be looked up or dropped. */
    void unknownCodes() {
        settleUnknown(() -> {});
    }

    private void settleUnknown(Runnable then) {
        CounterAnswers.Cart cart = screen.cart();
        if (cart == null || cart.unknown().isEmpty() || screen.side() == SaleScreen.Side.PAYMENT) {
            return;
        }
        new UnknownPanel(
                        desk,
                        after -> {
                            screen.show(after, -1);
                            tell(() -> screen.tell(text("lastNone"), "", false));
                        },
                        this::lookUp,
                        then)
                .open(cart.unknown());
    }

    /** The next product that is found by name stands for this code. */
    private void lookUp(String code) {
        screen.clearSearch();
        lookedUp = code;
        tell(() -> screen.tell(text("lookUpNow", Language.code(code)), "", false));
        screen.search();
    }

    void searchLeft() {
        lookedUp = null;
    }

    private void refusedAloud(TillException refused) {
        desk.sounds().blocked();
        String why = String.valueOf(refused.getMessage());
        tell(() -> screen.tell(why, "", true));
        desk.say(why, true);
    }

    void quantity() {
        CounterAnswers.Line line = screen.selectedLine();
        if (line == null) {
            return;
        }
        Panels.number(
                desk,
                text("qtyTitle") + " · " + desk.language().name(line.name(), line.nameAr()),
                line.qty().toString(),
                typed -> Typed.quantity(desk.language(), typed),
                qty -> desk.approvable(
                        approve -> desk.till().counter().setQty(line.line(), qty, approve),
                        cart -> screen.show(cart, line.line()),
                        this::refusedAloud));
    }

    void discount() {
        CounterAnswers.Line line = screen.selectedLine();
        if (line == null) {
            return;
        }
        Panels.number(
                desk,
                text("discountTitle") + " · " + desk.language().name(line.name(), line.nameAr()),
                "10",
                typed -> Typed.percent(desk.language(), typed),
                percent -> desk.approvable(
                        approve -> desk.till().counter().discount(line.line(), percent, null, approve),
                        cart -> screen.show(cart, line.line()),
                        this::refusedAloud));
    }

    void remove() {
        CounterAnswers.Line line = screen.selectedLine();
        if (line != null) {
            desk.approvable(
                    approve -> desk.till().counter().voidLine(line.line(), "removed by the cashier", approve),
                    cart -> {
                        screen.show(cart, -1);
                        tell(() -> screen.tell(
                                text("removed", desk.language().name(line.name(), line.nameAr())), "", false));
                    },
                    this::refusedAloud);
        }
    }

    void customer() {
        new CustomerPanel(desk, cart -> screen.show(cart, -1), this::invoice).open();
    }

    /** Whom the invoice is for and which kind it is; while paying too. */
    public void invoice() {
        CounterAnswers.Cart cart = screen.cart();
        if (cart == null) {
            return;
        }
        InvoicePanel.forCart(
                desk,
                cart,
                after -> {
                    screen.show(after, -1);
                    if (screen.side() == SaleScreen.Side.PAYMENT) {
                        screen.showPayment(after);
                    }
                },
                () -> {
                    if (screen.side() == SaleScreen.Side.PAYMENT) {
                        screen.backToPayment();
                    }
                });
    }

    void park() {
        CounterAnswers.Cart cart = screen.cart();
        if (cart == null || cart.lines().isEmpty()) {
            if (cart != null && !cart.unknown().isEmpty()) {
                desk.sounds().blocked();
                unknownCodes(); // or they would pass to the customer whose cart is recalled
            } else {
                desk.show(Desk.Place.PARKED);
            }
            return;
        }
        CounterAnswers.Line first = cart.lines().get(0);
        String name = desk.language().isRightToLeft() ? first.nameAr() : first.name();
        desk.run(
                () -> {
                    desk.till().counter().park(name);
                    return desk.till().counter().cart();
                },
                now -> {
                    screen.show(now, -1);
                    screen.showSide(SaleScreen.Side.KEYS);
                    tell(() -> screen.tell(text("parked", name), "", false));
                },
                this::refusedAloud);
    }

    void drawer() {
        CounterAnswers.Cart cart = screen.cart();
        if (cart != null && !cart.lines().isEmpty()) {
            desk.sounds().blocked();
            desk.say(text("ask", Language.code(cart.total().toString())), true);
        } else if (cart != null && !cart.unknown().isEmpty()) {
            desk.sounds().blocked();
            unknownCodes(); // or they would wait for the next shift's first customer
        } else {
            desk.show(Desk.Place.SHIFT);
        }
    }

    // ---- payment

    void pay() {
        CounterAnswers.Cart cart = screen.cart();
        if (cart == null || cart.lines().isEmpty()) {
            desk.sounds().blocked();
            return;
        }
        if (!cart.unknown().isEmpty()) {
            desk.sounds().blocked();
            settleUnknown(this::pay);
            return;
        }
        payOpened = System.nanoTime();
        saleKey = UUID.randomUUID().toString();
        screen.showSide(SaleScreen.Side.PAYMENT);
    }

    public void removeTender(int index) {
        desk.run(
                () -> desk.till().counter().removeTender(index),
                cart -> {
                    screen.show(cart, -1);
                    screen.showPayment(cart);
                },
                this::refusedAloud);
    }

    /** What opens the payment completes it too, but not by a double click or a double press. */
    void completeByPay() {
        if (System.nanoTime() - payOpened >= TWICE_NANOS) {
            completeByEnter();
        }
    }

    /** Enter in payment: takes the tender; when nothing is left to pay, completes. A double Enter counts once. */
    void completeByEnter() {
        if (busy || System.nanoTime() - lastEnter < TWICE_NANOS) {
            return;
        }
        CounterAnswers.Cart cart = screen.cart();
        if (cart == null) {
            return;
        }
        if (!cart.due().isPositive()) {
            busy = true;
            lastEnter = System.nanoTime();
            complete();
            return;
        }
        PaymentPanel.Paid paid = screen.payment().paid();
        if (paid == null) {
            desk.sounds().blocked();
            return;
        }
        Money over = paid.amount().minus(cart.due());
        if (paid.kind().equals("cash") && over.compareTo(LARGEST_NOTE) >= 0) {
            askWhetherSoMuch(paid, over);
        } else {
            take(paid);
        }
    }

    /** The second half of a double Enter is no answer. */
    private void askWhetherSoMuch(PaymentPanel.Paid paid, Money over) {
        desk.sounds().blocked();
        long asked = System.nanoTime();
        Panels.question(
                desk,
                text("muchCash", Language.code(paid.amount().toString())),
                text("muchChange", Language.code(over.toString())),
                text("muchYes"),
                () -> {
                    if (System.nanoTime() - asked < TWICE_NANOS) {
                        askWhetherSoMuch(paid, over);
                    } else {
                        take(paid);
                    }
                });
    }

    private void take(PaymentPanel.Paid paid) {
        busy = true;
        lastEnter = System.nanoTime();
        desk.approvable(
                approve -> desk.till().counter().tender(paid.kind(), paid.amount(), paid.card(), approve),
                after -> {
                    screen.show(after, -1);
                    if (after.due().isPositive()) {
                        busy = false;
                        screen.showPayment(after);
                    } else {
                        complete();
                    }
                },
                refused -> {
                    busy = false;
                    refusedAloud(refused);
                });
    }

    private void complete() {
        String key = saleKey;
        desk.approvable(
                approve -> {
                    InvoiceAnswers.Receipt receipt = desk.till().counter().complete(key, null, approve);
                    return java.util.Map.entry(receipt, desk.till().counter().cart());
                },
                done -> {
                    busy = false;
                    lastEnter = System.nanoTime(); // the change stays for a moment, however often one pressed
                    desk.sounds().done();
                    screen.show(done.getValue(), -1);
                    screen.showDone(done.getKey());
                    tell(() -> screen.tell(text("nextSale"), "", false));
                    sold.accept(done.getKey());
                },
                refused -> {
                    busy = false;
                    refusedAloud(refused);
                });
    }

    void nextSale() {
        if (System.nanoTime() - lastEnter >= TWICE_NANOS) {
            screen.showSide(SaleScreen.Side.KEYS);
        }
    }
}
