package org.tillmesh.app.sale;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.CardLayout;
import java.util.List;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.ListSelectionModel;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.HitCell;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.frame.TillKey;
import org.tillmesh.app.frame.Typed;
import org.tillmesh.app.frame.Typing;
import org.tillmesh.app.payment.DonePanel;
import org.tillmesh.app.payment.PaymentPanel;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.links.LinkAnswers;

/** The sale: cart at the leading side, quick keys or payment at the other. Shows what {@link SalePresenter} decides. */
public final class SaleScreen extends Screen {
    private static final long serialVersionUID = 1;
    private static final int HITS = 50;

    /** What the side beside the cart shows. */
    public enum Side {
        KEYS,
        HITS,
        PAYMENT,
        DONE
    }

    private final transient SalePresenter presenter;
    private final JTextField search = new JTextField();
    private final Look.Card strip = new Look.Card("insets 0 12 0 12, fill", "[grow][]", "[grow,center]", "raised");
    private final Look.ColoredLabel last = (Look.ColoredLabel) Look.label("", Theme.font(15), "second");
    private final Look.ColoredLabel lastTotal = (Look.ColoredLabel) Look.label("", Theme.semibold(15), "text");
    private final CartTable table;
    private final Look.Card unknown = new Look.Card("insets 4 12 4 12, fillx", "[grow][]", "[44!]", "dangerTint");
    private final Look.ColoredLabel unknownText = (Look.ColoredLabel) Look.label("", Theme.font(13), "danger");
    private final JButton drop = Look.button("", "x");
    private final JLabel counts = Look.label("", Theme.font(13), "second");
    private final JLabel payLabel = Look.label("", Theme.semibold(18), "text");
    private final JLabel total = Look.label("", Theme.bold(37), "text");
    private final JButton customer = Look.button("", "user");
    private final JButton park = Look.button("", "player-pause");
    private final JButton returns = Look.button("", "receipt-refund");
    private final JButton pay = Theme.styled(Look.button("", "cash"), "pay");
    private final CardLayout sides = new CardLayout();
    private final JPanel side = new JPanel(sides);
    private final QuickKeys keys;
    private final PaymentPanel payment;
    private final DonePanel done;
    private final DefaultListModel<CounterAnswers.Product> hits = new DefaultListModel<>();
    private final JList<CounterAnswers.Product> hitList = new JList<>(hits);
    private final FunctionBar functionBar = new FunctionBar();
    private Side shown = Side.KEYS;
    private int searched;
    private String hitsOf = "";
    private boolean enterWaits;
    private boolean pickedHit;
    private transient CounterAnswers.@Nullable Cart cart;

    public SaleScreen(Desk desk) {
        super(desk);
        presenter = new SalePresenter(desk, this);
        table = new CartTable(desk);
        keys = new QuickKeys(desk, product -> presenter.add(product));
        payment = new PaymentPanel(desk, presenter);
        done = new DonePanel(desk);
        setOpaque(false);
        setLayout(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow,fill]", "[grow,fill][56!,fill]"));
        add(middle());
        add(functionBar);
    }

    private JPanel middle() {
        var middle =
                Look.transparent("insets 12 12 8 12, gap 12, fill", "[0:58%:,fill][0:42%:,grow,fill]", "[grow,fill]");
        middle.add(cartSide(), "w 58%");
        middle.add(otherSide(), "w 42%");
        return middle;
    }

    private JPanel cartSide() {
        var left = Look.transparent("insets 0, gap 8, fill, wrap 1, hidemode 3", "[grow,fill]", "");
        search.putClientProperty(FlatClientProperties.TEXT_FIELD_LEADING_ICON, Theme.icon("scan", 24));
        search.setName("search");
        search.setFont(Theme.font(18));
        search.getDocument().addDocumentListener(new Typing(this::searchTyped));
        left.add(search, "h 52!, wmin 0");
        strip.add(last, "wmin 0");
        strip.add(lastTotal, "wmin 0");
        left.add(strip, "h 40!");
        var scroll = new JScrollPane(table);
        left.add(scroll, "h 100::, wmin 0, grow, push");
        unknown.add(unknownText, "wmin 0");
        drop.setFocusable(false);
        drop.addActionListener(event -> presenter.unknownCodes());
        unknown.add(drop, "h 44!");
        unknown.setVisible(false);
        left.add(unknown);
        Look.Card sum = new Look.Card("insets 4 16 4 16, fill", "[grow][right]", "[]0[]", "surface");
        sum.add(counts, "span 2, wmin 0, wrap");
        sum.add(payLabel, "wmin 0");
        sum.add(total, "wmin pref");
        left.add(sum, "h 88!");
        return left;
    }

    private JPanel otherSide() {
        var right = Look.transparent("insets 0, gap 8, fill, wrap 1", "[grow,fill]", "[grow,fill]8[64:88:88,fill]");
        side.setOpaque(false);
        var selling =
                Look.transparent("insets 0, gap 8, fill, wrap 1", "[grow,fill]", "[grow,fill,top]8[48:56:56,fill]");
        selling.add(keys, "h 100::");
        var row = Look.transparent(
                "insets 0, gap 8, fill", "[grow,fill,sg r][grow,fill,sg r][grow,fill,sg r]", "[48:56:56,fill]");
        for (JButton button : List.of(customer, park, returns)) {
            button.setFont(Theme.font(13));
            button.setFocusable(false);
            button.setMargin(new java.awt.Insets(0, 2, 0, 2));
            row.add(button, "w 60::, grow");
        }
        customer.addActionListener(event -> pressed(TillKey.CUSTOMER));
        park.addActionListener(event -> pressed(TillKey.PARK));
        returns.addActionListener(event -> pressed(TillKey.RETURN));
        selling.add(row);
        side.add(selling, Side.KEYS.name());
        hitList.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        hitList.setFixedCellHeight(56);
        hitList.setFixedCellWidth(1); // as wide as its window
        hitList.setFocusable(false);
        hitList.setCellRenderer(new HitCell(desk));
        hitList.addMouseListener(new java.awt.event.MouseAdapter() {
            @Override
            public void mouseReleased(java.awt.event.MouseEvent event) {
                int at = hitList.locationToIndex(event.getPoint());
                if (at >= 0 && hitList.getCellBounds(at, at).contains(event.getPoint())) {
                    presenter.add(hits.get(at));
                }
            }
        });
        side.add(new JScrollPane(hitList), Side.HITS.name());
        side.add(payment, Side.PAYMENT.name());
        side.add(done, Side.DONE.name());
        right.add(side, "h 100::");
        pay.setFont(Theme.bold(22));
        pay.setIcon(Theme.icon("cash", 28));
        pay.setFocusable(false);
        pay.addActionListener(event -> pressedPay());
        right.add(pay);
        return right;
    }

    @Override
    public void shown() {
        keys.load();
        presenter.load();
        focus();
    }

    private void focus() {
        if (shown != Side.PAYMENT) {
            search.requestFocusInWindow();
        }
    }

    @Override
    public void translate() {
        search.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, text("scanHint") + "  F2");
        table.translate();
        keys.translate();
        payment.translate();
        done.translate();
        drop.setText(text("unknownDeal") + "  " + TillKey.UNKNOWN.label);
        payLabel.setText(text("toPay"));
        if (cart != null) {
            show(cart, -1);
        }
        presenter.retell();
        showSide(shown);
    }

    // ---- what the presenter shows

    public void show(CounterAnswers.Cart now, int touched) {
        cart = now;
        table.show(now.lines(), touched);
        String pieces = now.lines().stream()
                .map(line -> line.unit().equals("KGM")
                        ? java.math.BigDecimal.ONE
                        : line.qty().toBigDecimal())
                .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add)
                .stripTrailingZeros()
                .toPlainString();
        counts.setText(
                now.lines().isEmpty()
                        ? text("scanFirst")
                        : text(
                                "linesPieces",
                                String.valueOf(now.lines().size()),
                                pieces,
                                Language.code(now.vat().toString())));
        String sum = Language.code(now.total().toString());
        total.setText(desk.language().isRightToLeft() ? sum + " " + text("currency") : text("currency") + " " + sum);
        String attached =
                now.customer() == null ? text("customer") : now.customer().name();
        customer.setText(attached + " F3");
        boolean empty = now.lines().isEmpty();
        park.setText(text(empty ? "recall" : "park") + " F6");
        returns.setText(text("return") + " F7");
        pay.setEnabled(shown != Side.KEYS || !empty);
        unknown(now.unknown());
    }

    void tell(String name, String amount, boolean bad) {
        strip.setColor(bad ? "dangerTint" : "raised");
        last.setColor(bad ? "danger" : "second");
        last.setText(name);
        lastTotal.setText(amount);
    }

    private void unknown(List<String> codes) {
        unknown.setVisible(!codes.isEmpty());
        if (!codes.isEmpty()) {
            String all = Language.code(String.join(" · ", codes));
            unknownText.setText(
                    codes.size() == 1
                            ? text("unknownCode", all)
                            : text("unknownMany", String.valueOf(codes.size()), all));
        }
        revalidate();
    }

    void showSide(Side wanted) {
        boolean opened = shown != wanted;
        shown = wanted;
        sides.show(side, wanted.name());
        functionBar.show(hints(), desk.language());
        String label =
                switch (wanted) {
                    case KEYS, HITS -> text("pay") + "  F12";
                    case PAYMENT -> text("complete") + "  Enter";
                    case DONE -> text("newSale") + "  Enter";
                };
        pay.setText(label);
        CounterAnswers.Cart now = cart;
        pay.setEnabled(wanted == Side.PAYMENT
                || wanted == Side.DONE
                || now != null && !now.lines().isEmpty());
        if (opened) {
            if (wanted == Side.PAYMENT && now != null) {
                payment.open(now);
            } else {
                focus();
            }
        }
    }

    /** After a panel that came up while paying: what was typed stays. */
    void backToPayment() {
        payment.focus();
    }

    public void showPayment(CounterAnswers.Cart now) {
        payment.show(now);
    }

    void showDone(InvoiceAnswers.Receipt receipt) {
        done.show(receipt, false);
        showSide(Side.DONE);
    }

    public String told() {
        return last.getText();
    }

    public boolean hasUnknown() {
        return unknown.isVisible();
    }

    /** Told of each sale that is confirmed here. */
    public void onSold(java.util.function.Consumer<InvoiceAnswers.Receipt> listener) {
        presenter.onSold(listener);
    }

    public Side side() {
        return shown;
    }

    public CounterAnswers.@Nullable Cart cart() {
        return cart;
    }

    CounterAnswers.@Nullable Line selectedLine() {
        return table.selected();
    }

    PaymentPanel payment() {
        return payment;
    }

    /** How many of the next scan: {@code 3*} typed before it. Null if nothing of the kind is there. */
    @Nullable String takeMultiplier() {
        String typed = search.getText().strip();
        if (isMultiplier(typed)) {
            search.setText("");
            return typed.substring(0, typed.length() - 1);
        }
        return null;
    }

    void clearSearch() {
        search.setText("");
    }

    // ---- search

    private void searchTyped() {
        String typed = typed();
        int mine = ++searched;
        enterWaits = false;
        pickedHit = false;
        if (typed.length() < 2 || isMultiplier(typed)) {
            hits.clear();
            hitsOf = typed;
            if (shown == Side.HITS) {
                showSide(Side.KEYS);
            }
            return;
        }
        desk.aside(
                () -> desk.till().counter().search(typed, HITS),
                found -> {
                    if (mine == searched) {
                        found(typed, found);
                    }
                },
                refused -> {
                    enterWaits = false;
                    desk.say(String.valueOf(refused.getMessage()), true);
                });
    }

    private void found(String typed, List<CounterAnswers.Product> found) {
        hits.clear();
        hits.addAll(found);
        hitsOf = typed;
        if (!hits.isEmpty()) {
            hitList.setSelectedIndex(0);
        }
        if (shown != Side.PAYMENT) {
            showSide(Side.HITS);
            hitList.applyComponentOrientation(desk.language().orientation());
        }
        if (enterWaits) {
            take();
        }
    }

    /** Enter takes of the hits of what stands in the field, and of nothing older: it waits for them. */
    private void enterSearch() {
        if (hitsOf.equals(typed())) {
            take();
        } else {
            enterWaits = true;
        }
    }

    private void take() {
        enterWaits = false;
        String typed = typed();
        CounterAnswers.Product hit = hitList.getSelectedValue();
        if (isMultiplier(typed)) {
            return; // it waits for its product
        }
        if (!pickedHit && Typed.looksLikeCode(Look.asciiDigits(typed))) {
            presenter.typed(Look.asciiDigits(typed), hit);
        } else if (hit != null) {
            presenter.add(hit);
        } else {
            presenter.nothingFound(typed);
            search.selectAll();
        }
    }

    private String typed() {
        return search.getText().strip();
    }

    private static boolean isMultiplier(String typed) {
        return typed.matches("[0-9٠-٩]{1,4}[*×]");
    }

    void search() {
        search.requestFocusInWindow();
    }

    // ---- keys

    /** Every key of this side; what the bar at the foot has no room for too. */
    @Override
    public List<FunctionBar.Hint> keys() {
        return switch (shown) {
            case PAYMENT ->
                List.of(
                        hint(TillKey.SEARCH, "cash"),
                        hint(TillKey.CUSTOMER, "card"),
                        hint(TillKey.QUANTITY, "account"),
                        hint(TillKey.DISCOUNT, "invoice"),
                        hint(TillKey.PAY, "complete"),
                        hint("Enter", "complete"),
                        hint("Esc", "back"));
            case KEYS, HITS, DONE ->
                List.of(
                        hint(TillKey.SEARCH),
                        hint(TillKey.CUSTOMER),
                        hint(TillKey.QUANTITY),
                        hint(TillKey.DISCOUNT),
                        hint(TillKey.PARK, cart == null || cart.lines().isEmpty() ? "recall" : "park"),
                        hint(TillKey.RETURN),
                        hint(TillKey.DRAWER),
                        hint(TillKey.REPRINT),
                        hint(TillKey.PAY),
                        hint(TillKey.REMOVE),
                        hint(TillKey.UNKNOWN),
                        hint("↑↓", shown == Side.HITS ? "chooseHit" : "chooseLine"),
                        hint("Enter", shown == Side.DONE ? "newSale" : "takeHit"),
                        hint("Esc", shown == Side.DONE ? "back" : "clearSearch"));
        };
    }

    /** What the keys mean beside this side: the bar at the foot. */
    private List<FunctionBar.Hint> hints() {
        FunctionBar.Hint help = FunctionBar.Hint.of(desk, TillKey.HELP);
        FunctionBar.Hint sync = FunctionBar.Hint.of(desk, TillKey.MENU);
        FunctionBar.Hint back = new FunctionBar.Hint("Esc", "arrow-back", text("back"), this::escape);
        return switch (shown) {
            case PAYMENT -> List.of(back, help, FunctionBar.Hint.of(desk, TillKey.DISCOUNT, "invoice"), sync);
            case DONE -> List.of(back, help, FunctionBar.Hint.of(desk, TillKey.REPRINT), sync);
            case KEYS, HITS ->
                List.of(
                        help,
                        FunctionBar.Hint.of(desk, TillKey.QUANTITY),
                        FunctionBar.Hint.of(desk, TillKey.DISCOUNT),
                        FunctionBar.Hint.of(desk, TillKey.DRAWER),
                        FunctionBar.Hint.of(desk, TillKey.REMOVE),
                        FunctionBar.Hint.of(desk, TillKey.REPRINT),
                        sync);
        };
    }

    private void pressedPay() {
        if (shown == Side.PAYMENT) {
            presenter.completeByPay();
        } else if (shown == Side.DONE) {
            enter();
        } else {
            presenter.pay();
        }
    }

    @Override
    public boolean pressed(TillKey key) {
        if (shown == Side.PAYMENT) {
            switch (key) {
                case SEARCH -> payment.choose("cash");
                case CUSTOMER -> payment.choose("card");
                case QUANTITY -> payment.choose("account");
                case DISCOUNT -> presenter.invoice();
                case PAY -> presenter.completeByPay();
                default -> {
                    return false;
                }
            }
            return true;
        }
        switch (key) {
            case SEARCH -> search.requestFocusInWindow();
            case CUSTOMER -> presenter.customer();
            case QUANTITY -> presenter.quantity();
            case DISCOUNT -> presenter.discount();
            case PARK -> presenter.park();
            case RETURN -> desk.show(Desk.Place.RETURN);
            case DRAWER -> presenter.drawer();
            case REPRINT -> done.reprint();
            case PAY -> presenter.pay();
            case REMOVE -> presenter.remove();
            case UNKNOWN -> presenter.unknownCodes();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void enter() {
        if (shown == Side.PAYMENT) {
            presenter.completeByEnter();
        } else if (!typed().isEmpty()) {
            enterSearch();
        } else if (shown == Side.DONE) {
            presenter.nextSale();
        }
    }

    @Override
    public void escape() {
        if (shown == Side.PAYMENT || shown == Side.DONE) {
            showSide(Side.KEYS);
        } else {
            presenter.searchLeft();
            search.setText("");
        }
    }

    @Override
    public void statusChanged(LinkAnswers.Status status) {
        if (shown == Side.DONE) {
            done.statusChanged(status);
        }
    }

    @Override
    public boolean arrow(int by) {
        if (shown == Side.HITS) {
            int to = Math.max(0, Math.min(hits.size() - 1, hitList.getSelectedIndex() + by));
            hitList.setSelectedIndex(to);
            pickedHit = true;
            hitList.ensureIndexIsVisible(to);
        } else {
            table.move(by);
        }
        return true;
    }

    @Override
    public void scanned(String code) {
        presenter.scan(code);
    }
}
