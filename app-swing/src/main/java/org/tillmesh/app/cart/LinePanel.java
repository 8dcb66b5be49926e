package org.tillmesh.app.cart;

import java.awt.Component;
import java.util.EnumMap;
import java.util.Map;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JTextField;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyAction;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** The fields of one line of the cart, over the sale. */
public final class LinePanel implements Pane, LineView {
    private static final Map<Field, String> NAMES = new EnumMap<>(Map.of(
            Field.QUANTITY, "quantityField",
            Field.PRICE, "price",
            Field.REASON, "priceReason",
            Field.DISCOUNT, "discountField",
            Field.NOTE, "lineNote"));

    private final SwingDesk desk;
    private final LinePresenter presenter;
    private final Map<Field, JTextField> fields = new EnumMap<>(Field.class);
    private final Look.Card card = Look.card("insets 20, gap 8, wrap 1, fillx, hidemode 3", "[grow,fill]", "");
    private final Look.ColoredLabel problem = Look.wrapped(" ", Theme.semibold(13), "danger", 420);
    private final JLabel seller = Look.label("", Theme.semibold(15), "text");

    private LinePanel(SwingDesk desk, LinePresenter presenter) {
        this.desk = desk;
        this.presenter = presenter;
        Language in = desk.language();
        card.add(Look.wrapped(presenter.title(), Theme.semibold(22), "text", 420), "wmin 0");
        var rows = Look.transparent("insets 2, gap 12 8, fillx, wrap 2", "[pref!][0:0:,grow,fill]", "");
        for (Field field : Field.values()) {
            boolean isText = field == Field.REASON || field == Field.NOTE;
            JTextField box = isText ? new JTextField() : new Look.NumberField(18);
            box.setName("line-" + NAMES.get(field));
            box.setFont(isText ? Theme.font(15) : Theme.semibold(18));
            fields.put(field, box);
            row(rows, NAMES.getOrDefault(field, ""), box);
        }
        KeyMap keys = presenter.keys();
        var next = button(keys, FunctionKey.F6);
        var who = Look.transparent("insets 0, gap 8, fillx", "[grow,fill][]", "[44!,fill]");
        seller.setName("line-seller");
        who.add(seller, "wmin 0");
        who.add(next, "w 112::");
        row(rows, "seller", who);
        card.add(rows);
        problem.setName("line-problem");
        card.add(problem, "hmin 18, wmin 0");
        var buttons = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[56!,fill]");
        buttons.add(button(keys, FunctionKey.ESCAPE));
        buttons.add(button(keys, FunctionKey.ENTER).in("primary"));
        card.add(buttons);
        presenter.open(this);
    }

    private KeyButton button(KeyMap keys, FunctionKey key) {
        var button = new KeyButton(desk, key);
        KeyAction action = keys.get(key).orElseThrow();
        button.show(action);
        return button;
    }

    private void row(JComponent rows, String name, JComponent part) {
        JLabel label = Look.label(desk.language().text(name), Theme.font(13), "second");
        label.setLabelFor(part);
        rows.add(label);
        rows.add(part, "h 44!");
    }

    public static void open(SwingDesk desk, LinePresenter presenter) {
        desk.overlay().open(new LinePanel(desk, presenter), desk.language());
    }

    private JTextField at(Field field) {
        JTextField found = fields.get(field);
        if (found == null) {
            throw new AssertionError("No field for " + field);
        }
        return found;
    }

    @Override
    public void fill(Field field, String text) {
        at(field).setText(text);
    }

    @Override
    public String typed(Field field) {
        return at(field) instanceof Look.NumberField number
                ? number.plain()
                : at(field).getText();
    }

    @Override
    public void seller(String name) {
        seller.setText(name);
    }

    @Override
    public void problem(String words, Field field) {
        problem.setText(words.isEmpty() ? " " : words);
        if (!words.isEmpty()) {
            at(field).requestFocusInWindow();
            at(field).selectAll();
        }
        card.revalidate();
    }

    @Override
    public void close() {
        desk.overlay().close();
    }

    @Override
    public Component component() {
        return card;
    }

    @Override
    public Component focus() {
        at(Field.QUANTITY).selectAll();
        return at(Field.QUANTITY);
    }

    @Override
    public KeyMap keys() {
        return presenter.keys();
    }
}
