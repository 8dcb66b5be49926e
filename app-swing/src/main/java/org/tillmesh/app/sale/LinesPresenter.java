package org.tillmesh.app.sale;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.cart.CartActs;
import org.tillmesh.app.cart.LinePresenter;
import org.tillmesh.app.cart.SplitPresenter;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Typed;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.TenderAnswers;

/** The lines of the open cart: which one is selected, and what is done with it. */
final class LinesPresenter extends Presenter {
    private final SaleView view;
    private final SalePresenter sale;
    private CounterAnswers.@Nullable Cart cart;
    private int selected = -1;
    private boolean canUndo;
    private List<PeopleAnswers.Session> people = List.of();
    private @Nullable CustomerId walletOf;
    private TenderAnswers.@Nullable Wallet wallet;
    private Runnable told = () -> {};

    LinesPresenter(Desk desk, SaleView view, SalePresenter sale) {
        super(desk);
        this.view = view;
        this.sale = sale;
    }

    CounterAnswers.@Nullable Cart cart() {
        return cart;
    }

    /** @param touched number of the line that is selected now; another number leaves the selection where it is */
    void show(CounterAnswers.Cart now, int touched) {
        cart = now;
        int last = now.lines().size() - 1;
        selected = selected < 0 ? last : Math.min(selected, last);
        for (int i = 0; i <= last; i++) {
            if (now.lines().get(i).line() == touched) {
                selected = i;
            }
        }
        view.cart(now, selected, sale.parked());
        showCustomer(now);
        sale.showSide();
    }

    @Override
    public void render() {
        CounterAnswers.Cart now = cart;
        if (now == null) {
            tellNothing();
            return;
        }
        view.cart(now, selected, sale.parked());
        view.customer(now.customer(), wallet);
        people(people);
        told.run();
    }

    /** The cart as it is now, for a name in it has changed. */
    void again() {
        desk.run(() -> desk.till().counter().cart(), now -> {
            if (!now.equals(cart)) {
                show(now, -1);
            }
        });
    }

    void select(int index) {
        selected = index;
        desk.keysChanged();
    }

    private CounterAnswers.@Nullable Line selected() {
        CounterAnswers.Cart now = cart;
        return now == null || selected < 0 || selected >= now.lines().size()
                ? null
                : now.lines().get(selected);
    }

    void move(int by) {
        CounterAnswers.Cart now = cart;
        if (now != null && !now.lines().isEmpty()) {
            selected = Math.max(0, Math.min(now.lines().size() - 1, selected + by));
            view.cart(now, selected, sale.parked());
        }
    }

    void addKeys(KeyMap keys) {
        boolean none = selected() == null;
        keys.bar(FunctionKey.F4, "quantity", "hash", this::quantity)
                .unless(none, "noLine")
                .bar(FunctionKey.F5, "discount", "discount", this::discount)
                .unless(none, "noLine")
                .bar(FunctionKey.DELETE, "remove", "trash", this::remove)
                .unless(none, "noLine")
                .key(FunctionKey.PAGE_DOWN, "editLine", "notes", this::edit)
                .unless(none, "noLine")
                .key(FunctionKey.PAGE_UP, "cartActs", "shopping-cart", this::acts)
                .unless(none, "noLine")
                .key(FunctionKey.BACKSPACE, "undo", "arrow-back", this::undo)
                .unless(!canUndo, "nothingGone");
    }

    // ---- the strip

    /** @param words made anew in each language */
    void tell(Supplier<String> words, boolean bad) {
        told = () -> view.tell(words.get(), "", bad);
        told.run();
    }

    void tellNothing() {
        tell(() -> text("lastNone"), false);
    }

    void refusedAloud(TillException refused) {
        String why = String.valueOf(refused.getMessage());
        tell(() -> why, true);
        refused(refused);
    }

    /** A product came into the cart. */
    void added(CounterAnswers.Scanned scanned) {
        CounterAnswers.Line line = scanned.line();
        desk.undoable("", FunctionKey.BACKSPACE); // the new line is seen
        show(scanned.cart(), line.line());
        told = () -> view.tell(
                desk.language().name(line.name(), line.nameAr()),
                Language.code(line.qty() + " × " + line.price()
                        + (line.discount().isPositive() ? " − " + line.discount() : "") + " = " + line.total()),
                false);
        told.run();
        scanned.warnings().forEach(warning -> desk.say(warning.in(desk.reader()), false));
    }

    // ---- what is done with a line

    private void quantity() {
        CounterAnswers.Line line = Objects.requireNonNull(selected());
        desk.askNumber(
                text("qtyTitle") + " · " + desk.language().name(line.name(), line.nameAr()),
                line.qty().toString(),
                typed -> Typed.quantity(desk.language(), typed),
                qty -> change(approve -> desk.till().counter().setQty(line.line(), qty, approve), line));
    }

    private void discount() {
        CounterAnswers.Line line = Objects.requireNonNull(selected());
        desk.askNumber(
                text("discountTitle") + " · " + desk.language().name(line.name(), line.nameAr()),
                "10",
                typed -> Typed.percent(desk.language(), typed),
                percent ->
                        change(approve -> desk.till().counter().discount(line.line(), percent, null, approve), line));
    }

    /** The selected line, in place. */
    void edit() {
        CounterAnswers.Line line = selected();
        if (line != null) {
            view.editLine(new LinePresenter(desk, line, people, now -> {
                CounterAnswers.Cart before = cart;
                show(now, line.line());
                tellTaken(before, now);
            }));
        }
    }

    private void acts() {
        view.openCart(new CartActs(desk, Objects.requireNonNull(cart), new CartActs.Told() {
            @Override
            public void changed(CounterAnswers.Cart now) {
                show(now, -1);
                sale.lookForParked();
            }

            @Override
            public void refused(TillException refused) {
                refusedAloud(refused);
            }

            @Override
            public void clear() {
                LinesPresenter.this.clear();
            }

            @Override
            public void split(SplitPresenter split) {
                view.openSplit(split);
            }
        }));
    }

    /** Who works here: a line names its seller. */
    void people(List<PeopleAnswers.Session> found) {
        people = List.copyOf(found);
        var names = new TreeMap<String, String>();
        found.forEach(user -> names.put(user.userId().value(), desk.language().name(user.name(), user.nameAr())));
        view.people(names);
    }

    private void showCustomer(CounterAnswers.Cart now) {
        CounterAnswers.Customer customer = now.customer();
        view.customer(customer, wallet);
        CustomerId id = customer == null ? null : customer.id();
        if (Objects.equals(id, walletOf)) {
            return;
        }
        walletOf = id;
        wallet = null;
        view.customer(customer, null);
        if (id != null) {
            desk.aside(
                    () -> desk.till().counter().wallet(id),
                    found -> {
                        if (id.equals(walletOf)) {
                            wallet = found;
                            view.customer(customer, found);
                        }
                    },
                    refused -> desk.say(String.valueOf(refused.getMessage()), true));
        }
    }

    private void change(Desk.Approvable<CounterAnswers.Cart> work, CounterAnswers.Line line) {
        CounterAnswers.Cart before = cart;
        desk.approvable(
                work,
                now -> {
                    show(now, line.line());
                    tellTaken(before, now);
                },
                this::refusedAloud);
    }

    /** What a customer has paid goes back with the goods that it was for, and never unsaid. */
    private void remove() {
        CounterAnswers.Cart before = Objects.requireNonNull(cart);
        CounterAnswers.Line line = Objects.requireNonNull(selected());
        if (before.tendered().isPositive() && goesBack(before, line)) {
            desk.sounds().blocked();
            desk.ask(
                    text("takenTitle", Language.code(before.tendered().toString())),
                    text("takenAsk", desk.language().name(line.name(), line.nameAr())),
                    text("takenYes"),
                    () -> remove(before, line));
        } else {
            remove(before, line);
        }
    }

    /** Whether the till takes what is paid out of the cart with a line: the last one, or more than change is given for. */
    private static boolean goesBack(CounterAnswers.Cart cart, CounterAnswers.Line line) {
        Money fixed = cart.tenders().stream()
                .filter(tender -> !tender.kind().equals("cash"))
                .map(InvoiceAnswers.Tender::amount)
                .reduce(Money.ZERO, Money::plus);
        return cart.lines().size() == 1 || fixed.compareTo(cart.total().minus(line.total())) > 0;
    }

    private void remove(CounterAnswers.Cart before, CounterAnswers.Line line) {
        desk.approvable(
                approve -> {
                    desk.till().counter().voidLine(line.line(), "removed by the cashier", approve);
                    return desk.till().counter().cart(); // without its last line it is another
                },
                now -> {
                    show(now, -1);
                    tell(() -> text("removed", desk.language().name(line.name(), line.nameAr())), false);
                    gone(text("removed", desk.language().name(line.name(), line.nameAr())));
                    tellTaken(before, now);
                },
                this::refusedAloud);
    }

    private void gone(String words) {
        canUndo = true;
        desk.undoable(words, FunctionKey.BACKSPACE);
        desk.keysChanged();
    }

    /** What went stays gone: another sale begins. */
    void goneForGood() {
        canUndo = false;
    }

    private void undo() {
        desk.run(
                () -> desk.till().counter().bringBack(),
                now -> {
                    canUndo = false;
                    desk.undoable("", FunctionKey.BACKSPACE);
                    desk.sounds().found();
                    show(now, -1);
                    tell(() -> text("broughtBack"), false);
                },
                this::refusedAloud);
    }

    /** All of it at once: only what nobody has paid of yet. */
    void clear() {
        CounterAnswers.Cart now = Objects.requireNonNull(cart);
        int lines = now.lines().size();
        desk.run(
                () -> {
                    desk.till().counter().clear(null);
                    return desk.till().counter().cart();
                },
                empty -> {
                    show(empty, -1);
                    tellNothing();
                    gone(text("cleared", String.valueOf(lines)));
                },
                this::refusedAloud);
    }

    private void tellTaken(CounterAnswers.@Nullable Cart before, CounterAnswers.Cart now) {
        if (before != null && before.tendered().isPositive() && now.tenders().isEmpty()) {
            desk.sounds().blocked();
            tell(() -> text("takenBack", Language.code(before.tendered().toString())), true);
        }
    }
}
