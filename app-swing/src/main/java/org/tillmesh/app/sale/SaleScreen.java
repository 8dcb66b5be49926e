package org.tillmesh.app.sale;

import java.awt.CardLayout;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.cart.CartActs;
import org.tillmesh.app.cart.CartActsPanel;
import org.tillmesh.app.cart.LinePanel;
import org.tillmesh.app.cart.LinePresenter;
import org.tillmesh.app.cart.SplitPanel;
import org.tillmesh.app.cart.SplitPresenter;
import org.tillmesh.app.customer.CustomerPanel;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.invoice.InvoicePanel;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.keys.Typing;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.app.payment.DonePanel;
import org.tillmesh.app.payment.PaymentPanel;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.tender.TenderAnswers;

/** The sale: cart at the leading side, quick keys or payment at the other. Shows what {@link SalePresenter} decides. */
public final class SaleScreen extends Screen implements SaleView {
    private static final long serialVersionUID = 1;

    private final transient SalePresenter presenter;
    private final CartPart cart;
    private final Halves middle;
    private final QuickKeys quick;
    private final PaymentPanel payment;
    private final DonePanel done;
    private final Map<FunctionKey, KeyButton> buttons;
    private final JButton pay = Theme.styled(Look.button("", "cash"), "pay");
    private final CardLayout sides = new CardLayout();
    private final JPanel side = new JPanel(sides);
    private final FunctionBar functionBar;
    private String customer = "";

    public SaleScreen(SwingDesk desk) {
        super(desk);
        setLayout(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow,fill]", "[grow,fill][56!,fill]"));
        cart = new CartPart(desk);
        var hits = new HitList(desk, product -> presenter().search().add(product));
        quick = new QuickKeys(desk, id -> presenter().quick().choose(id), product -> presenter()
                .search()
                .add(product));
        payment = new PaymentPanel(desk);
        done = new DonePanel(desk);
        buttons = new EnumMap<>(FunctionKey.class);
        functionBar = new FunctionBar(desk);
        presenter = new SalePresenter(desk, this, hits, quick, payment, done, System::nanoTime);
        payment.decide(presenter.payment());
        cart.search().getDocument().addDocumentListener(new Typing(presenter.search()::typing));
        cart.table().onSelect(presenter.lines()::select);
        cart.table().onOpen(presenter.lines()::edit);
        cart.tabs().onOpen(presenter::switchTo);
        middle = new Halves(cart, otherSide(hits), cart::large);
        add(middle);
        add(functionBar);
    }

    private JPanel otherSide(HitList hits) {
        var right = Look.transparent(
                "insets 0, gap 8, fill, wrap 1", "[grow,fill]", "[grow,fill]8[64:88:88,fill,shrinkprio 200]");
        side.setOpaque(false);
        var selling =
                Look.transparent("insets 0, gap 8, fill, wrap 1", "[grow,fill]", "[grow,fill,top]8[48:56:56,fill]");
        selling.add(quick, "h 100::");
        var row = Look.transparent(
                "insets 0, gap 8, fill", "[grow,fill,sg r][grow,fill,sg r][grow,fill,sg r]", "[48:56:56,fill]");
        for (FunctionKey key : new FunctionKey[] {FunctionKey.F3, FunctionKey.F6, FunctionKey.F7}) {
            var button = new KeyButton(desk, key);
            button.setFont(Theme.font(13));
            buttons.put(key, button);
            row.add(button, "w 60::, grow");
        }
        selling.add(row);
        side.add(selling, Side.KEYS.name());
        side.add(hits, Side.HITS.name());
        side.add(payment, Side.PAYMENT.name());
        side.add(done, Side.DONE.name());
        right.add(side, "h 100:508:, growy");
        pay.setFont(Theme.bold(22));
        pay.setIcon(Theme.icon("cash", 28));
        pay.setFocusable(false);
        pay.addActionListener(event -> presenter.large());
        right.add(pay);
        return right;
    }

    @Override
    public SalePresenter presenter() {
        return presenter;
    }

    @Override
    public void translate() {
        middle.keysFirst(desk.padSide().comesFirst(desk.language()));
        cart.translate();
        payment.translate();
        done.translate();
    }

    @Override
    public void showKeys(KeyMap keys) {
        functionBar.show(keys);
        buttons.forEach((key, button) -> keys.get(key).ifPresent(button::show));
        KeyButton chosen = buttons.get(FunctionKey.F3);
        if (chosen != null && !customer.isEmpty()) {
            chosen.say(customer);
        }
    }

    // ---- what the presenter shows

    @Override
    public void tabs(List<CounterAnswers.ParkedCart> waiting) {
        cart.tabs().show(waiting);
    }

    @Override
    public void customer(CounterAnswers.@Nullable Customer who, TenderAnswers.@Nullable Wallet wallet) {
        cart.customer(who, wallet);
    }

    @Override
    public void people(Map<String, String> names) {
        cart.table().people(names);
    }

    @Override
    public void editLine(LinePresenter line) {
        LinePanel.open(desk, line);
    }

    @Override
    public void openCart(CartActs acts) {
        CartActsPanel.open(desk, acts);
    }

    @Override
    public void openSplit(SplitPresenter split) {
        SplitPanel.open(desk, split);
    }

    @Override
    public void cart(CounterAnswers.Cart now, int selected, long parked) {
        cart.show(now, selected, parked);
        customer = now.customer() == null ? "" : now.customer().name();
    }

    @Override
    public void tell(String words, String amount, boolean bad) {
        cart.tell(words, amount, bad);
    }

    @Override
    public void side(Side wanted) {
        sides.show(side, wanted.name());
    }

    @Override
    public void pay(String words, FunctionKey key, boolean enabled) {
        pay.setText(words + "  " + key.label);
        pay.setEnabled(enabled);
    }

    @Override
    public String typed() {
        return cart.search().getText();
    }

    @Override
    public void clearSearch() {
        cart.search().setText("");
    }

    @Override
    public void selectSearch() {
        cart.search().selectAll();
    }

    @Override
    public void focusSearch() {
        cart.search().requestFocusInWindow();
    }

    @Override
    public void askCustomer(Consumer<CounterAnswers.Cart> attached, Runnable business) {
        CustomerPanel.open(desk, attached, business);
    }

    @Override
    public void askInvoice(CounterAnswers.Cart now, Consumer<CounterAnswers.Cart> chosen, Runnable closed) {
        InvoicePanel.forCart(desk, now, chosen, closed);
    }

    @Override
    public void openUnknown(UnknownPresenter unknown) {
        desk.overlay().open(new UnknownPanel(desk, unknown), desk.language());
    }
}
