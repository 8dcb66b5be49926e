package org.tillmesh.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.retail.Quantity;
import org.tillmesh.till.Answers;
import org.tillmesh.till.Till;

/** Goods come back: the receipt, then what of it. The whole screen says RETURN. */
final class ReturnScreen extends Screen {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 7;

    private final Look.Card band = new Look.Card("insets 8 16 8 16", "[]", "[]", "danger");
    private final JLabel title = Look.label("", Theme.bold(22), "onDanger");
    private final Look.NumberField receipt = new Look.NumberField(18);
    private final JLabel receiptLabel = Look.label("", Theme.font(15), "second");
    private final JPanel lines = Look.transparent("insets 0, gap 8, wrap 1, fillx", "[grow,fill]", "[52!,fill]");
    private final JButton refund = Theme.styled(Look.button("", "receipt-refund"), "danger");
    private final JButton back = Look.button("", "arrow-back");
    private transient List<Answers.ReturnableLine> returnable = List.of();
    private final transient Map<Integer, Quantity> chosen = new LinkedHashMap<>();
    private String number = "";

    ReturnScreen(Desk desk) {
        super(desk);
        setOpaque(false);
        setLayout(
                new MigLayout("insets 12 24 8 24, gap 8, fill, wrap 1", "[grow,fill]", "[][52!][grow,fill,top][72!]"));
        band.add(title);
        add(band);
        var row = Look.transparent("insets 0, gap 12, fillx", "[][grow,fill]", "[52!,fill]");
        row.add(receiptLabel);
        row.add(receipt);
        add(row);
        add(lines, "aligny top");
        var foot = Look.transparent("insets 0, gap 12, fill", "[200!,fill][grow,fill]", "[72!,fill]");
        back.addActionListener(event -> escape());
        refund.setFont(Theme.bold(22));
        refund.addActionListener(event -> refund());
        foot.add(back);
        foot.add(refund);
        add(foot);
    }

    @Override
    void shown() {
        returnable = List.of();
        chosen.clear();
        number = "";
        receipt.setText("");
        translate();
        receipt.requestFocusInWindow();
    }

    @Override
    void translate() {
        title.setText(text("returns"));
        receiptLabel.setText(text("returnHint"));
        back.setText(text("back") + "  Esc");
        refund.setText(text("refund") + " " + text("refundCash") + "  Enter");
        refund.setEnabled(!chosen.isEmpty());
        lines.removeAll();
        if (returnable.isEmpty()) {
            lines.add(Look.label(text("noReceipt"), Theme.font(18), "second"));
        }
        for (Answers.ReturnableLine line : returnable.subList(0, Math.min(SHOWN, returnable.size()))) {
            lines.add(row(line));
        }
        applyComponentOrientation(desk.language().orientation());
        revalidate();
        repaint();
    }

    private JPanel row(Answers.ReturnableLine line) {
        Quantity left = line.sold().minus(line.returned());
        Quantity now = chosen.getOrDefault(line.line(), Quantity.ZERO);
        Look.Card row =
                Look.card("insets 4 12 4 12, fillx, gap 12", "[grow][][][44!,fill][60!,center][44!,fill]", "[44!]");
        row.add(Look.label(desk.language().name(line.name(), line.nameAr()), Theme.font(15), "text"), "wmin 0");
        row.add(Look.label(text("sold") + " " + Language.code(line.sold().toString()), Theme.font(13), "second"));
        row.add(Look.label(text("back2") + " " + Language.code(line.returned().toString()), Theme.font(13), "second"));
        row.add(step(line.line(), now, left, false), "h 44!");
        row.add(Look.label(Language.code(now.toString()), Theme.semibold(18), "text"));
        row.add(step(line.line(), now, left, true), "h 44!");
        return row;
    }

    private JButton step(int line, Quantity now, Quantity left, boolean more) {
        var button = new JButton(more ? "+" : "−");
        button.setFont(Theme.bold(18));
        button.setFocusable(false);
        button.setEnabled(more ? now.compareTo(left) < 0 : now.isPositive());
        button.addActionListener(event -> {
            Quantity one = left.isWhole() ? Quantity.ONE : left;
            Quantity next = more ? now.plus(one) : now.minus(one);
            if (next.isPositive()) {
                chosen.put(line, next);
            } else {
                chosen.remove(line);
            }
            translate();
        });
        return button;
    }

    @Override
    void scanned(String code) {
        find(code);
    }

    @Override
    void enter() {
        if (!chosen.isEmpty()) {
            refund();
        } else if (!receipt.getText().isBlank()) {
            find(receipt.getText().strip());
        }
    }

    private void find(String typed) {
        receipt.setText(typed);
        desk.run(() -> desk.till().returnable(typed), found -> {
            number = typed;
            returnable = found;
            chosen.clear();
            for (Answers.ReturnableLine line : found) {
                if (found.size() == 1 && line.sold().compareTo(line.returned()) > 0) {
                    chosen.put(line.line(), line.sold().minus(line.returned()));
                }
            }
            translate();
        });
    }

    private void refund() {
        var wanted = new ArrayList<Till.ReturnLine>();
        chosen.forEach((line, qty) -> wanted.add(new Till.ReturnLine(line, qty)));
        String key = UUID.randomUUID().toString();
        desk.approvable(
                approve -> desk.till().returnGoods(number, null, wanted, "", "original", true, key, approve),
                done -> {
                    desk.sounds().done();
                    desk.say(
                            text("returned") + " · " + Language.code(done.receipt()) + " · "
                                    + Language.code(done.total().toString()),
                            false);
                    desk.show(Desk.Place.SALE);
                },
                refused -> desk.say(String.valueOf(refused.getMessage()), true));
    }

    @Override
    void escape() {
        desk.show(Desk.Place.SALE);
    }
}
