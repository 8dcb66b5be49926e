package org.tillmesh.app.login;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPasswordField;
import javax.swing.SwingConstants;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.NumberPad;
import org.tillmesh.app.look.Theme;
import org.tillmesh.app.look.Typed;

/** A manager's PIN over the screen that asks for it. Digits are masked; a product scan can't land here. */
public final class ApprovalPanel implements Pane, ApprovalView {
    private final SwingDesk desk;
    private final ApprovalPresenter<?> presenter;
    private final Look.Card card = Look.card("insets 20, gap 8, wrap 1, fillx, hidemode 3", "[grow,fill]", "");
    private final JPasswordField pin = new JPasswordField();
    private final Look.ColoredLabel problem = Look.wrapped(" ", Theme.semibold(13), "danger", 400);
    private final JButton approve;

    private ApprovalPanel(SwingDesk desk, ApprovalPresenter<?> presenter) {
        this.desk = desk;
        this.presenter = presenter;
        Language in = desk.language();
        JLabel title = Look.label(in.text("approval"), Theme.semibold(22), "text");
        title.setIcon(Theme.icon("lock", 24));
        card.add(title);
        approve = Theme.styled(Look.button(in.text("approve") + "  " + FunctionKey.ENTER.label, "check"), "primary");
        presenter.open(this);
        pin.setName("approval-pin");
        pin.setFont(Theme.semibold(22));
        pin.setHorizontalAlignment(SwingConstants.CENTER);
        pin.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, in.text("approvalHint"));
        pin.getAccessibleContext().setAccessibleName(in.text("approvalHint"));
        card.add(pin, "h 56!");
        problem.setName("approval-problem");
        card.add(problem, "hmin 18, wmin 0");
        card.add(new NumberPad(false, key -> pin.setText(NumberPad.after(new String(pin.getPassword()), key))));
        var row = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[56!,fill]");
        JButton refuse = Look.button(in.text("refuse") + "  " + FunctionKey.ESCAPE.label, "x");
        refuse.setFocusable(false);
        refuse.addActionListener(event -> desk.press(FunctionKey.ESCAPE));
        approve.addActionListener(event -> presenter.approve());
        row.add(refuse);
        row.add(approve);
        card.add(row);
    }

    public static void open(SwingDesk desk, ApprovalPresenter<?> presenter) {
        desk.overlay().open(new ApprovalPanel(desk, presenter), desk.language());
    }

    @Override
    public void asked(String what, String why, String who) {
        JLabel first = Look.wrapped(what, Theme.semibold(18), "text", 400);
        first.setName("approval-what");
        card.add(first, "wmin 0");
        if (!why.isEmpty()) {
            card.add(Look.wrapped(why, Theme.font(13), "second", 400), "wmin 0");
        }
        if (!who.isEmpty()) {
            JLabel asks = Look.wrapped(who, Theme.font(13), "second", 400);
            asks.setName("approval-who");
            card.add(asks, "wmin 0");
        }
    }

    @Override
    public String pin() {
        return Typed.asciiDigits(new String(pin.getPassword()));
    }

    @Override
    public void problem(String words) {
        problem.setText(words.isEmpty() ? " " : words);
        pin.setText("");
        pin.putClientProperty(FlatClientProperties.OUTLINE, words.isEmpty() ? null : "error");
        pin.requestFocusInWindow();
        card.revalidate();
    }

    @Override
    public void busy(boolean now) {
        approve.setEnabled(!now);
        pin.setEditable(!now);
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
        return pin;
    }

    @Override
    public KeyMap keys() {
        return presenter.keys();
    }
}
