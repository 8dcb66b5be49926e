package org.tillmesh.app;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.Money;
import org.tillmesh.retail.Quantity;
import org.tillmesh.till.Answers;
import org.tillmesh.till.TillException;

/** Decides what happens on the sale screen; asks the till off Swing's thread and tells the screen what to show. */
final class SalePresenter {
    private static final long TWICE_NANOS = 400_000_000L;

    private final Desk desk;
    private final SaleScreen screen;
    private @Nullable String unknownCode;
    private Runnable told = () -> {};
    private long lastEnter;
    private boolean busy;
    private @Nullable String saleKey;

    /** Told of each sale that is confirmed. */
    private Consumer<Answers.Receipt> sold = receipt -> {};

    SalePresenter(Desk desk, SaleScreen screen) {
        this.desk = desk;
        this.screen = screen;
        tell(() -> screen.tell(text("lastNone"), "", false));
    }

    void onSold(Consumer<Answers.Receipt> listener) {
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
        screen.unknown(unknownCode);
    }

    /** The cart as it was left: a power cut's too. */
    void load() {
        desk.run(desk.till()::cart, cart -> {
            screen.show(cart, -1);
            screen.showSide(SaleScreen.Side.KEYS);
        });
    }

    // ---- lines

    void scan(String code) {
        if (screen.side() == SaleScreen.Side.PAYMENT) {
            desk.sounds().blocked();
            return;
        }
        Quantity qty = quantityBefore();
        desk.approvable(approve -> desk.till().scan(code, qty, approve), this::scanned, refused -> {
            if (refused.code() == TillException.Code.UNKNOWN_BARCODE) {
                unknown(code);
            } else {
                refusedAloud(refused);
            }
        });
    }

    void add(Answers.Product product) {
        Quantity qty = quantityBefore();
        screen.clearSearch();
        desk.approvable(
                approve -> desk.till().add(product.id(), qty, null, approve), this::scanned, this::refusedAloud);
    }

    private @Nullable Quantity quantityBefore() {
        String typed = screen.takeMultiplier();
        return typed == null ? null : Quantity.of(Long.parseLong(typed));
    }

    private void scanned(Answers.Scanned scanned) {
        desk.sounds().found();
        if (screen.side() != SaleScreen.Side.KEYS) {
            screen.clearSearch();
            screen.showSide(SaleScreen.Side.KEYS);
        }
        Answers.Line line = scanned.line();
        screen.show(scanned.cart(), line.line());
        tell(() -> screen.tell(
                desk.language().name(line.name(), line.nameAr()),
                Language.code(line.qty() + " × " + line.price() + " = " + line.total()),
                false));
        scanned.warnings().forEach(warning -> desk.say(warning, false));
    }

    private void unknown(String code) {
        desk.sounds().unknown();
        unknownCode = code;
        tell(() -> screen.tell(text("unknownNow") + "  " + Language.code(code), "", true));
        screen.unknown(code);
    }

    void dropUnknown() {
        unknownCode = null;
        screen.unknown(null);
        tell(() -> screen.tell(text("lastNone"), "", false));
    }

    private void refusedAloud(TillException refused) {
        desk.sounds().blocked();
        String why = String.valueOf(refused.getMessage());
        tell(() -> screen.tell(why, "", true));
        desk.say(why, true);
    }

    void quantity() {
        Answers.Line line = screen.selectedLine();
        if (line == null) {
            return;
        }
        Panels.number(
                desk,
                text("qtyTitle") + " · " + desk.language().name(line.name(), line.nameAr()),
                line.qty().toString(),
                typed -> desk.approvable(
                        approve -> desk.till().setQty(line.line(), Quantity.parse(typed), approve),
                        cart -> screen.show(cart, line.line()),
                        this::refusedAloud));
    }

    void discount() {
        Answers.Line line = screen.selectedLine();
        if (line == null) {
            return;
        }
        Panels.number(
                desk,
                text("discountTitle") + " · " + desk.language().name(line.name(), line.nameAr()),
                "10",
                typed -> desk.approvable(
                        approve -> desk.till().discount(line.line(), typed, null, approve),
                        cart -> screen.show(cart, line.line()),
                        this::refusedAloud));
    }

    void remove() {
        Answers.Line line = screen.selectedLine();
        if (line != null) {
            desk.run(
                    () -> desk.till().voidLine(line.line(), "removed by the cashier", null),
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
    void invoice() {
        Answers.Cart cart = screen.cart();
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
        Answers.Cart cart = screen.cart();
        if (cart == null || cart.lines().isEmpty()) {
            desk.show(Desk.Place.PARKED);
            return;
        }
        Answers.Line first = cart.lines().get(0);
        String name = desk.language().isRightToLeft() ? first.nameAr() : first.name();
        desk.run(
                () -> {
                    desk.till().park(name);
                    return desk.till().cart();
                },
                now -> {
                    screen.show(now, -1);
                    screen.showSide(SaleScreen.Side.KEYS);
                    tell(() -> screen.tell(text("parked", name), "", false));
                },
                this::refusedAloud);
    }

    void drawer() {
        Answers.Cart cart = screen.cart();
        if (cart != null && !cart.lines().isEmpty()) {
            desk.sounds().blocked();
            desk.say(text("ask", Language.code(cart.total().toString())), true);
        } else {
            desk.show(Desk.Place.SHIFT);
        }
    }

    // ---- payment

    void pay() {
        Answers.Cart cart = screen.cart();
        if (cart == null || cart.lines().isEmpty()) {
            desk.sounds().blocked();
            return;
        }
        if (unknownCode != null) {
            desk.sounds().blocked();
            desk.say(text("unknownCode", Language.code(Objects.requireNonNull(unknownCode))), true);
            return;
        }
        saleKey = UUID.randomUUID().toString();
        screen.showSide(SaleScreen.Side.PAYMENT);
    }

    void removeTender(int index) {
        desk.run(
                () -> desk.till().removeTender(index),
                cart -> {
                    screen.show(cart, -1);
                    screen.showPayment(cart);
                },
                this::refusedAloud);
    }

    /** Enter in payment: takes the tender; when nothing is left to pay, completes. A double Enter counts once. */
    void completeByEnter() {
        long now = System.nanoTime();
        if (busy || now - lastEnter < TWICE_NANOS) {
            return;
        }
        lastEnter = now;
        Answers.Cart cart = screen.cart();
        if (cart == null) {
            return;
        }
        busy = true;
        if (!cart.due().isPositive()) {
            complete();
            return;
        }
        Money amount;
        try {
            amount = screen.payment().amount();
        } catch (IllegalArgumentException e) {
            busy = false;
            desk.say(String.valueOf(e.getMessage()), true);
            return;
        }
        String kind = screen.payment().kind();
        desk.run(
                () -> desk.till().tender(kind, amount, null),
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
        desk.run(
                () -> {
                    Answers.Receipt receipt = desk.till().complete(key);
                    return java.util.Map.entry(receipt, desk.till().cart());
                },
                done -> {
                    busy = false;
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
