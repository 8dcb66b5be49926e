package org.tillmesh.app.invoice;

import java.awt.Component;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JLabel;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.customer.BuyerForm;
import org.tillmesh.app.customer.BuyerPart;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** The kind of an invoice over the fields of its buyer. */
public final class InvoicePanel implements Pane, InvoiceView {
    private final SwingDesk desk;
    private final InvoicePresenter presenter;
    private final BuyerForm buyer;
    private final InvoiceKind kind;
    private final Component focus;
    private final Look.Card card = Look.card("insets 20, gap 0 10, wrap 1, fillx, hidemode 3", "[grow,fill]", "");
    private final Look.ColoredLabel why = Look.wrapped(" ", Theme.font(13), "danger", 660);

    private InvoicePanel(
            SwingDesk desk, InvoicePresenter presenter, InvoiceKind kind, boolean known, String title, String reasons) {
        this.desk = desk;
        this.presenter = presenter;
        this.kind = kind;
        Language in = desk.language();
        buyer = new BuyerForm(in);
        JLabel head = Look.label(title, Theme.semibold(20), "text");
        head.setIcon(Theme.icon("receipt", 24));
        card.add(head);
        if (!reasons.isEmpty()) {
            card.add(Look.wrapped(reasons, Theme.font(13), "danger", 660));
        }
        card.add(kind);
        card.add(buyer);
        why.setName("why");
        card.add(why);
        var row = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[52!,fill]");
        row.add(button(FunctionKey.ESCAPE));
        row.add(Theme.styled(button(FunctionKey.ENTER), "primary"));
        card.add(row);
        presenter.open(this);
        Component vat = buyer.field(BuyerPart.VAT, presenter::typingVat);
        focus = known ? buyer.field(BuyerPart.NAME, () -> {}) : vat;
    }

    private JButton button(FunctionKey key) {
        JButton button = Look.button("", null);
        presenter.keys().get(key).ifPresent(action -> {
            button.setText(action.text() + "  " + key.label);
            button.setIcon(Theme.icon(action.icon(), 20));
        });
        button.setFocusable(key == FunctionKey.ENTER);
        button.addActionListener(event -> desk.press(key));
        return button;
    }

    /** @param done told of the cart with what was chosen; @param closed after Esc too */
    public static void forCart(
            SwingDesk desk, CounterAnswers.Cart cart, Consumer<CounterAnswers.Cart> done, Runnable closed) {
        boolean standard = cart.invoice().equals("standard")
                || (cart.customer() == null && !cart.chosen().form().equals("simplified"));
        var kind = new InvoiceKind(desk, cart.chosen(), standard, true);
        InvoicePresenter presenter = InvoicePresenter.forCart(desk, cart, done, closed);
        String title = desk.language().text("invoiceTitle");
        desk.overlay()
                .open(new InvoicePanel(desk, presenter, kind, cart.customer() != null, title, ""), desk.language());
    }

    /** @param goOn told of the form of the invoice that is issued anew */
    static void forCorrection(
            SwingDesk desk, CounterAnswers.Customer customer, boolean standard, String reasons, Consumer<String> goOn) {
        var chosen = new CounterAnswers.InvoiceChoice("as-fits", List.of(), null, null, null, false);
        var kind = new InvoiceKind(desk, chosen, standard, false);
        InvoicePresenter presenter = InvoicePresenter.forCorrection(desk, customer, goOn);
        String title = desk.language().text("correctTitle");
        desk.overlay().open(new InvoicePanel(desk, presenter, kind, true, title, reasons), desk.language());
    }

    @Override
    public Component component() {
        return card;
    }

    @Override
    public Component focus() {
        return focus;
    }

    @Override
    public String width() {
        return "w 560:720:760";
    }

    @Override
    public KeyMap keys() {
        return presenter.keys();
    }

    @Override
    public void buyer(CounterAnswers.@Nullable Customer customer) {
        buyer.show(customer);
    }

    @Override
    public Map<BuyerPart, String> buyer() {
        return buyer.values();
    }

    @Override
    public void problems(Map<BuyerPart, String> problems) {
        buyer.problems(problems);
    }

    @Override
    public boolean isStandard() {
        return kind.isStandard();
    }

    @Override
    public boolean needsBuyer() {
        return kind.needsBuyer();
    }

    @Override
    public CounterAnswers.@Nullable InvoiceChoice choice() {
        return kind.choice();
    }

    @Override
    public void choose(InvoiceKey key) {
        kind.choose(key);
    }

    @Override
    public void problem(String words) {
        why.setText(words.isEmpty() ? " " : words);
    }

    @Override
    public void close() {
        desk.overlay().close();
    }
}
