package org.tillmesh.app.invoice;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.JButton;
import javax.swing.JLabel;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.customer.BuyerEntry;
import org.tillmesh.app.customer.BuyerForm;
import org.tillmesh.app.customer.BuyerPart;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.sale.InvoiceKind;
import org.tillmesh.till.counter.CounterAnswers;

/** Whom the invoice is for and which kind it is. Esc changes nothing; errors stand where they are mended. */
public final class InvoicePanel {
    private static final int VAT_DIGITS = 15;
    private static final String WIDTH = "w 560:720:760";

    private final Desk desk;
    private final CounterAnswers.@Nullable Customer before;
    private final BuyerForm buyer;
    private final InvoiceKind kind;
    private final Applied applied;
    private final Runnable closed;
    private final Look.ColoredLabel why = Look.wrapped(" ", Theme.font(13), "danger", 660);
    private boolean busy;

    /** What is done with it, on Swing's thread, once the customer is kept; it closes the panel when all went well. */
    @FunctionalInterface
    interface Applied {
        public void to(
                CounterAnswers.@Nullable Customer customer, CounterAnswers.InvoiceChoice choice, InvoicePanel panel);
    }

    private InvoicePanel(
            Desk desk,
            CounterAnswers.@Nullable Customer before,
            CounterAnswers.InvoiceChoice chosen,
            boolean isStandard,
            boolean withMarks,
            Applied applied,
            Runnable closed) {
        this.desk = desk;
        this.before = before;
        this.applied = applied;
        this.closed = closed;
        buyer = new BuyerForm(desk.language());
        kind = new InvoiceKind(desk.language(), chosen, isStandard, withMarks, desk.today());
        buyer.show(before);
        buyer.field(BuyerPart.VAT, this::vatTyped);
    }

    /** For the open cart: attaches the customer and keeps the choice with the cart. */
    public static void forCart(
            Desk desk, CounterAnswers.Cart cart, Consumer<CounterAnswers.Cart> done, Runnable closed) {
        boolean standard = cart.invoice().equals("standard")
                || (cart.customer() == null && !cart.chosen().form().equals("simplified"));
        new InvoicePanel(
                        desk,
                        cart.customer(),
                        cart.chosen(),
                        standard,
                        true,
                        (customer, choice, panel) -> panel.work(
                                () -> {
                                    String id = customer == null ? null : customer.id();
                                    String now = cart.customer() == null
                                            ? null
                                            : cart.customer().id();
                                    if (!Objects.equals(id, now)) {
                                        desk.till().counter().attachCustomer(id);
                                    }
                                    return desk.till()
                                            .counter()
                                            .chooseInvoice(
                                                    choice.form(),
                                                    choice.marks(),
                                                    choice.from(),
                                                    choice.until(),
                                                    choice.nationalId());
                                },
                                after -> {
                                    panel.close();
                                    done.accept(after);
                                }),
                        closed)
                .open(desk.language().text("invoiceTitle"), null);
    }

    /** For a rejected invoice: corrects the customer, then goes on with the kind that was chosen. */
    static void forCorrection(
            Desk desk, CounterAnswers.Customer customer, boolean standard, String reasons, Consumer<String> goOn) {
        var chosen = new CounterAnswers.InvoiceChoice("as-fits", List.of(), null, null, null, false);
        new InvoicePanel(
                        desk,
                        customer,
                        chosen,
                        standard,
                        false,
                        (kept, choice, panel) -> {
                            panel.close();
                            goOn.accept(choice.form());
                        },
                        () -> {})
                .open(desk.language().text("correctTitle"), reasons);
    }

    private void open(String title, @Nullable String reasons) {
        Language in = desk.language();
        var card = Look.card("insets 20, gap 0 10, wrap 1, fillx, hidemode 3", "[grow,fill]", "");
        JLabel head = Look.label(title, Theme.semibold(20), "text");
        head.setIcon(Theme.icon("receipt", 24));
        card.add(head);
        if (reasons != null) {
            card.add(Look.wrapped(reasons, Theme.font(13), "danger", 660));
        }
        card.add(kind);
        card.add(buyer);
        why.setName("why");
        card.add(why);
        var row = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[52!,fill]");
        JButton cancel = Look.button(in.text("cancel") + "  Esc", "x");
        cancel.setFocusable(false);
        cancel.addActionListener(event -> desk.overlay().escape());
        JButton apply = Theme.styled(
                Look.button(in.text(reasons == null ? "apply" : "reissue") + "  Enter", "check"), "primary");
        apply.addActionListener(event -> apply());
        row.add(cancel);
        row.add(apply);
        card.add(row);
        desk.overlay()
                .open(
                        card,
                        buyer.field(before == null ? BuyerPart.VAT : BuyerPart.NAME, () -> {}),
                        in,
                        WIDTH,
                        this::apply,
                        closed,
                        kind::pressed);
    }

    /** A VAT number that a customer has brings that customer's fields. */
    private void vatTyped() {
        String vat = buyer.value(BuyerPart.VAT);
        if (vat.length() != VAT_DIGITS || (before != null && vat.equals(before.vatNumber()))) {
            return;
        }
        desk.aside(
                () -> BuyerEntry.withVat(desk.till(), vat),
                found -> {
                    if (found.isPresent() && vat.equals(buyer.value(BuyerPart.VAT))) {
                        buyer.show(found.get());
                    }
                },
                refused -> say(String.valueOf(refused.getMessage())));
    }

    private void apply() {
        if (busy) {
            return;
        }
        say("");
        boolean nobody = buyer.isEmpty() && !kind.needsBuyer();
        if (!nobody && !buyer.check(kind.isStandard(), true)) {
            desk.sounds().blocked();
            return;
        }
        CounterAnswers.InvoiceChoice choice = kind.choice();
        if (choice == null) {
            desk.sounds().blocked();
            return;
        }
        if (nobody) {
            applied.to(null, choice, this);
            return;
        }
        BuyerEntry entry = buyer.entry();
        work(() -> entry.save(desk.till(), before), customer -> applied.to(customer, choice, this));
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
                    say(String.valueOf(refused.getMessage()));
                });
    }

    private void close() {
        desk.overlay().close();
        closed.run();
    }

    private void say(String problem) {
        why.setText(problem.isEmpty() ? " " : problem);
    }
}
