package org.tillmesh.app.shift;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.keys.Typing;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.NumberPad;
import org.tillmesh.app.look.Theme;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.backroom.BackroomAnswers;

/** The shift's beginning, its cash and its end: a form of one or many fields, and the Z in its place. */
public final class ShiftScreen extends Screen implements ShiftView {
    private static final long serialVersionUID = 1;

    /** More fields than that stand in columns, without a pad of digits. */
    private static final int FEW = 2;

    private final transient ShiftPresenter presenter;
    private final JPanel inside = Look.transparent("fill, insets 8 24 8 24", "[center]", "[center]");
    private final Look.Card card = Look.card("insets 16 24 16 24, gap 6, wrap 1, fill, hidemode 3", "[grow,fill]", "");
    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JLabel lead = Look.wrapped("", Theme.font(15), "second", 420);
    private final JLabel total = Look.label("", Theme.semibold(18), "text");
    private final JLabel problem = Look.wrapped(" ", Theme.font(13), "danger", 400);
    private final JPanel few = Look.transparent("insets 0, gap 6, fillx, wrap 1, hidemode 3", "[grow,fill]", "");
    private final JPanel many = Look.transparent(
            "insets 0, gap 8 6, fillx, wrap 6, hidemode 3",
            "[][0:90:,grow,fill]16[][0:90:,grow,fill]16[][0:90:,grow,fill]",
            "[34!]");
    private final NumberPad pad = new NumberPad(true, this::press);
    private final JPanel figures = Look.transparent("insets 0, gap 12 8, fillx, wrap 2", "[grow,fill][right]", "");
    private final JButton go = Theme.styled(Look.button("", "cash-register"), "pay");
    private final FunctionBar functionBar;
    private final JPanel gap = Look.transparent("", "", "");
    private FunctionKey does = FunctionKey.ENTER;
    private final Map<String, JTextField> fields = new LinkedHashMap<>();

    public ShiftScreen(SwingDesk desk) {
        super(desk);
        setLayout(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow,fill]", "[grow,fill][56!,fill]"));
        card.add(title);
        card.add(lead, "wmin 0");
        card.add(few);
        card.add(many);
        card.add(total, "hmin 24");
        card.add(problem, "hmin 20");
        card.add(pad, "grow, push");
        card.add(gap, "grow, push");
        card.add(figures, "growx, push, aligny top");
        card.add(go, "h 56:80:88");
        inside.add(card);
        add(inside);
        functionBar = new FunctionBar(desk);
        add(functionBar);
        figures.setName("shift-result");
        total.setName("shift-total");
        go.setFont(Theme.bold(22));
        go.addActionListener(event -> desk.press(does));
        presenter = new ShiftPresenter(desk, this);
    }

    private void press(String key) {
        JTextField field = fields.get(ShiftForm.AMOUNT);
        if (field != null) {
            field.setText(NumberPad.after(field.getText(), key));
            field.requestFocusInWindow();
        }
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
        keys.get(FunctionKey.F12).or(() -> keys.get(FunctionKey.ENTER)).ifPresent(action -> {
            does = action.key();
            go.setText(action.text() + "  " + does.label);
        });
    }

    @Override
    public void form(String titled, String leading, List<Entry> entries) {
        title.setText(titled);
        lead.setText(leading);
        boolean isFew = entries.size() <= FEW;
        fields.keySet().retainAll(entries.stream().map(Entry::id).toList());
        few.removeAll();
        many.removeAll();
        for (Entry entry : entries) {
            JTextField field = fields.computeIfAbsent(entry.id(), id -> field(entry, isFew));
            JLabel label = Look.label(entry.label(), Theme.font(13), "second");
            label.setLabelFor(field);
            if (isFew) {
                if (entries.size() > 1) {
                    few.add(label);
                }
                few.add(field, entry.isNumber() ? "h 64!" : "h 48!");
            } else {
                many.add(label);
                many.add(field, entry.isNumber() ? "h 34!" : "h 34!, span 5");
            }
        }
        few.applyComponentOrientation(Look.orientation(desk.language()));
        many.applyComponentOrientation(Look.orientation(desk.language()));
        showParts(true, isFew, entries.stream().anyMatch(entry -> entry.id().equals(ShiftForm.AMOUNT)));
    }

    private JTextField field(Entry entry, boolean isFew) {
        JTextField field = entry.isNumber() ? new Look.NumberField(isFew ? 32 : 16) : new JTextField();
        if (!entry.isNumber()) {
            field.setFont(Theme.font(18));
        }
        field.setName("shift-" + entry.id());
        field.getDocument().addDocumentListener(new Typing(presenter()::typing));
        return field;
    }

    private void showParts(boolean isForm, boolean isFew, boolean hasAmount) {
        for (JComponent part : List.of(lead, problem)) {
            part.setVisible(isForm);
        }
        few.setVisible(isForm && isFew);
        many.setVisible(isForm && !isFew);
        total.setVisible(isForm && !isFew);
        pad.setVisible(isForm && isFew && hasAmount);
        gap.setVisible(isForm && !pad.isVisible());
        figures.setVisible(!isForm);
        inside.removeAll();
        inside.add(card, isForm && !isFew ? "w 640:860:960, growy, hmax 640" : "w 420:480:520, growy, hmax 640");
        revalidate();
        repaint();
    }

    @Override
    public void result(BackroomAnswers.ShiftClosed closed) {
        title.setText(text("shiftClosedTitle", String.valueOf(closed.zNumber())));
        figures.removeAll();
        figure("expectedCash", closed.expected(), "text");
        figure("counted", closed.counted(), "text");
        figure("differenceCash", closed.difference(), color(closed.difference()));
        closed.byTender().forEach((code, tally) -> {
            Money difference = tally.difference();
            if (!code.equals(TenderKind.CASH.code()) && difference != null) {
                line(text("zSlips", text("slips_" + code)), tally.expected() + " · " + tally.counted(), "text");
                line(text("differenceCash"), difference.toString(), color(difference));
            }
        });
        moved("cashIn", closed.cashIn());
        moved("cashOut", closed.cashOut());
        moved("cashDrop", closed.cashDrop());
        counted("noSales", closed.noSales());
        counted("zParked", closed.parked());
        counted("zUnsent", closed.unsent());
        figures.applyComponentOrientation(Look.orientation(desk.language()));
        showParts(false, false, false);
    }

    @Override
    public void report(String titled, BackroomAnswers.Report report) {
        title.setText(titled);
        figures.removeAll();
        line(text("documents"), String.valueOf(report.count()), "text");
        figure("grossSales", report.gross(), "text");
        line(text("vat"), report.vat().toString(), "text");
        report.byTender().forEach((code, sum) -> line(text("slips_" + code), sum.toString(), "text"));
        report.figures().forEach((name, sum) -> {
            if (!sum.isZero()) {
                line(text("figure_" + name), sum.toString(), "text");
            }
        });
        counted("noSales", report.noSales() == null ? 0 : report.noSales());
        counted("zParked", report.parked() == null ? 0 : report.parked());
        counted("zUnsent", report.unsent() == null ? 0 : report.unsent());
        figures.applyComponentOrientation(Look.orientation(desk.language()));
        showParts(false, false, false);
    }

    private static String color(Money difference) {
        return difference.isZero() ? "success" : "danger";
    }

    private void figure(String name, Money sum, String color) {
        figures.add(Look.label(text(name), Theme.font(18), "second"), "wmin 0");
        JLabel value = Look.label(Language.code(sum.toString()), Theme.bold(22), color);
        value.setName("figure-" + name);
        figures.add(value, "wmin pref");
    }

    private void moved(String name, Money sum) {
        if (!sum.isZero()) {
            line(text(name), sum.toString(), "text");
        }
    }

    private void counted(String name, long count) {
        if (count > 0) {
            line(text(name), String.valueOf(count), "text");
        }
    }

    private void line(String label, String value, String color) {
        figures.add(Look.label(label, Theme.font(15), "second"), "wmin 0");
        figures.add(Look.label(Language.code(value), Theme.semibold(15), color), "wmin pref");
    }

    @Override
    public String typed(String id) {
        JTextField field = fields.get(id);
        if (field == null) {
            return "";
        }
        return field instanceof Look.NumberField number
                ? number.plain()
                : field.getText().strip();
    }

    @Override
    public void clear() {
        fields.values().forEach(field -> field.setText(""));
    }

    @Override
    public void focus(String id) {
        JTextField field = fields.get(id);
        (field == null ? go : field).requestFocusInWindow();
    }

    @Override
    public String focused() {
        Component owner = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        return fields.entrySet().stream()
                .filter(field -> field.getValue() == owner)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    @Override
    public void total(String words) {
        total.setText(words);
    }

    @Override
    public void problem(String words) {
        problem.setText(words.isEmpty() ? " " : words);
    }
}
