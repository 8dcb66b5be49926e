package org.tillmesh.app.shift;

import java.util.List;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.NumberPad;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.keys.Typing;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.backroom.BackroomAnswers;

/** The shift's beginning and end: a sum is counted into a field, and the result of the end is shown in its place. */
public final class ShiftScreen extends Screen implements ShiftView {
    private static final long serialVersionUID = 1;

    private final transient ShiftPresenter presenter;
    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JLabel lead = Look.label("", Theme.font(15), "second");
    private final JLabel problem = Look.wrapped(" ", Theme.font(13), "danger", 400);
    private final Look.NumberField amount = new Look.NumberField(32);
    private final NumberPad pad = new NumberPad(true, this::press);
    private final JPanel figures = Look.transparent("insets 0, gap 12, fillx, wrap 2", "[grow,fill][right]", "[48!]");
    private final JButton go = Theme.styled(Look.button("", "cash-register"), "pay");
    private final FunctionBar functionBar;

    public ShiftScreen(SwingDesk desk) {
        super(desk);
        setLayout(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow,fill]", "[grow,fill][56!,fill]"));
        var inside = Look.transparent("fill, insets 12 24 12 24", "[center]", "[center]");
        Look.Card card = Look.card("insets 20 24 20 24, gap 8, wrap 1, fill, hidemode 3", "[grow,fill]", "");
        card.add(title);
        card.add(lead);
        card.add(amount, "h 64!");
        card.add(problem, "hmin 20");
        card.add(pad, "grow, push");
        card.add(figures, "growx, push, aligny top");
        card.add(go, "h 64:88:88");
        inside.add(card, "w 420:480:520, growy, hmax 640");
        add(inside);
        functionBar = new FunctionBar(desk);
        add(functionBar);
        amount.setName("shift-amount");
        figures.setName("shift-result");
        go.setFont(Theme.bold(22));
        go.addActionListener(event -> desk.press(FunctionKey.ENTER));
        presenter = new ShiftPresenter(desk, this);
        amount.getDocument().addDocumentListener(new Typing(presenter::typing));
    }

    private void press(String key) {
        amount.setText(NumberPad.after(amount.getText(), key));
        amount.requestFocusInWindow();
    }

    @Override
    public ShiftPresenter presenter() {
        return presenter;
    }

    /** Every word here depends on what is shown. */
    @Override
    public void translate() {}

    @Override
    public void showKeys(KeyMap keys) {
        functionBar.show(keys);
        keys.get(FunctionKey.ENTER).ifPresent(enter -> go.setText(enter.text() + "  Enter"));
    }

    private void showParts(boolean counting) {
        for (JComponent part : List.of(lead, amount, problem, pad)) {
            part.setVisible(counting);
        }
        figures.setVisible(!counting);
        revalidate();
        repaint();
    }

    @Override
    public void counting(boolean open) {
        title.setText(text(open ? "closeShift" : "openShift"));
        lead.setText(text(open ? "counted" : "float"));
        showParts(true);
    }

    @Override
    public void result(BackroomAnswers.ShiftClosed closed) {
        title.setText(text("shiftClosedTitle", String.valueOf(closed.zNumber())));
        figures.removeAll();
        figure("expectedCash", closed.expected(), "text");
        figure("counted", closed.counted(), "text");
        figure("differenceCash", closed.difference(), closed.difference().isZero() ? "success" : "danger");
        figures.applyComponentOrientation(Look.orientation(desk.language()));
        showParts(false);
    }

    private void figure(String name, Money sum, String color) {
        figures.add(Look.label(text(name), Theme.font(18), "second"), "wmin 0");
        JLabel value = Look.label(Language.code(sum.toString()), Theme.bold(22), color);
        value.setName("figure-" + name);
        figures.add(value, "wmin pref");
    }

    @Override
    public String typed() {
        return amount.plain();
    }

    @Override
    public void clear() {
        amount.setText("");
    }

    @Override
    public void focus() {
        (amount.isVisible() ? amount : go).requestFocusInWindow();
    }

    @Override
    public void problem(String words) {
        problem.setText(words.isEmpty() ? " " : words);
    }
}
