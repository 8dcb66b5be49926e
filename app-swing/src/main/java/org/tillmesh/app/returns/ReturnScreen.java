package org.tillmesh.app.returns;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Insets;
import java.awt.event.ActionEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import javax.swing.AbstractAction;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/**
 * Goods come back: the receipt, then what of it: by scanning the goods, or line by line with arrows, space, plus and minus.
 * The whole screen says RETURN.
 */
public final class ReturnScreen extends Screen implements ReturnView {
    private static final long serialVersionUID = 1;

    private final transient ReturnPresenter presenter;
    private final JLabel title = Look.label("", Theme.bold(22), "onDanger");
    private final Look.NumberField receipt = new Look.NumberField(18);
    private final JLabel receiptLabel = Look.label("", Theme.font(15), "second");
    private final JPanel lines = Look.transparent("insets 2, gap 8, wrap 1, fillx", "[0:0:,grow,fill]", "[52!,fill]");
    private final JLabel hint = Look.label("", Theme.font(13), "second");
    private final JLabel order = Look.wrapped("", Theme.semibold(15), "text", 900);
    private final JButton refund = Theme.styled(Look.button("", "receipt-refund"), "danger");
    private final JToggleButton asPaid = way(FunctionKey.F2);
    private final JToggleButton inCash = way(FunctionKey.F3);
    private final FunctionBar functionBar;
    private boolean begun;

    public ReturnScreen(SwingDesk desk) {
        super(desk);
        setLayout(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow,fill]", "[grow,fill][56!,fill]"));
        var inside = Look.transparent(
                "insets 12 24 8 24, gap 8, fill, wrap 1", "[grow,fill]", "[][52!][grow,fill,top][][][72!]");
        Look.Card band = new Look.Card("insets 8 16 8 16", "[]", "[]", "danger");
        band.add(title);
        inside.add(band);
        var row = Look.transparent("insets 0, gap 12, fillx", "[][grow,fill]", "[52!,fill]");
        row.add(receiptLabel);
        row.add(receipt);
        inside.add(row);
        receipt.setName("return-receipt");
        receipt.putClientProperty(FlatClientProperties.SELECT_ALL_ON_FOCUS_POLICY, "never");
        lines.setName("return-lines");
        lines.setFocusable(true);
        lines.addKeyListener(new KeyAdapter() {
            @Override
            public void keyTyped(KeyEvent event) {
                boolean letter = Character.isLetterOrDigit(event.getKeyChar());
                if (letter || begun && event.getKeyChar() == '-') {
                    toNumber(event.getKeyChar());
                    event.consume();
                }
            }
        });
        receipt.addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                begun = false;
            }
        });
        onKey('+', FunctionKey.PLUS);
        onKey('-', FunctionKey.MINUS);
        onKey(' ', FunctionKey.SPACE);
        var scroll = new JScrollPane(new Look.Column(lines));
        scroll.setBorder(null);
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        scroll.getVerticalScrollBar().setUnitIncrement(Theme.px(24));
        inside.add(scroll, "h 100::, wmin 0");
        inside.add(hint, "wmin 0");
        order.setName("return-order");
        inside.add(order, "wmin 0, hidemode 3");
        inside.add(foot());
        add(inside);
        functionBar = new FunctionBar(desk);
        add(functionBar);
        presenter = new ReturnPresenter(desk, this);
    }

    private JPanel foot() {
        var foot = Look.transparent("insets 0, gap 12, fill", "[160!,fill][120!,fill][grow,fill]", "[72!,fill]");
        refund.setFont(Theme.bold(22));
        refund.setFocusable(false);
        refund.addActionListener(event -> desk.press(FunctionKey.ENTER));
        var ways = new ButtonGroup();
        ways.add(asPaid);
        ways.add(inCash);
        foot.add(asPaid);
        foot.add(inCash);
        foot.add(refund);
        return foot;
    }

    private JToggleButton way(FunctionKey key) {
        var way = new JToggleButton();
        way.setFocusable(false);
        way.setMargin(new Insets(0, 2, 0, 2));
        way.addActionListener(event -> desk.press(key));
        return way;
    }

    /**
     * Another receipt's number is begun over the lines of this one: Enter looks for it and pays nothing back. What is typed
     * before the field has the focus belongs to it too.
     */
    private void toNumber(char typed) {
        receipt.setText((begun ? receipt.getText() : "") + typed);
        begun = true;
        receipt.requestFocusInWindow();
    }

    private void onKey(char typed, FunctionKey key) {
        lines.getInputMap().put(KeyStroke.getKeyStroke(typed), key);
        lines.getActionMap().put(key, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent event) {
                desk.press(key);
            }
        });
    }

    @Override
    public ReturnPresenter presenter() {
        return presenter;
    }

    @Override
    public void translate() {
        title.setText(text("returns"));
        receiptLabel.setText(text("returnHint"));
        asPaid.setText(text("asPaid") + "  F2");
        inCash.setText(text("cash") + "  F3");
        hint.setText(text("returnKeys"));
    }

    @Override
    public void showKeys(KeyMap keys) {
        functionBar.show(keys);
        keys.get(FunctionKey.ENTER).ifPresent(enter -> refund.setText(enter.text() + "  Enter"));
    }

    @Override
    public void lines(List<Row> rows, int selected, boolean any) {
        lines.removeAll();
        if (rows.isEmpty()) {
            lines.add(Look.label(text("noReceipt"), Theme.font(18), "second"));
        }
        for (int i = 0; i < rows.size(); i++) {
            lines.add(row(rows.get(i), i, i == selected));
        }
        hint.setVisible(!rows.isEmpty());
        refund.setEnabled(any || rows.isEmpty());
        turn();
        if (selected < lines.getComponentCount()) {
            lines.validate();
            lines.scrollRectToVisible(lines.getComponent(selected).getBounds());
        }
    }

    @Override
    public void paidBack(String sums, String document) {
        lines.removeAll();
        lines.add(Look.label(text("payBack"), Theme.font(18), "second"));
        JLabel paid = Look.label(sums, Theme.bold(32), "text");
        paid.setName("paid-back");
        lines.add(paid, "wmin 0");
        lines.add(Look.label(document, Theme.font(15), "second"), "wmin 0");
        hint.setVisible(false);
        refund.setEnabled(true);
        turn();
    }

    private void turn() {
        applyComponentOrientation(Look.orientation(desk.language()));
        revalidate();
        repaint();
    }

    private JPanel row(Row shown, int index, boolean selected) {
        Look.Card row = Look.card(
                "insets 4 12 4 12, fillx, gap 12",
                "[0:0:,grow,fill][pref!][pref!][44!,fill][60!,center][44!,fill]",
                "[44!]");
        row.setColor(selected ? "selected" : "surface");
        row.addMouseListener(new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                presenter.select(index);
            }
        });
        String name = desk.language().name(shown.line().name(), shown.line().nameAr());
        row.add(Look.label(name, Theme.font(15), "text"), "wmin 0");
        row.add(second("sold", shown.line().sold().toString()));
        row.add(second("back2", shown.line().returned().toString()));
        row.add(step(index, -1, shown.now().isPositive()), "h 44!");
        row.add(Look.label(Language.code(shown.now().toString()), Theme.semibold(18), "text"));
        row.add(step(index, 1, shown.now().compareTo(shown.left()) < 0), "h 44!");
        return row;
    }

    private JLabel second(String key, String number) {
        return Look.label(text(key) + " " + Language.code(number), Theme.font(13), "second");
    }

    private JButton step(int index, int by, boolean enabled) {
        var button = new JButton(by > 0 ? "+" : "−");
        button.setFont(Theme.bold(18));
        button.setFocusable(false);
        button.setEnabled(enabled);
        button.addActionListener(event -> {
            presenter.select(index);
            presenter.step(by);
        });
        return button;
    }

    @Override
    public void way(boolean cash) {
        (cash ? inCash : asPaid).setSelected(true);
    }

    @Override
    public void order(String words) {
        order.setText(words);
        order.setVisible(!words.isEmpty());
    }

    @Override
    public String number() {
        return receipt.getText();
    }

    @Override
    public void number(String number) {
        receipt.setText(number);
    }

    @Override
    public void focusNumber() {
        receipt.selectAll();
        receipt.requestFocusInWindow();
    }

    @Override
    public void focusLines() {
        lines.requestFocusInWindow();
    }
}
