package org.tillmesh.app;

import javax.swing.JButton;
import javax.swing.JLabel;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.retail.Money;
import org.tillmesh.till.Answers;

/** Opens the shift with its float, or closes it with what was counted: blind, the result is said afterwards. */
final class ShiftScreen extends Screen {
    private static final long serialVersionUID = 1;

    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JLabel lead = Look.label("", Theme.font(15), "second");
    private final Look.NumberField amount = new Look.NumberField(32);
    private final JButton go = Theme.styled(Look.button("", "cash-register"), "pay");
    private final JButton back = Look.button("", "arrow-back");
    private boolean open;

    ShiftScreen(Desk desk) {
        super(desk);
        setOpaque(false);
        setLayout(new MigLayout("fill, insets 24", "[center]", "[center]"));
        Look.Card card = Look.card("insets 24, gap 12, wrap 1, fillx", "[grow,fill]", "[]4[]12[]12[grow,fill]12[]8[]");
        card.add(title);
        card.add(lead);
        card.add(amount, "h 64!");
        card.add(new NumberPad(true, key -> amount.setText(NumberPad.after(amount.getText(), key))));
        card.add(go, "h 88!");
        card.add(back, "h 48!");
        add(card, "w 420:480:520, growy, hmax 640");
        go.setFont(Theme.bold(22));
        go.addActionListener(event -> enter());
        back.addActionListener(event -> escape());
    }

    @Override
    void shown() {
        Answers.Status status = desk.status();
        open = status != null && status.shift() != null;
        amount.setText("");
        translate();
        amount.requestFocusInWindow();
    }

    @Override
    void translate() {
        title.setText(text(open ? "closeShift" : "openShift"));
        lead.setText(text(open ? "counted" : "float"));
        go.setText(text(open ? "closeAndZ" : "open") + "  Enter");
        back.setText(text(open ? "back" : "logout") + "  Esc");
    }

    @Override
    void enter() {
        Money money;
        try {
            String typed = amount.plain();
            money = Money.parse(typed.isEmpty() ? "0.00" : typed, Money.SAR);
        } catch (IllegalArgumentException e) {
            desk.say(String.valueOf(e.getMessage()), true);
            return;
        }
        if (open) {
            desk.approvable(
                    approve -> desk.till().closeShift(money, approve),
                    this::closed,
                    refused -> desk.say(String.valueOf(refused.getMessage()), true));
        } else {
            desk.run(() -> desk.till().openShift(money), shift -> desk.show(Desk.Place.SALE));
        }
    }

    private void closed(Answers.ShiftClosed closed) {
        desk.say(
                text(
                        "shiftClosed",
                        String.valueOf(closed.zNumber()),
                        Language.code(closed.expected().toString()),
                        Language.code(closed.counted().toString()),
                        Language.code(closed.difference().toString())),
                false);
        desk.run(
                () -> {
                    desk.till().logout();
                    return true;
                },
                done -> {
                    desk.session(null);
                    desk.show(Desk.Place.LOGIN);
                });
    }

    @Override
    void escape() {
        if (open) {
            desk.show(Desk.Place.SALE);
        } else {
            desk.show(Desk.Place.LOGIN);
        }
    }
}
