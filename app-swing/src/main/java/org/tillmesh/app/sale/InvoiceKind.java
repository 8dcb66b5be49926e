package org.tillmesh.app.sale;

import com.formdev.flatlaf.FlatClientProperties;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.ButtonGroup;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.JToggleButton;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.frame.TillKey;
import org.tillmesh.till.counter.CounterAnswers;

/** Which kind of invoice, and what makes it special; each choice has its key. */
public final class InvoiceKind extends JPanel {
    private static final long serialVersionUID = 1;

    private final transient Language in;
    private final JToggleButton simplified = new JToggleButton();
    private final JToggleButton standard = new JToggleButton();
    private final Map<String, JToggleButton> marks = new LinkedHashMap<>();
    private final Look.NumberField from = new Look.NumberField(16);
    private final Look.NumberField until = new Look.NumberField(16);
    private final Look.NumberField nationalId = new Look.NumberField(16);
    private final Look.ColoredLabel note = Look.wrapped(" ", Theme.font(12), "danger", 640);
    private final JPanel days =
            Look.transparent("insets 0, gap 12 2, fillx, wrap 2", "[grow,fill][grow,fill]", "[][48!,fill]");
    private final JPanel citizen = Look.transparent("insets 0, gap 0 2, fillx, wrap 1", "[grow,fill]", "[][48!,fill]");

    /** @param withMarks whether more than the kind can be chosen */
    public InvoiceKind(
            Language in, CounterAnswers.InvoiceChoice chosen, boolean isStandard, boolean withMarks, LocalDate today) {
        super(new MigLayout("insets 0, gap 0 8, wrap 1, fillx, hidemode 3", "[grow,fill]", ""));
        this.in = in;
        setOpaque(false);
        var kinds = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg k][grow,fill,sg k]", "[48!,fill]");
        var group = new ButtonGroup();
        for (JToggleButton kind : List.of(simplified, standard)) {
            kind.setFocusable(false);
            kind.setFont(Theme.semibold(15));
            group.add(kind);
            kinds.add(kind);
        }
        simplified.setText(in.text("simplified") + "  F2");
        standard.setText(in.text("standard") + "  F3");
        simplified.setName("simplified");
        standard.setName("standard");
        (isStandard ? standard : simplified).setSelected(true);
        add(kinds);
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
        marks.values().forEach(mark -> mark.setVisible(withMarks)); // and their keys do nothing
        showDays();
    }

    private JPanel marksRow(CounterAnswers.InvoiceChoice chosen) {
        var row = Look.transparent("insets 0, gap 8, fillx, hidemode 3", "", "[44!,fill]");
        for (String mark : List.of("third-party", "nominal", "summary")) {
            var toggle = new JToggleButton(in.text("mark_" + mark) + "  F" + (4 + marks.size()));
            toggle.setFont(Theme.font(13));
            toggle.setFocusable(false);
            toggle.setName(mark);
            toggle.setSelected(chosen.marks().contains(mark));
            toggle.addActionListener(event -> showDays());
            marks.put(mark, toggle);
            row.add(toggle, "grow, pushx, sg m");
        }
        return row;
    }

    private void showDays() {
        JToggleButton summary = marks.get("summary");
        days.setVisible(summary != null && summary.isSelected());
        revalidate();
    }

    /** @return whether the key stands on one of its buttons */
    public boolean pressed(TillKey key) {
        switch (key) {
            case SEARCH -> simplified.setSelected(true);
            case CUSTOMER -> standard.setSelected(true);
            case QUANTITY -> toggle("third-party");
            case DISCOUNT -> toggle("nominal");
            case PARK -> toggle("summary");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void toggle(String mark) {
        JToggleButton button = marks.get(mark);
        if (button != null && button.isVisible()) {
            button.doClick(0);
        }
    }

    public boolean isStandard() {
        return standard.isSelected();
    }

    /** Whether the invoice names somebody in any case. */
    public boolean needsBuyer() {
        return isStandard() || isSummary() || citizen.isVisible();
    }

    private boolean isSummary() {
        return chosen().contains("summary");
    }

    private List<String> chosen() {
        var chosen = new ArrayList<String>();
        marks.forEach((mark, button) -> {
            if (button.isSelected()) {
                chosen.add(mark);
            }
        });
        return chosen;
    }

    /** As chosen; null after the field that is wrong has been marked and said. */
    public CounterAnswers.@Nullable InvoiceChoice choice() {
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
            say(in.text("summaryDay", Language.code(field.plain())), field);
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
