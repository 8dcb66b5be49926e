package org.tillmesh.app.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Typed;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;

/** Takes money for a cart. It opens with cash and the exact sum, so that Enter alone is done. A double press counts once. */
public final class PaymentPresenter extends Presenter {
    private static final long TWICE_NANOS = 400_000_000L;
    private static final long[] NOTES = {500, 1000, 5000, 10_000, 20_000, 50_000};

    /** The largest note: who gives that much too much is asked. */
    private static final Money LARGEST_NOTE = Money.sar(50_000);

    private final PaymentView view;
    private final Paying sale;
    private final LongSupplier nanos;
    private CounterAnswers.@Nullable Cart cart;
    private TenderKey kind = TenderKey.CASH;
    private long opened;
    private long acted;
    private boolean busy;
    private String saleKey = "";

    /** @param nanos a clock that does not step back */
    public PaymentPresenter(Desk desk, PaymentView view, Paying sale, LongSupplier nanos) {
        super(desk);
        this.view = view;
        this.sale = sale;
        this.nanos = nanos;
        acted = nanos.getAsLong() - TWICE_NANOS;
    }

    public void open(CounterAnswers.Cart now) {
        opened = nanos.getAsLong();
        saleKey = UUID.randomUUID().toString();
        kind = TenderKey.CASH;
        cart(now);
        view.focus(PaymentView.Field.RECEIVED);
    }

    /** Another cart is to be paid, or the same with less to pay. */
    public void cart(CounterAnswers.Cart now) {
        cart = now;
        view.begin(toTake(now));
        render();
    }

    public void focus() {
        view.focus(PaymentView.Field.RECEIVED);
    }

    @Override
    public void render() {
        CounterAnswers.Cart now = cart;
        if (now != null) {
            view.kind(kind);
            view.sums(sums(toTake(now)), toTake(now));
            view.taken(now.tenders());
            showInvoice(now);
            showChange(now);
        }
    }

    private void showInvoice(CounterAnswers.Cart now) {
        var what = new StringBuilder(text(now.invoice()));
        now.chosen().marks().forEach(mark -> what.append(" · ").append(text("mark_" + mark)));
        if (now.customer() != null) {
            what.append(" · ").append(now.customer().name());
        }
        boolean citizen = now.chosen().needsNationalId()
                && (now.customer() == null || now.chosen().nationalId() == null);
        boolean wished = now.chosen().form().equals("simplified");
        String note = citizen
                ? text("needsNationalId")
                : now.invoiceNote() == null || wished
                        ? ""
                        : text("notStandard", now.invoiceNote().in(desk.reader()));
        view.invoice(what.toString(), note);
    }

    /** Cash pays what is due rounded down, where the company rounds. */
    private Money toTake(CounterAnswers.Cart now) {
        return kind == TenderKey.CASH ? now.dueInCash() : now.due();
    }

    /** The exact sum, and the next ones that a customer would hand over. */
    static List<Money> sums(Money due) {
        var sums = new ArrayList<Money>();
        sums.add(due);
        for (long note : NOTES) {
            long next = (due.minor() + note - 1) / note * note;
            Money sum = Money.ofMinor(next, due.currency());
            if (!sums.contains(sum) && sums.size() < 4) {
                sums.add(sum);
            }
        }
        return sums;
    }

    @Override
    public KeyMap keys() {
        KeyMap keys = desk.keys().bar(FunctionKey.ESCAPE, "back", "arrow-back", sale::back);
        for (TenderKey way : TenderKey.values()) {
            keys.key(way.key, way.kind, way.icon, () -> choose(way));
        }
        return keys.bar(FunctionKey.F5, "invoice", "receipt", sale::invoice)
                .bar(FunctionKey.F8, "takeBack", "x", this::takeBackLast)
                .unless(cart == null || cart.tenders().isEmpty(), "nothingTaken")
                .key(FunctionKey.F12, "complete", "cash", this::completeByPay)
                .key(FunctionKey.ENTER, "complete", this::complete);
    }

    private void choose(TenderKey chosen) {
        CounterAnswers.Cart now = cart;
        if (now != null) {
            kind = chosen;
            view.begin(toTake(now));
            view.problem("", PaymentView.Field.RECEIVED);
            view.kind(kind);
            showChange(now);
            view.focus(kind == TenderKey.CARD ? PaymentView.Field.CODE : PaymentView.Field.RECEIVED);
        }
    }

    /** Another text stands in a field. */
    void typing() {
        CounterAnswers.Cart now = cart;
        if (now != null) {
            view.problem("", PaymentView.Field.RECEIVED);
            showChange(now);
        }
    }

    private void showChange(CounterAnswers.Cart now) {
        try {
            Money over = received().minus(toTake(now));
            boolean gives = kind == TenderKey.CASH && over.isPositive();
            view.change((gives ? over : Money.ZERO).toString());
        } catch (IllegalArgumentException e) {
            view.change("–");
        }
    }

    private Money received() {
        return Typed.money(desk.language(), view.typed(PaymentView.Field.RECEIVED));
    }

    // ---- money

    /** What the cashier has taken: a card's with the approval code of its terminal. */
    private record Paid(TenderKey kind, Money amount, @Nullable String code) {}

    private @Nullable Paid paid() {
        Money amount;
        try {
            amount = received();
        } catch (IllegalArgumentException e) {
            view.problem(String.valueOf(e.getMessage()), PaymentView.Field.RECEIVED);
            return null;
        }
        if (kind != TenderKey.CARD) {
            return new Paid(kind, amount, null);
        }
        String code = view.typed(PaymentView.Field.CODE);
        if (!code.matches("[0-9A-Za-z]{2,12}")) {
            view.problem(text("needsApprovalCode"), PaymentView.Field.CODE);
            return null;
        }
        return new Paid(kind, amount, code);
    }

    private void takeBackLast() {
        CounterAnswers.Cart now = cart;
        if (now != null && !now.tenders().isEmpty()) {
            takeBack(now.tenders().size() - 1);
        }
    }

    /** @param index of the tender: 0, 1 … */
    void takeBack(int index) {
        if (busy) {
            return;
        }
        busy = true;
        desk.run(
                () -> desk.till().counter().removeTender(index),
                now -> {
                    busy = false;
                    shown(now);
                },
                refused -> {
                    busy = false;
                    sale.notPaid(refused);
                });
    }

    private void shown(CounterAnswers.Cart now) {
        sale.paid(now);
        cart(now);
        desk.keysChanged();
    }

    private boolean isTwice(long since) {
        return nanos.getAsLong() - since < TWICE_NANOS;
    }

    /** Whether the last press is over: the change stays for a moment, however often one pressed. */
    public boolean isSettled() {
        return !isTwice(acted);
    }

    /** What opens the payment completes it too, but not by a double click or a double press. */
    private void completeByPay() {
        if (!isTwice(opened)) {
            complete();
        }
    }

    /** Takes the tender; when nothing is left to pay, completes. */
    private void complete() {
        CounterAnswers.Cart now = cart;
        if (busy || isTwice(acted) || now == null) {
            return;
        }
        if (!now.due().isPositive()) {
            begun();
            sell();
            return;
        }
        Paid paid = paid();
        if (paid == null) {
            desk.sounds().blocked();
            return;
        }
        Money over = paid.amount().minus(toTake(now));
        if (paid.kind() == TenderKey.CASH && over.compareTo(LARGEST_NOTE) >= 0) {
            askWhetherSoMuch(paid, over);
        } else {
            take(paid);
        }
    }

    private void begun() {
        busy = true;
        acted = nanos.getAsLong();
    }

    /** The second half of a double Enter is no answer. */
    private void askWhetherSoMuch(Paid paid, Money over) {
        desk.sounds().blocked();
        long asked = nanos.getAsLong();
        desk.ask(
                text("muchCash", Language.code(paid.amount().toString())),
                text("muchChange", Language.code(over.toString())),
                text("muchYes"),
                () -> {
                    if (isTwice(asked)) {
                        askWhetherSoMuch(paid, over);
                    } else {
                        take(paid);
                    }
                });
    }

    private void take(Paid paid) {
        begun();
        desk.approvable(
                approve -> desk.till().counter().tender(paid.kind().tender, paid.amount(), paid.code(), approve),
                now -> {
                    if (now.due().isPositive()) {
                        busy = false;
                        shown(now);
                    } else {
                        cart = now;
                        sale.paid(now);
                        sell();
                    }
                },
                refused -> {
                    busy = false;
                    sale.notPaid(refused);
                });
    }

    private void sell() {
        String key = saleKey;
        desk.approvable(
                approve -> {
                    InvoiceAnswers.Receipt receipt = desk.till().counter().complete(key, null, approve);
                    return Map.entry(receipt, desk.till().counter().cart());
                },
                done -> {
                    busy = false;
                    acted = nanos.getAsLong();
                    desk.sounds().done();
                    sale.sold(done.getKey(), done.getValue());
                },
                refused -> {
                    busy = false;
                    sale.notPaid(refused);
                    CounterAnswers.Cart now = cart;
                    if (now != null) {
                        cart(now); // all is taken and nothing sold: both are shown
                    }
                });
    }
}
