package org.tillmesh.app.invoice;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Font;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.swing.ButtonGroup;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.JToggleButton;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** Which kind of invoice, and what makes it special; each choice has its key. */
final class InvoiceKind extends JPanel {
    private static final long serialVersionUID = 1;

    private final transient Language in;
    private final Map<InvoiceKey, JToggleButton> buttons = new EnumMap<>(InvoiceKey.class);
    private final Look.NumberField from = new Look.NumberField(16);
    private final Look.NumberField until = new Look.NumberField(16);
    private final Look.NumberField nationalId = new Look.NumberField(16);
    private final Look.ColoredLabel note = Look.wrapped(" ", Theme.font(12), "danger", 640);
    private final JPanel days =
            Look.transparent("insets 0, gap 12 2, fillx, wrap 2", "[grow,fill][grow,fill]", "[][48!,fill]");
    private final JPanel citizen = Look.transparent("insets 0, gap 0 2, fillx, wrap 1", "[grow,fill]", "[][48!,fill]");

    /** @param withMarks whether more than the form can be chosen */
    InvoiceKind(SwingDesk desk, CounterAnswers.InvoiceChoice chosen, boolean isStandard, boolean withMarks) {
        super(new MigLayout("insets 0, gap 0 8, wrap 1, fillx, hidemode 3", "[grow,fill]", ""));
        in = desk.language();
        setOpaque(false);
        var forms = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg k][grow,fill,sg k]", "[48!,fill]");
        var group = new ButtonGroup();
        for (InvoiceKey form : List.of(InvoiceKey.SIMPLIFIED, InvoiceKey.STANDARD)) {
            JToggleButton button = button(form, Theme.semibold(15));
            button.setSelected(isStandard == (form == InvoiceKey.STANDARD));
            group.add(button);
            forms.add(button);
        }
        add(forms);
        LocalDate today = desk.today();
        JPanel offered = marksRow(chosen);
        offered.setVisible(withMarks);
        add(offered, "h 44!");
        days.add(Look.label(in.text("summaryFrom"), Theme.font(13), "second"));
        days.add(Look.label(in.text("summaryUntil"), Theme.font(13), "second"));
        days.add(from);
        days.add(until);
        from.setName("from");
        until.setName("until");
        from.setText(String.valueOf(chosen.from() == null ? today.withDayOfMonth(1) : chosen.from()));
        until.setText(String.valueOf(chosen.until() == null ? today : chosen.until()));
        add(days);
        citizen.add(Look.label(in.text("nationalId"), Theme.font(13), "second"));
        citizen.add(nationalId);
        nationalId.setName("nationalId");
        nationalId.setText(chosen.nationalId() == null ? "" : chosen.nationalId());
        citizen.setVisible(chosen.needsNationalId() || chosen.nationalId() != null);
        add(citizen);
        note.setName("note-kind");
        note.setVisible(false);
        add(note);
        showDays();
    }

    private JToggleButton button(InvoiceKey choice, Font font) {
        var button = new JToggleButton(in.text(choice.text()) + "  " + choice.key.label);
        button.setFont(font);
        button.setFocusable(false);
        button.setName(choice.name);
        buttons.put(choice, button);
        return button;
    }

    private JPanel marksRow(CounterAnswers.InvoiceChoice chosen) {
        var row = Look.transparent("insets 0, gap 8, fillx, hidemode 3", "", "[44!,fill]");
        for (InvoiceKey mark : InvoiceKey.marks()) {
            JToggleButton toggle = button(mark, Theme.font(13));
            toggle.setSelected(chosen.marks().contains(mark.name));
            toggle.addActionListener(event -> showDays());
            row.add(toggle, "grow, pushx, sg m");
        }
        return row;
    }

    private void showDays() {
        days.setVisible(isSummary());
        revalidate();
    }

    private boolean is(InvoiceKey choice) {
        JToggleButton button = buttons.get(choice);
        return button != null && button.isSelected();
    }

    /** Does what a click on its button does. */
    void choose(InvoiceKey choice) {
        JToggleButton button = buttons.get(choice);
        if (button != null) {
            button.doClick(0);
        }
    }

    boolean isStandard() {
        return is(InvoiceKey.STANDARD);
    }

    /** Whether the invoice names somebody in any case. */
    boolean needsBuyer() {
        return isStandard() || isSummary() || citizen.isVisible();
    }

    private boolean isSummary() {
        return is(InvoiceKey.SUMMARY);
    }

    private List<String> chosen() {
        return InvoiceKey.marks().stream()
                .filter(this::is)
                .map(mark -> mark.name)
                .toList();
    }

    /** As chosen; null after the field that is wrong has been marked and said. */
    CounterAnswers.@Nullable InvoiceChoice choice() {
        say("", null);
        LocalDate first = null;
        LocalDate last = null;
        if (isSummary()) {
            first = day(from);
            last = first == null ? null : day(until);
            if (first == null || last == null) {
                return null;
            }
            if (last.isBefore(first)) {
                say(in.text("summaryOrder"), until);
                return null;
            }
        }
        String id = nationalId.plain();
        if (citizen.isVisible() && !id.matches("1[0-9]{9}")) {
            say(in.text("nationalIdWrong"), nationalId);
            return null;
        }
        return new CounterAnswers.InvoiceChoice(
                isStandard() ? "standard" : "simplified",
                chosen(),
                first,
                last,
                citizen.isVisible() ? id : null,
                citizen.isVisible());
    }

    private @Nullable LocalDate day(Look.NumberField field) {
        try {
            return LocalDate.parse(field.plain());
        } catch (DateTimeException e) {
            say(in.text("noDay", Language.code(field.plain())), field);
            return null;
        }
    }

    private void say(String problem, @Nullable JTextField at) {
        for (JTextField field : List.of(from, until, nationalId)) {
            field.putClientProperty(FlatClientProperties.OUTLINE, field == at ? "error" : null);
        }
        note.setText(problem.isEmpty() ? " " : problem);
        note.setVisible(!problem.isEmpty());
        if (at != null) {
            at.requestFocusInWindow();
            at.selectAll();
        }
        revalidate();
    }
}
