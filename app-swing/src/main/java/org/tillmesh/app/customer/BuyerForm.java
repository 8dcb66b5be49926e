package org.tillmesh.app.customer;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.keys.Typing;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** The fields of a business; what is wrong with one stands under it until it is mended. */
public final class BuyerForm extends JPanel {
    private static final long serialVersionUID = 1;
    private static final List<List<BuyerPart>> ROWS = List.of(
            List.of(BuyerPart.NAME, BuyerPart.VAT),
            List.of(BuyerPart.BUILDING, BuyerPart.ADDITIONAL, BuyerPart.POSTAL),
            List.of(BuyerPart.STREET, BuyerPart.DISTRICT, BuyerPart.CITY));

    private final transient Language in;
    private final Map<BuyerPart, JTextField> fields = new EnumMap<>(BuyerPart.class);
    private final Map<BuyerPart, Look.ColoredLabel> notes = new EnumMap<>(BuyerPart.class);

    public BuyerForm(Language in) {
        super(new MigLayout("insets 0, gap 0 8, wrap 1, fillx", "[grow,fill]", ""));
        this.in = in;
        setOpaque(false);
        for (List<BuyerPart> parts : ROWS) {
            var row = Look.transparent("insets 0, gap 12 0, fillx, wrap " + parts.size(), "", "[]2[48!]0[]");
            parts.forEach(part -> row.add(Look.label(label(part), Theme.font(13), "second"), "growx, pushx, sgx c"));
            parts.forEach(part -> row.add(field(part), "growx, pushx, wmin 60, sgx c, h 48!"));
            parts.forEach(part -> row.add(note(part), "growx, pushx, wmin 60, sgx c, hmin 18"));
            add(row);
        }
    }

    private String label(BuyerPart part) {
        return in.text(part.text()) + (part.needed ? "" : "  " + in.text("optional"));
    }

    private Component field(BuyerPart part) {
        JTextField field = part.number ? new Look.NumberField(16) : new JTextField();
        if (!part.number) {
            field.setFont(Theme.font(16));
        }
        field.setName(part.name());
        field.putClientProperty(
                FlatClientProperties.SELECT_ALL_ON_FOCUS_POLICY,
                FlatClientProperties.SELECT_ALL_ON_FOCUS_POLICY_ALWAYS);
        field.getAccessibleContext().setAccessibleName(in.text(part.text()));
        field.getDocument().addDocumentListener(new Typing(() -> note(part, "")));
        fields.put(part, field);
        return field;
    }

    private Component note(BuyerPart part) {
        Look.ColoredLabel note = Look.wrapped(" ", Theme.font(12), "danger", 200);
        note.setName("note-" + part.name());
        notes.put(part, note);
        return note;
    }

    private void note(BuyerPart part, String problem) {
        Look.ColoredLabel note = notes.get(part);
        JTextField field = fields.get(part);
        if (note != null && field != null) {
            note.setText(problem.isEmpty() ? " " : problem);
            field.putClientProperty(FlatClientProperties.OUTLINE, problem.isEmpty() ? null : "error");
        }
    }

    public void show(CounterAnswers.@Nullable Customer customer) {
        for (BuyerPart part : BuyerPart.values()) {
            write(part, customer == null ? "" : value(customer, part));
        }
    }

    private static String value(CounterAnswers.Customer customer, BuyerPart part) {
        return switch (part) {
            case NAME -> customer.name();
            case VAT -> customer.vatNumber() == null ? "" : customer.vatNumber();
            default ->
                customer.nationalAddress() == null
                        ? ""
                        : customer.nationalAddress().getOrDefault(part.field(), "");
        };
    }

    private void write(BuyerPart part, String text) {
        JTextField field = fields.get(part);
        if (field != null && !field.getText().equals(text)) {
            field.setText(text);
        }
    }

    private String value(BuyerPart part) {
        JTextField field = fields.get(part);
        if (field instanceof Look.NumberField number) {
            return number.plain();
        }
        return field == null ? "" : field.getText().strip();
    }

    /** As typed, with ASCII digits where it is a number. */
    public Map<BuyerPart, String> values() {
        var values = new EnumMap<BuyerPart, String>(BuyerPart.class);
        for (BuyerPart part : BuyerPart.values()) {
            values.put(part, value(part));
        }
        return values;
    }

    /** Says under each field what is wrong with it and goes to the first such one. */
    public void problems(Map<BuyerPart, String> problems) {
        BuyerPart first = null;
        for (BuyerPart part : BuyerPart.values()) {
            String problem = problems.getOrDefault(part, "");
            note(part, problem);
            first = first == null && !problem.isEmpty() ? part : first;
        }
        if (first != null) {
            focus(first);
        }
        revalidate();
    }

    private void focus(BuyerPart part) {
        JTextField field = fields.get(part);
        if (field != null) {
            field.requestFocusInWindow();
            field.selectAll();
        }
    }

    public JTextField field(BuyerPart part, Runnable typed) {
        JTextField field = fields.get(part);
        if (field == null) {
            throw new AssertionError("No field for " + part);
        }
        field.getDocument().addDocumentListener(new Typing(typed));
        return field;
    }
}
