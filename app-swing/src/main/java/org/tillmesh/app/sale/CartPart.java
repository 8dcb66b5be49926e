package org.tillmesh.app.sale;

import com.formdev.flatlaf.FlatClientProperties;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.tender.TenderAnswers;

/** The leading side of the sale: search, the last item, the lines, unknown codes, the sum. */
final class CartPart extends JPanel {
    private static final long serialVersionUID = 1;

    private final transient SwingDesk desk;
    private final JTextField search = new JTextField();
    private final Look.Card strip = new Look.Card("insets 0 12 0 12, fill", "[grow][]", "[grow,center]", "raised");
    private final Look.ColoredLabel last = (Look.ColoredLabel) Look.label("", Theme.font(15), "second");
    private final Look.ColoredLabel lastTotal = (Look.ColoredLabel) Look.label("", Theme.semibold(15), "text");
    private final CartTable table;
    private final CartTabs tabs;
    private final Look.Card chip = new Look.Card("insets 2 12 2 12, fillx", "[grow,fill]", "[28!]", "infoTint");
    private final Look.ColoredLabel chipText = (Look.ColoredLabel) Look.label("", Theme.semibold(13), "info");
    private final Look.Card unknown = new Look.Card("insets 4 12 4 12, fillx", "[grow][]", "[44!]", "dangerTint");
    private final Look.ColoredLabel unknownText = (Look.ColoredLabel) Look.label("", Theme.font(13), "danger");
    private final KeyButton settle;
    private final JLabel deals = Look.label("", Theme.semibold(13), "success");
    private final JLabel counts = Look.label("", Theme.font(13), "second");
    private final JLabel payLabel = Look.label("", Theme.semibold(18), "text");
    private final JLabel total = Look.label("", Theme.bold(37), "text");

    CartPart(SwingDesk desk) {
        super(new MigLayout("insets 0, gap 8, fill, wrap 1, hidemode 3", "[grow,fill]", ""));
        this.desk = desk;
        table = new CartTable(desk);
        settle = new KeyButton(desk, FunctionKey.INSERT);
        settle.setIcon(Theme.icon("x", 20));
        setOpaque(false);
        tabs = new CartTabs(desk);
        add(tabs);
        search.putClientProperty(FlatClientProperties.TEXT_FIELD_LEADING_ICON, Theme.icon("scan", 24));
        search.setName("search");
        search.setFont(Theme.font(18));
        add(search, "h 52!, wmin 0");
        strip.add(last, "wmin 0");
        strip.add(lastTotal, "wmin 0");
        add(strip, "h 40!");
        add(new JScrollPane(table), "h 100::, wmin 0, grow, push");
        unknown.add(unknownText, "wmin 0");
        unknown.add(settle, "h 44!");
        unknown.setVisible(false);
        add(unknown);
        chipText.setName("cart-customer");
        chipText.setIcon(Theme.icon("user", 20));
        chip.add(chipText, "wmin 0");
        chip.setVisible(false);
        add(chip);
        deals.setName("cart-deals");
        deals.setVisible(false);
        add(deals, "wmin 0, gapx 16 16");
        Look.Card sum = new Look.Card("insets 4 16 4 16, fill", "[grow][right]", "[]0[]", "surface");
        counts.setName("cart-counts");
        payLabel.setName("cart-pay");
        total.setName("cart-total");
        sum.add(counts, "span 2, wmin 0, wrap");
        sum.add(payLabel, "wmin 0");
        sum.add(total, "wmin pref");
        add(sum, "h 88:pref:");
    }

    JTextField search() {
        return search;
    }

    CartTable table() {
        return table;
    }

    CartTabs tabs() {
        return tabs;
    }

    /** Nothing is larger on the screen than what is to be paid. */
    void large(boolean roomy) {
        total.setFont(Theme.bold(roomy ? 48 : 37));
    }

    /** Whom the cart is for: name, groups, and what there is to pay with. */
    void customer(CounterAnswers.@Nullable Customer customer, TenderAnswers.@Nullable Wallet wallet) {
        boolean any = customer != null;
        if (customer != null) {
            var words = new ArrayList<String>();
            words.add(customer.name());
            words.addAll(customer.tags());
            if (wallet != null && wallet.points() != null) {
                words.add(text("chipPoints", String.valueOf(wallet.points())));
            }
            if (wallet != null && wallet.credit().isPositive()) {
                words.add(text("creditHeld", Language.code(wallet.credit().toString())));
            }
            if (wallet != null && wallet.owed().isPositive()) {
                words.add(text("chipOwes", Language.code(wallet.owed().toString())));
            }
            chipText.setText(String.join(" · ", words));
        }
        if (any != chip.isVisible()) {
            chip.setVisible(any);
            revalidate();
        }
    }

    void translate() {
        tabs.translate();
        search.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, text("scanHint") + "  " + FunctionKey.F2.label);
        table.translate();
        settle.say(text("unknownDeal"));
        search.repaint();
    }

    private String text(String key, Object... values) {
        return desk.language().text(key, values);
    }

    void show(CounterAnswers.Cart cart, int selected, long parked) {
        table.show(cart.lines(), selected);
        counts.setText(counts(cart, parked));
        boolean part = cart.tendered().isPositive();
        payLabel.setText(text(part ? "leftToPay" : "toPay"));
        String sum = Language.code((part ? cart.due() : cart.total()).toString());
        total.setText(desk.language().isRightToLeft() ? sum + " " + text("currency") : text("currency") + " " + sum);
        deals.setText(String.join(" · ", DealWords.of(desk.language(), cart.deals())));
        deals.setVisible(!cart.deals().isEmpty());
        unknown(cart.unknown());
    }

    private String counts(CounterAnswers.Cart cart, long parked) {
        if (cart.lines().isEmpty()) {
            return text("scanFirst") + (parked == 0 ? "" : " · " + text("parkedWaiting", String.valueOf(parked)));
        }
        String words = text(
                "linesPieces",
                String.valueOf(cart.lines().size()),
                pieces(cart.lines()),
                Language.code(cart.vat().toString()));
        return cart.tendered().isPositive()
                ? text("partPaid", Language.code(cart.tendered().toString())) + " · " + words
                : words;
    }

    private static String pieces(List<CounterAnswers.Line> lines) {
        return lines.stream()
                .map(line ->
                        line.unit().equals("KGM") ? BigDecimal.ONE : line.qty().toBigDecimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros()
                .toPlainString();
    }

    void tell(String words, String amount, boolean bad) {
        strip.setColor(bad ? "dangerTint" : "raised");
        last.setColor(bad ? "danger" : "second");
        last.setText(words);
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
}
