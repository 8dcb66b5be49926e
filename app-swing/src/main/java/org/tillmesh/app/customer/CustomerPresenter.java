package org.tillmesh.app.customer;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Typed;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.NewCustomer;
import org.tillmesh.till.shop.Topic;

/**
 * Finds a customer by phone or name, or adds one with the same field: phone, then a name. Enter takes the selected one of
 * what was found for the text that stands in the field. Esc changes nothing.
 */
final class CustomerPresenter extends Presenter {
    private final Consumer<CounterAnswers.Cart> attached;
    private final Runnable business;
    private @Nullable CustomerView view;
    private List<CounterAnswers.Customer> found = List.of();
    private int selected;
    private int asked;
    private String foundFor = "";
    private boolean enterWaits;
    private boolean isNew;
    private boolean adding;
    private CounterAnswers.@Nullable Customer same;

    /** @param business goes on to the buyer of a tax invoice */
    CustomerPresenter(Desk desk, Consumer<CounterAnswers.Cart> attached, Runnable business) {
        super(desk);
        this.attached = attached;
        this.business = business;
    }

    void open(CustomerView opened) {
        view = opened;
        show(List.of(), "");
    }

    private CustomerView view() {
        return Objects.requireNonNull(view);
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.UP, "chooseLine", () -> move(-1))
                .key(FunctionKey.DOWN, "chooseLine", () -> move(1))
                .key(FunctionKey.F4, same == null ? "sameCustomer" : "mergeCustomer", "user-plus", this::same)
                .unless(found.isEmpty(), "customerFirst")
                .key(FunctionKey.F6, "forgetCustomer", "trash", this::forget)
                .unless(found.isEmpty(), "customerFirst")
                .key(FunctionKey.F7, "settleCustomer", "alert-triangle", this::settle)
                .unless(found.isEmpty(), "customerFirst")
                .unless(!found.isEmpty() && found.get(selected).conflicts().isEmpty(), "noConflict")
                .key(FunctionKey.F5, "businessInvoice", "receipt", this::toBusiness)
                .key(FunctionKey.F8, "off", "x", () -> attach(null))
                .key(FunctionKey.ENTER, "attach", "check", this::enter)
                .key(FunctionKey.ESCAPE, "back", "arrow-back", () -> {});
    }

    /** Somebody may have been added or edited at a neighbour. */
    @Override
    public void changed(Topic topic) {
        if (topic == Topic.CUSTOMERS && !adding) {
            look();
        }
    }

    private void toBusiness() {
        view().close();
        business.run();
    }

    private void move(int by) {
        select(Math.max(0, Math.min(found.size() - 1, selected + by)));
    }

    private void select(int index) {
        selected = index;
        view().found(found, selected);
        view().keys(keys());
    }

    private String typed() {
        return view().typed().strip();
    }

    /** Another text stands in the field. */
    void typing() {
        enterWaits = false;
        look();
    }

    private void look() {
        String typed = typed();
        int mine = ++asked;
        if (typed.length() < 2) {
            show(List.of(), typed);
            return;
        }
        desk.run(() -> desk.till().counter().findCustomers(typed), result -> {
            if (mine == asked) {
                show(result, typed);
                if (enterWaits) {
                    take();
                }
            }
        });
    }

    private void show(List<CounterAnswers.Customer> result, String typed) {
        CustomerId before = typed.equals(foundFor) && selected < found.size()
                ? found.get(selected).id()
                : null;
        foundFor = typed;
        found = result;
        selected = 0;
        for (int i = 0; i < result.size(); i++) {
            selected = result.get(i).id().equals(before) ? i : selected;
        }
        isNew = result.isEmpty() && typed.matches("[0-9٠-٩+ ]{5,}");
        render();
    }

    @Override
    public void render() {
        view().found(found, selected);
        view().offer(isNew ? text("addNew", Language.code(foundFor)) : "");
        view().note(note());
        view().keys(keys());
    }

    private String note() {
        if (same != null) {
            return text("sameAs", named(same));
        }
        return found.isEmpty() && !isNew && foundFor.length() >= 2 ? text("noCustomer") : "";
    }

    private String named(CounterAnswers.Customer customer) {
        String name = desk.language().name(customer.name(), customer.name());
        return customer.phones().isEmpty()
                ? name
                : name + " · " + Language.code(customer.phones().get(0));
    }

    // ---- what is done to customers

    /** The first one chosen stays; the second is the same person and goes into the first. */
    private void same() {
        CounterAnswers.Customer chosen = found.get(selected);
        CounterAnswers.Customer stays = same;
        if (stays == null) {
            same = chosen;
            render();
        } else if (stays.id().equals(chosen.id())) {
            desk.sounds().blocked();
            view().note(text("sameAs", named(stays)));
        } else {
            desk.ask(
                    text("mergeTitle"),
                    text("mergeAsk", named(stays), named(chosen)),
                    text("mergeCustomer"),
                    () -> change(approve ->
                            desk.till().counter().mergeCustomers(List.of(stays.id(), chosen.id()), approve)));
        }
    }

    private void forget() {
        CounterAnswers.Customer chosen = found.get(selected);
        desk.ask(
                text("forgetTitle"),
                text("forgetAsk", named(chosen)),
                text("forgetCustomer"),
                () -> change(approve -> desk.till().counter().anonymiseCustomer(chosen.id(), approve)));
    }

    /** Two wrote a field at once: somebody says which it is. */
    private void settle() {
        view().settle(new ConflictPresenter(desk, found.get(selected), this::look));
    }

    private void change(Desk.Approvable<CounterAnswers.Customer> work) {
        desk.approvable(
                work,
                done -> {
                    same = null;
                    desk.sounds().done();
                    look();
                },
                refused -> {
                    same = null;
                    render();
                    desk.sounds().blocked();
                    view().note(String.valueOf(refused.getMessage()));
                });
    }

    private void enter() {
        if (view().isNaming()) {
            add();
        } else if (foundFor.equals(typed())) {
            take();
        } else {
            enterWaits = true;
        }
    }

    private void take() {
        enterWaits = false;
        if (!found.isEmpty()) {
            attach(found.get(selected).id());
        } else if (isNew) {
            add();
        } else {
            desk.sounds().blocked();
        }
    }

    /** Somebody who was found is touched. While it is asked who is the same as another, that chooses only. */
    void take(int index) {
        if (same == null) {
            attach(found.get(index).id());
        } else {
            select(index);
        }
    }

    /** Adds somebody by phone and name. */
    void add() {
        String phone = Typed.asciiDigits(typed());
        String called = view().name().strip();
        if (called.isEmpty()) {
            view().focusName();
            return;
        }
        if (adding) {
            return;
        }
        adding = true;
        desk.run(
                () -> {
                    CounterAnswers.Customer made = desk.till()
                            .counter()
                            .newCustomer(new NewCustomer(called, phone, null, null, List.of()), null);
                    return desk.till().counter().attachCustomer(made.id());
                },
                this::done,
                refused -> {
                    adding = false;
                    desk.sounds().blocked();
                    if (refused.carried() instanceof CounterAnswers.Doubles doubles) {
                        show(doubles.customers(), typed());
                    }
                    view().note(String.valueOf(refused.getMessage()));
                });
    }

    private void attach(@Nullable CustomerId id) {
        desk.run(() -> desk.till().counter().attachCustomer(id), this::done);
    }

    private void done(CounterAnswers.Cart cart) {
        view().close();
        attached.accept(cart);
    }
}
