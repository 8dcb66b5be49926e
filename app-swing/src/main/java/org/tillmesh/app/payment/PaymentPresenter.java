package org.tillmesh.app.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Typed;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.tender.TenderAnswers;
import org.tillmesh.till.tender.TenderWish;

/** Takes money for a cart. It opens with cash and the exact sum, so that Enter alone is done. A double press counts once. */
public final class PaymentPresenter extends Presenter {
    private static final long TWICE_NANOS = 400_000_000L;
    private static final String GIFT_NUMBER = "[0-9A-Za-z.-]{4,40}";
    private static final long[] NOTES = {500, 1000, 5000, 10_000, 20_000, 50_000};

    /** The largest note: who gives that much too much is asked. */
    private static final Money LARGEST_NOTE = Money.sar(50_000);

    private final PaymentView view;
    private final Paying sale;
    private final LongSupplier nanos;
    private CounterAnswers.@Nullable Cart cart;
    private final Refresh<TenderAnswers.GiftValue> asking;
    private List<Way> ways = List.of(Way.CASH);
    private Way way = Way.CASH;
    private Money proposed = Money.ZERO;
    private TenderAnswers.@Nullable Wallet wallet;
    private TenderAnswers.@Nullable GiftValue gift;
    private volatile String giftNumber = "";
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
        asking = new Refresh<>(desk, () -> desk.till().counter().giftCard(giftNumber), this::worth, refused -> {
            gift = null;
            view.worth(String.valueOf(refused.getMessage()), true);
        });
    }

    public void open(CounterAnswers.Cart now) {
        opened = nanos.getAsLong();
        saleKey = UUID.randomUUID().toString();
        way = ways.get(0);
        cart(now);
        view.code("");
        view.focus(PaymentView.Field.RECEIVED);
        desk.run(() -> Way.of(desk.till().counter().paymentMethods()), this::taken);
    }

    /** What head office lets this branch take, as it is now; what is chosen stays so. */
    private void taken(List<Way> found) {
        if (found.isEmpty() || found.equals(ways)) {
            return;
        }
        ways = found;
        String before = way.method().id();
        way = found.stream()
                .filter(each -> each.method().id().equals(before))
                .findFirst()
                .orElse(found.get(0));
        render();
        desk.keysChanged();
    }

    /** Another cart is to be paid, or the same with less to pay. */
    public void cart(CounterAnswers.Cart now) {
        CustomerId before = customer();
        cart = now;
        if (!Objects.equals(before, customer())) {
            wallet = null;
        }
        askWallet();
        propose(now);
        render();
    }

    private @Nullable CustomerId customer() {
        CounterAnswers.Cart now = cart;
        return now == null || now.customer() == null ? null : now.customer().id();
    }

    /** Writes what is due into the field, or as much of it as there is to pay it with. */
    private void propose(CounterAnswers.Cart now) {
        Money due = toTake(now);
        Money held = held();
        proposed = held != null && held.isPositive() && held.compareTo(due) < 0 ? held : due;
        view.begin(proposed);
    }

    private boolean isProposed() {
        return view.typed(PaymentView.Field.RECEIVED).equals(proposed.toString());
    }

    /** What the chosen way can pay at most, as far as is known; null for any sum. */
    private @Nullable Money held() {
        TenderAnswers.Wallet has = wallet;
        TenderAnswers.GiftValue card = gift;
        return switch (way.kind()) {
            case GIFT -> card == null ? null : card.value();
            case CREDIT -> has == null ? null : has.credit();
            case POINTS -> has == null ? null : has.worth();
            case CASH, CARD, ACCOUNT, BANK -> null;
        };
    }

    private void askWallet() {
        CustomerId id = customer();
        if (!way.kind().needsCustomer() || id == null) {
            return;
        }
        desk.aside(
                () -> desk.till().counter().wallet(id),
                found -> {
                    CounterAnswers.Cart now = cart;
                    if (now != null && id.equals(customer()) && !found.equals(wallet)) {
                        wallet = found;
                        showWorth();
                        if (isProposed()) {
                            propose(now);
                            showChange(now);
                        }
                    }
                },
                refused -> view.worth(String.valueOf(refused.getMessage()), true));
    }

    private void worth(TenderAnswers.GiftValue found) {
        CounterAnswers.Cart now = cart;
        if (now == null || way.kind() != TenderKind.GIFT || !found.card().equals(giftNumber)) {
            return;
        }
        gift = found;
        showWorth();
        if (isProposed()) {
            propose(now);
            showChange(now);
        }
    }

    private void showWorth() {
        TenderAnswers.Wallet has = wallet;
        TenderAnswers.GiftValue card = gift;
        if (way.kind().needsCustomer() && customer() == null) {
            view.worth(text("wayNeedsCustomer"), true);
            return;
        }
        switch (way.kind()) {
            case GIFT -> {
                if (card == null) {
                    view.worth(text("giftHint"), false);
                } else {
                    view.worth(
                            text("gift_" + card.state(), sum(card.value())),
                            !card.state().equals("valid"));
                }
            }
            case CREDIT ->
                view.worth(
                        has == null ? "" : text("creditHeld", sum(has.credit())),
                        isNone(has == null ? null : has.credit()));
            case POINTS -> {
                if (has != null && has.points() == null) {
                    view.worth(text("pointsOff"), true);
                } else {
                    view.worth(
                            has == null ? "" : text("pointsHeld", String.valueOf(has.points()), sum(has.worth())),
                            isNone(has == null ? null : has.worth()));
                }
            }
            case ACCOUNT ->
                view.worth(
                        has == null ? "" : text("accountOwed", sum(has.owed()), sum(has.limit())),
                        has != null && has.owed().compareTo(has.limit()) >= 0);
            case CASH, CARD, BANK -> view.worth("", false);
        }
    }

    private static boolean isNone(@Nullable Money held) {
        return held != null && !held.isPositive();
    }

    private static String sum(Money money) {
        return Language.code(money.toString());
    }

    /** A gift card that is scanned pays; nothing else can be used here. */
    @Override
    public void scanned(String code) {
        Optional<Way> gifts =
                ways.stream().filter(each -> each.kind() == TenderKind.GIFT).findFirst();
        if (gifts.isEmpty() || !code.matches(GIFT_NUMBER)) {
            desk.unusable(code, text("scanPaying"));
            return;
        }
        desk.aside(
                () -> desk.till().counter().giftCard(code),
                found -> {
                    if (found.state().equals("unknown") && way.kind() != TenderKind.GIFT) {
                        desk.unusable(code, text("scanPaying"));
                        return;
                    }
                    desk.sounds().found();
                    if (way.kind() != TenderKind.GIFT) {
                        choose(gifts.get());
                    }
                    giftNumber = code;
                    view.code(code);
                    worth(found);
                },
                refused -> desk.unusable(code, String.valueOf(refused.getMessage())));
    }

    public void focus() {
        view.focus(PaymentView.Field.RECEIVED);
    }

    @Override
    public void render() {
        CounterAnswers.Cart now = cart;
        if (now != null) {
            view.ways(ways, way);
            view.sums(way.kind() == TenderKind.CASH ? sums(toTake(now)) : List.of(), toTake(now));
            showWorth();
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
        return way.kind() == TenderKind.CASH ? now.dueInCash() : now.due();
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
        for (Way each : ways) {
            if (each.key() != null) {
                keys.named(
                        each.key(),
                        desk.language().name(each.method().name(), each.method().nameAr()),
                        each.icon(),
                        () -> choose(each));
            }
        }
        return keys.key(FunctionKey.UP, "chooseWay", () -> choose(-1))
                .key(FunctionKey.DOWN, "chooseWay", () -> choose(1))
                .bar(FunctionKey.F5, "invoice", "receipt", sale::invoice)
                .bar(FunctionKey.F8, "takeBack", "x", this::takeBackLast)
                .unless(cart == null || cart.tenders().isEmpty(), "nothingTaken")
                .key(FunctionKey.F12, "complete", "cash", this::completeByPay)
                .key(FunctionKey.ENTER, "complete", this::complete);
    }

    private void choose(int by) {
        choose(ways.get(Math.floorMod(ways.indexOf(way) + by, ways.size())));
    }

    /** A part that was typed before the way was chosen is meant to be paid by it. */
    void choose(Way chosen) {
        CounterAnswers.Cart now = cart;
        if (now == null) {
            return;
        }
        boolean keeps = !isProposed() && isPart(now);
        way = chosen;
        gift = null;
        giftNumber = "";
        view.code("");
        view.problem("", PaymentView.Field.RECEIVED);
        if (!keeps) {
            propose(now);
        }
        render();
        askWallet();
        view.focus(
                way.kind() == TenderKind.CARD || way.kind() == TenderKind.GIFT
                        ? PaymentView.Field.CODE
                        : PaymentView.Field.RECEIVED);
    }

    private boolean isPart(CounterAnswers.Cart now) {
        try {
            Money typed = received();
            return typed.isPositive() && typed.compareTo(now.due()) < 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Another text stands in a field. */
    void typing() {
        CounterAnswers.Cart now = cart;
        if (now != null) {
            view.problem("", PaymentView.Field.RECEIVED);
            showChange(now);
            askGift();
        }
    }

    private void askGift() {
        String typed = view.typed(PaymentView.Field.CODE);
        if (way.kind() == TenderKind.GIFT && typed.matches(GIFT_NUMBER) && !typed.equals(giftNumber)) {
            giftNumber = typed;
            asking.ask();
        }
    }

    private void showChange(CounterAnswers.Cart now) {
        try {
            Money over = received().minus(toTake(now));
            boolean gives = way.kind() == TenderKind.CASH && over.isPositive();
            view.left((over.isNegative() ? over.negated() : Money.ZERO).toString());
            view.change((gives ? over : Money.ZERO).toString());
        } catch (IllegalArgumentException e) {
            view.left(now.due().toString());
            view.change("–");
        }
    }

    private Money received() {
        return Typed.money(desk.language(), view.typed(PaymentView.Field.RECEIVED));
    }

    // ---- money

    /** What the cashier has taken: a card's with the approval code of its terminal. */
    private record Paid(Way way, Money amount, @Nullable String code) {
        TenderWish wish() {
            return new TenderWish(
                    way.kind(),
                    amount,
                    code,
                    way.equals(Way.CASH) ? null : way.method().id());
        }
    }

    private @Nullable Paid paid() {
        Money amount;
        try {
            amount = received();
        } catch (IllegalArgumentException e) {
            view.problem(String.valueOf(e.getMessage()), PaymentView.Field.RECEIVED);
            return null;
        }
        if (way.kind().needsCustomer() && customer() == null) {
            view.problem(text("wayNeedsCustomer"), PaymentView.Field.RECEIVED);
            return null;
        }
        String code = way.hasCode() ? view.typed(PaymentView.Field.CODE) : "";
        boolean asksTerminal = code.isEmpty() && desk.till().terminals().isSet();
        if (way.kind() == TenderKind.CARD && !asksTerminal && !code.matches("[0-9A-Za-z]{2,12}")) {
            view.problem(text("needsApprovalCode"), PaymentView.Field.CODE);
            return null;
        }
        if (way.kind() == TenderKind.GIFT && !code.matches(GIFT_NUMBER)) {
            view.problem(text("needsGiftCard"), PaymentView.Field.CODE);
            return null;
        }
        return new Paid(way, amount, code.isEmpty() ? null : code);
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
        gift = null; // what it holds is another sum now
        giftNumber = "";
        wallet = null;
        view.code("");
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
        if (paid.way().kind() == TenderKind.CASH && over.compareTo(LARGEST_NOTE) >= 0) {
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
                approve -> desk.till().counter().tender(paid.wish(), approve, text -> {}),
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
