package org.tillmesh.app.invoice;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.customer.BuyerEntry;
import org.tillmesh.app.customer.BuyerPart;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceForm;

/** Whom an invoice is for and which kind it is. Esc changes nothing; errors stand where they are mended. */
final class InvoicePresenter extends Presenter {
    private static final int VAT_DIGITS = 15;

    private final CounterAnswers.@Nullable Customer before;
    private final boolean correction;
    private final Applied applied;
    private final Runnable left;
    private @Nullable InvoiceView view;
    private boolean busy;

    /** What is done with it, once the customer is kept. */
    @FunctionalInterface
    interface Applied {
        void to(CounterAnswers.@Nullable Customer customer, CounterAnswers.InvoiceChoice choice, InvoicePresenter by);
    }

    /** @param correction whether a rejected invoice is corrected; @param left after Esc */
    InvoicePresenter(
            Desk desk, CounterAnswers.@Nullable Customer before, boolean correction, Applied applied, Runnable left) {
        super(desk);
        this.before = before;
        this.correction = correction;
        this.applied = applied;
        this.left = left;
    }

    /** For the open cart: attaches the customer and keeps the choice with the cart. */
    static InvoicePresenter forCart(
            Desk desk, CounterAnswers.Cart cart, Consumer<CounterAnswers.Cart> done, Runnable left) {
        CustomerId now = cart.customer() == null ? null : cart.customer().id();
        return new InvoicePresenter(
                desk,
                cart.customer(),
                false,
                (customer, choice, by) -> by.work(
                        () -> {
                            CustomerId id = customer == null ? null : customer.id();
                            if (!Objects.equals(id, now)) {
                                desk.till().counter().attachCustomer(id);
                            }
                            return desk.till()
                                    .counter()
                                    .chooseInvoice(
                                            InvoiceForm.wished(choice.form()),
                                            InvoiceForm.marks(choice.marks()),
                                            choice.from(),
                                            choice.until(),
                                            choice.nationalId());
                        },
                        after -> {
                            by.view().close();
                            left.run();
                            done.accept(after);
                        }),
                left);
    }

    /** For a rejected invoice: corrects the customer, then goes on with the kind that was chosen. */
    static InvoicePresenter forCorrection(Desk desk, CounterAnswers.Customer customer, Consumer<String> goOn) {
        return new InvoicePresenter(
                desk,
                customer,
                true,
                (kept, choice, by) -> {
                    by.view().close();
                    goOn.accept(choice.form());
                },
                () -> {});
    }

    void open(InvoiceView opened) {
        view = opened;
        opened.buyer(before);
    }

    private InvoiceView view() {
        return Objects.requireNonNull(view);
    }

    @Override
    public KeyMap keys() {
        var keys = new KeyMap(desk.language());
        for (InvoiceKey choice : InvoiceKey.values()) {
            if (!correction || !choice.mark) {
                keys.key(choice.key, choice.text(), () -> view().choose(choice));
            }
        }
        return keys.key(FunctionKey.ENTER, correction ? "reissue" : "apply", "check", this::apply)
                .key(FunctionKey.ESCAPE, "cancel", "x", left);
    }

    private String vat() {
        return view().buyer().getOrDefault(BuyerPart.VAT, "");
    }

    /** Another VAT number stands in its field; one that a customer has brings that customer's fields. */
    void typingVat() {
        String vat = vat();
        if (vat.length() != VAT_DIGITS || (before != null && vat.equals(before.vatNumber()))) {
            return;
        }
        desk.aside(
                () -> BuyerEntry.withVat(desk.till(), vat),
                found -> {
                    if (found.isPresent() && vat.equals(vat())) {
                        view().buyer(found.get());
                    }
                },
                refused -> view().problem(String.valueOf(refused.getMessage())));
    }

    private void apply() {
        if (busy) {
            return;
        }
        view().problem("");
        Map<BuyerPart, String> typed = view().buyer();
        boolean nobody = typed.values().stream().allMatch(String::isEmpty) && !view().needsBuyer();
        if (!nobody && !isRight(typed)) {
            desk.sounds().blocked();
            return;
        }
        CounterAnswers.InvoiceChoice choice = view().choice();
        if (choice == null) {
            desk.sounds().blocked();
        } else if (nobody) {
            applied.to(null, choice, this);
        } else {
            work(() -> new BuyerEntry(typed).save(desk.till(), before), customer -> applied.to(customer, choice, this));
        }
    }

    /** Says under each field what is wrong with it. */
    private boolean isRight(Map<BuyerPart, String> typed) {
        var problems = new EnumMap<BuyerPart, String>(BuyerPart.class);
        boolean standard = view().isStandard();
        typed.forEach((part, value) ->
                problems.put(part, part.problem(value, standard || part == BuyerPart.NAME, desk.language())));
        view().problems(problems);
        return problems.values().stream().allMatch(String::isEmpty);
    }

    private <T> void work(Supplier<T> work, Consumer<T> done) {
        busy = true;
        desk.run(
                work,
                result -> {
                    busy = false;
                    done.accept(result);
                },
                refused -> {
                    busy = false;
                    desk.sounds().blocked();
                    view().problem(String.valueOf(refused.getMessage()));
                });
    }
}
