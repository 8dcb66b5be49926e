package org.tillmesh.app.shift;

import java.util.List;
import java.util.stream.Collectors;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.NumberPad;
import org.tillmesh.app.frame.Panels;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.frame.Typed;
import org.tillmesh.app.frame.Typing;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.links.LinkAnswers;

/**
 * Opens the shift with its float, or closes it with what was counted: blind, after a question, and the result stays until
 * somebody has read it. An empty field is no amount.
 */
public final class ShiftScreen extends Screen {
    private static final long serialVersionUID = 1;
    private static final int NAMED = 3;

    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JLabel lead = Look.label("", Theme.font(15), "second");
    private final JLabel problem = Look.wrapped(" ", Theme.font(13), "danger", 400);
    private final Look.NumberField amount = new Look.NumberField(32);
    private final NumberPad pad = new NumberPad(true, this::press);
    private final JPanel figures = Look.transparent("insets 0, gap 12, fillx, wrap 2", "[grow,fill][right]", "[48!]");
    private final JButton go = Theme.styled(Look.button("", "cash-register"), "pay");
    private final JButton back = Look.button("", "arrow-back");
    private boolean open;
    private boolean busy;
    private transient BackroomAnswers.@Nullable ShiftClosed result;

    public ShiftScreen(Desk desk) {
        super(desk);
        setOpaque(false);
        setLayout(new MigLayout("fill, insets 12 24 12 24", "[center]", "[center]"));
        Look.Card card = Look.card("insets 20 24 20 24, gap 8, wrap 1, fill, hidemode 3", "[grow,fill]", "");
        card.add(title);
        card.add(lead);
        card.add(amount, "h 64!");
        card.add(problem, "hmin 20");
        card.add(pad, "grow, push");
        card.add(figures, "growx, push, aligny top");
        card.add(go, "h 64:88:88");
        card.add(back, "h 48!");
        add(card, "w 420:480:520, growy, hmax 640");
        amount.setName("shift-amount");
        figures.setName("shift-result");
        go.setFont(Theme.bold(22));
        go.addActionListener(event -> enter());
        back.addActionListener(event -> escape());
        amount.getDocument().addDocumentListener(new Typing(() -> problem.setText(" ")));
    }

    private void press(String key) {
        amount.setText(NumberPad.after(amount.getText(), key));
        amount.requestFocusInWindow();
    }

    @Override
    public void shown() {
        if (result == null) {
            LinkAnswers.Status status = desk.status();
            open = status != null && status.shift() != null;
            amount.setText("");
            problem.setText(" ");
        }
        translate();
        (result == null ? amount : go).requestFocusInWindow();
    }

    @Override
    public void translate() {
        BackroomAnswers.ShiftClosed closed = result;
        boolean counting = closed == null;
        for (var part : List.of(lead, amount, problem, pad, back)) {
            part.setVisible(counting);
        }
        figures.setVisible(!counting);
        if (closed != null) {
            title.setText(text("shiftClosedTitle", String.valueOf(closed.zNumber())));
            go.setText(text("logout") + "  Enter");
            showFigures(closed);
        } else {
            title.setText(text(open ? "closeShift" : "openShift"));
            lead.setText(text(open ? "counted" : "float"));
            go.setText(text(open ? "closeAndZ" : "open") + "  Enter");
            back.setText(text(open ? "back" : "logout") + "  Esc");
        }
        revalidate();
        repaint();
    }

    private void showFigures(BackroomAnswers.ShiftClosed closed) {
        figures.removeAll();
        figure("expectedCash", closed.expected(), "text");
        figure("counted", closed.counted(), "text");
        figure("differenceCash", closed.difference(), closed.difference().isZero() ? "success" : "danger");
        figures.applyComponentOrientation(desk.language().orientation());
    }

    private void figure(String name, Money sum, String color) {
        figures.add(Look.label(text(name), Theme.font(18), "second"), "wmin 0");
        JLabel value = Look.label(Language.code(sum.toString()), Theme.bold(22), color);
        value.setName("figure-" + name);
        figures.add(value, "wmin pref");
    }

    @Override
    public List<FunctionBar.Hint> keys() {
        return List.of(
                hint("Enter", result != null ? "logout" : open ? "closeAndZ" : "open"),
                hint("Esc", result == null && open ? "back" : "logout"));
    }

    @Override
    public void enter() {
        if (result != null) {
            result = null;
            desk.logOut();
            return;
        }
        if (busy) {
            return;
        }
        String typed = amount.plain();
        if (typed.isEmpty()) {
            refuse(text(open ? "countFirst" : "floatFirst"));
            return;
        }
        Money money;
        try {
            money = Typed.money(desk.language(), typed);
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
            return;
        }
        if (open) {
            askToClose(money);
        } else {
            busy = true;
            desk.run(
                    () -> desk.till().backroom().openShift(money),
                    shift -> {
                        busy = false;
                        desk.shift(true);
                        desk.show(Desk.Place.SALE);
                    },
                    refused -> refuse(String.valueOf(refused.getMessage())));
        }
    }

    private void refuse(String why) {
        busy = false;
        problem.setText(why);
        desk.sounds().blocked();
        amount.requestFocusInWindow();
    }

    /** Names what stays behind. What the drawer should hold is said after the count. */
    private void askToClose(Money counted) {
        busy = true;
        desk.run(
                desk.till().counter()::parked,
                parked -> {
                    busy = false;
                    var lines = new StringBuilder(text("closeCounted", Language.code(counted.toString())));
                    if (!parked.isEmpty()) {
                        lines.append('\n').append(text("closeParked", String.valueOf(parked.size()), names(parked)));
                    }
                    LinkAnswers.Status status = desk.status();
                    if (status != null && status.unsent() > 0) {
                        lines.append('\n').append(text("closeUnsent", String.valueOf(status.unsent())));
                    }
                    Panels.question(
                            desk, text("closeShiftSure"), lines.toString(), text("closeWindow"), () -> close(counted));
                },
                refused -> refuse(String.valueOf(refused.getMessage())));
    }

    private static String names(List<CounterAnswers.ParkedCart> parked) {
        String names = parked.stream()
                .limit(NAMED)
                .map(cart -> cart.name().isEmpty() ? Language.code(cart.till()) : cart.name())
                .collect(Collectors.joining(" · "));
        return parked.size() > NAMED ? names + " …" : names;
    }

    private void close(Money counted) {
        busy = true;
        desk.approvable(
                approve -> desk.till().backroom().closeShift(counted, approve),
                this::closed,
                refused -> refuse(String.valueOf(refused.getMessage())));
    }

    private void closed(BackroomAnswers.ShiftClosed closed) {
        busy = false;
        result = closed;
        amount.setText("");
        desk.shift(false);
        translate();
        go.requestFocusInWindow();
    }

    @Override
    public void escape() {
        if (result != null) {
            enter();
        } else if (open) {
            desk.show(Desk.Place.SALE);
        } else {
            desk.logOut();
        }
    }
}
