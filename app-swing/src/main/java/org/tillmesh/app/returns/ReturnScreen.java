package org.tillmesh.app.returns;

import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.swing.AbstractAction;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Panels;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.frame.TillKey;
import org.tillmesh.app.frame.Typed;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.ReturnLine;
import org.tillmesh.till.invoice.InvoiceAnswers;

/**
 * Goods come back: the receipt, then what of it: by scanning the goods, or line by line with arrows, space, plus and minus.
 * The whole screen says RETURN.
 */
public final class ReturnScreen extends Screen {
    private static final long serialVersionUID = 1;

    private final Look.Card band = new Look.Card("insets 8 16 8 16", "[]", "[]", "danger");
    private final JLabel title = Look.label("", Theme.bold(22), "onDanger");
    private final Look.NumberField receipt = new Look.NumberField(18);
    private final JLabel receiptLabel = Look.label("", Theme.font(15), "second");
    private final JPanel lines = Look.transparent("insets 2, gap 8, wrap 1, fillx", "[0:0:,grow,fill]", "[52!,fill]");
    private final JLabel keys = Look.label("", Theme.font(13), "second");
    private final JButton refund = Theme.styled(Look.button("", "receipt-refund"), "danger");
    private final JToggleButton asPaid = new JToggleButton();
    private final JToggleButton inCash = new JToggleButton();
    private final JButton back = Look.button("", "arrow-back");
    private transient List<CounterAnswers.ReturnableLine> returnable = List.of();
    private final transient Map<Integer, Quantity> chosen = new LinkedHashMap<>();
    private String number = "";
    private int selected;
    private boolean busy;

    public ReturnScreen(Desk desk) {
        super(desk);
        setOpaque(false);
        setLayout(new MigLayout(
                "insets 12 24 8 24, gap 8, fill, wrap 1", "[grow,fill]", "[][52!][grow,fill,top][][72!]"));
        band.add(title);
        add(band);
        var row = Look.transparent("insets 0, gap 12, fillx", "[][grow,fill]", "[52!,fill]");
        row.add(receiptLabel);
        row.add(receipt);
        add(row);
        receipt.setName("return-receipt");
        lines.setName("return-lines");
        lines.setFocusable(true);
        onKey('+', () -> step(1));
        onKey('-', () -> step(-1));
        onKey(' ', this::allOrNone);
        var scroll = new JScrollPane(new Look.Column(lines));
        scroll.setBorder(null);
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        scroll.getVerticalScrollBar().setUnitIncrement(24);
        add(scroll, "h 100::, wmin 0");
        add(keys, "wmin 0");
        var foot = Look.transparent(
                "insets 0, gap 12, fill", "[140!,fill][160!,fill][120!,fill][grow,fill]", "[72!,fill]");
        back.addActionListener(event -> escape());
        refund.setFont(Theme.bold(22));
        refund.addActionListener(event -> enter());
        var ways = new ButtonGroup();
        for (JToggleButton way : List.of(asPaid, inCash)) {
            way.setFocusable(false);
            way.setMargin(new java.awt.Insets(0, 2, 0, 2));
            ways.add(way);
        }
        foot.add(back);
        foot.add(asPaid);
        foot.add(inCash);
        foot.add(refund);
        add(foot);
    }

    private void onKey(char key, Runnable does) {
        lines.getInputMap().put(KeyStroke.getKeyStroke(key), key);
        lines.getActionMap().put(key, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        });
    }

    @Override
    public void shown() {
        returnable = List.of();
        chosen.clear();
        selected = 0;
        asPaid.setSelected(true);
        number = "";
        receipt.setText("");
        translate();
        receipt.requestFocusInWindow();
    }

    @Override
    public void translate() {
        title.setText(text("returns"));
        receiptLabel.setText(text("returnHint"));
        back.setText(text("back") + "  Esc");
        asPaid.setText(text("asPaid") + "  F2");
        inCash.setText(text("cash") + "  F3");
        refund.setText(text("refund") + "  Enter");
        refund.setEnabled(!chosen.isEmpty());
        lines.removeAll();
        if (returnable.isEmpty()) {
            lines.add(Look.label(text("noReceipt"), Theme.font(18), "second"));
        }
        for (int i = 0; i < returnable.size(); i++) {
            lines.add(row(i));
        }
        keys.setText(text("returnKeys"));
        keys.setVisible(!returnable.isEmpty());
        applyComponentOrientation(desk.language().orientation());
        revalidate();
        repaint();
    }

    private static Quantity left(CounterAnswers.ReturnableLine line) {
        return line.sold().minus(line.returned());
    }

    private JPanel row(int index) {
        CounterAnswers.ReturnableLine line = returnable.get(index);
        Quantity left = left(line);
        Quantity now = chosen.getOrDefault(line.line(), Quantity.ZERO);
        Look.Card row = Look.card(
                "insets 4 12 4 12, fillx, gap 12",
                "[0:0:,grow,fill][pref!][pref!][44!,fill][60!,center][44!,fill]",
                "[44!]");
        row.setColor(index == selected ? "selected" : "surface");
        row.addMouseListener(new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                select(index);
            }
        });
        row.add(Look.label(desk.language().name(line.name(), line.nameAr()), Theme.font(15), "text"), "wmin 0");
        row.add(Look.label(text("sold") + " " + Language.code(line.sold().toString()), Theme.font(13), "second"));
        row.add(Look.label(text("back2") + " " + Language.code(line.returned().toString()), Theme.font(13), "second"));
        row.add(stepButton(index, now, left, false), "h 44!");
        row.add(Look.label(Language.code(now.toString()), Theme.semibold(18), "text"));
        row.add(stepButton(index, now, left, true), "h 44!");
        return row;
    }

    private JButton stepButton(int index, Quantity now, Quantity left, boolean more) {
        var button = new JButton(more ? "+" : "−");
        button.setFont(Theme.bold(18));
        button.setFocusable(false);
        button.setEnabled(more ? now.compareTo(left) < 0 : now.isPositive());
        button.addActionListener(event -> {
            select(index);
            step(more ? 1 : -1);
        });
        return button;
    }

    private void select(int index) {
        selected = Math.max(0, Math.min(returnable.size() - 1, index)); // of an empty list 0
        translate();
        lines.requestFocusInWindow();
        lines.validate();
        if (selected < lines.getComponentCount()) {
            lines.scrollRectToVisible(lines.getComponent(selected).getBounds());
        }
    }

    /** One more or less of the selected line; what is weighed comes back as a whole. */
    private void step(int by) {
        if (returnable.isEmpty()) {
            return;
        }
        CounterAnswers.ReturnableLine line = returnable.get(selected);
        Quantity one = left(line).isWhole() ? Quantity.ONE : left(line);
        Quantity now = chosen.getOrDefault(line.line(), Quantity.ZERO);
        choose(line, by > 0 ? now.plus(one) : now.minus(one));
    }

    private void allOrNone() {
        if (!returnable.isEmpty()) {
            CounterAnswers.ReturnableLine line = returnable.get(selected);
            choose(line, chosen.containsKey(line.line()) ? Quantity.ZERO : left(line));
        }
    }

    private void choose(CounterAnswers.ReturnableLine line, Quantity qty) {
        if (qty.compareTo(left(line)) > 0) {
            desk.sounds().blocked();
        } else if (qty.isPositive()) {
            chosen.put(line.line(), qty);
        } else {
            chosen.remove(line.line());
        }
        select(selected);
    }

    private void typeQuantity() {
        CounterAnswers.ReturnableLine line = returnable.get(selected);
        Panels.number(
                desk,
                text("qtyTitle") + " · " + desk.language().name(line.name(), line.nameAr()),
                left(line).toString(),
                typed -> Typed.quantity(desk.language(), typed),
                qty -> choose(line, qty));
    }

    @Override
    public List<FunctionBar.Hint> keys() {
        return List.of(
                hint(TillKey.SEARCH, "asPaid"),
                hint(TillKey.CUSTOMER, "cash"),
                hint(TillKey.QUANTITY),
                hint("↑↓", "chooseLine"),
                hint("Space", "wholeLine"),
                hint("+ −", "oneMoreLess"),
                hint("Enter", "refund"),
                hint("Esc", "back"));
    }

    @Override
    public boolean pressed(TillKey key) {
        if (key == TillKey.QUANTITY && !returnable.isEmpty()) {
            typeQuantity();
            return true;
        }
        switch (key) {
            case SEARCH -> asPaid.setSelected(true);
            case CUSTOMER -> inCash.setSelected(true);
            case REMOVE -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean arrow(int by) {
        if (!returnable.isEmpty()) {
            select(lines.isFocusOwner() ? selected + by : selected);
        }
        return true;
    }

    @Override
    public void scanned(String code) {
        if (Typed.isReceipt(code)) {
            find(code.toUpperCase(Locale.ROOT));
        } else if (returnable.isEmpty()) {
            desk.unusable(code, text("scanReceiptFirst"));
        } else {
            desk.run(() -> desk.till().counter().search(code, 2), found -> scanned(code, found));
        }
    }

    /** Each scan of goods that are on the receipt takes one more of them back. */
    private void scanned(String code, List<CounterAnswers.Product> found) {
        for (int i = 0; i < returnable.size(); i++) {
            CounterAnswers.ReturnableLine line = returnable.get(i);
            Quantity now = chosen.getOrDefault(line.line(), Quantity.ZERO);
            if (found.size() == 1 && found.get(0).id().equals(line.productId()) && now.compareTo(left(line)) < 0) {
                desk.sounds().found();
                select(i);
                step(1);
                return;
            }
        }
        desk.unusable(code, text("scanNotOnReceipt"));
    }

    @Override
    public void enter() {
        String typed = receipt.getText().strip().toUpperCase(Locale.ROOT);
        if (!typed.equals(number)) {
            if (!typed.isEmpty()) {
                find(typed);
            }
        } else if (!chosen.isEmpty()) {
            refund();
        }
    }

    private void find(String typed) {
        receipt.setText(typed);
        desk.run(() -> desk.till().counter().returnable(typed), found -> found(typed, found), refused -> {
            found("", List.of());
            receipt.selectAll();
            receipt.requestFocusInWindow();
            desk.sounds().blocked();
            desk.say(String.valueOf(refused.getMessage()), true);
        });
    }

    private void found(String receiptNumber, List<CounterAnswers.ReturnableLine> found) {
        number = receiptNumber;
        returnable = found;
        chosen.clear();
        if (found.size() == 1 && left(found.get(0)).isPositive()) {
            chosen.put(found.get(0).line(), left(found.get(0)));
        }
        select(0);
    }

    private String paidBack(List<InvoiceAnswers.Tender> tenders) {
        return tenders.stream()
                .map(tender -> text(tender.kind()) + " "
                        + Language.code(tender.amount().toString()))
                .collect(Collectors.joining(" · "));
    }

    private void refund() {
        if (busy) {
            return;
        }
        busy = true;
        var wanted = new ArrayList<ReturnLine>();
        chosen.forEach((line, qty) -> wanted.add(new ReturnLine(line, qty)));
        String key = UUID.randomUUID().toString();
        String way = inCash.isSelected() ? "cash" : "original"; // another way than it was paid needs a manager
        desk.approvable(
                approve -> desk.till().counter().returnGoods(number, null, wanted, "", way, true, key, approve),
                done -> {
                    busy = false;
                    desk.sounds().done();
                    desk.say(
                            text("returned") + " · " + Language.code(done.receipt()) + " · "
                                    + paidBack(done.tenders() == null ? List.of() : done.tenders()),
                            false);
                    desk.show(Desk.Place.SALE);
                },
                refused -> {
                    busy = false;
                    desk.sounds().blocked();
                    desk.say(String.valueOf(refused.getMessage()), true);
                });
    }

    @Override
    public void escape() {
        desk.show(Desk.Place.SALE);
    }
}
