package org.tillmesh.app.page;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.look.Theme;
import org.tillmesh.app.look.Typed;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.keys.Typing;

/** A form as a panel: Enter goes from field to field and from the last one on; a scan goes into the field with the focus. */
final class FormPane implements Pane {
    /** More fields than that stand in two columns. */
    private static final int FEW = 5;

    private final SwingDesk desk;
    private final PageForm form;
    private final Consumer<Map<String, String>> entered;
    private final Runnable left;
    private final Look.Card card = Look.card("insets 20, gap 8, wrap 1, fillx", "[grow,fill]", "");
    private final Map<String, JComponent> fields = new LinkedHashMap<>();
    private final JLabel problem = Look.wrapped(" ", Theme.font(13), "danger", 400);

    /** @param left told when it was left without effect */
    FormPane(SwingDesk desk, PageForm form, Consumer<Map<String, String>> entered, Runnable left) {
        this.desk = desk;
        this.form = form;
        this.entered = entered;
        this.left = left;
        card.add(Look.wrapped(form.title(), Theme.semibold(22), "text", 400), "wmin 0");
        if (!form.lead().isEmpty()) {
            card.add(Look.wrapped(form.lead(), Theme.font(15), "second", 400), "wmin 0");
        }
        JPanel inside = isFew()
                ? Look.transparent("insets 3, gap 4, fillx, wrap 1", "[grow,fill]", "")
                : Look.transparent(
                        "insets 3, gap 12 6, fillx, wrap 4", "[]8[0:140:,grow,fill]16[]8[0:140:,grow,fill]", "[44!]");
        for (PageField field : form.fields()) {
            JComponent made = made(field);
            made.setName("form-" + field.id());
            made.getAccessibleContext().setAccessibleName(field.label());
            fields.put(field.id(), made);
            JLabel label = Look.label(field.label(), Theme.font(13), "second");
            label.setLabelFor(made);
            inside.add(label, "wmin 0");
            inside.add(made, "h 44!, wmin 0");
        }
        var scroll = new JScrollPane(new Look.Column(inside));
        scroll.setBorder(null);
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        card.add(scroll, "growx, hmax 440");
        problem.setName("form-problem");
        card.add(problem, "hmin 18, wmin 0");
        card.add(buttons());
    }

    private boolean isFew() {
        return form.fields().size() <= FEW;
    }

    private JPanel buttons() {
        var row = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[56!,fill]");
        JButton leave = Look.button(desk.language().text("cancel") + "  Esc", "x");
        leave.setFocusable(false);
        leave.addActionListener(event -> desk.overlay().escape());
        JButton go = Theme.styled(Look.button(form.go() + "  F12", "check"), "primary");
        go.setFocusable(false);
        go.setName("form-go");
        go.addActionListener(event -> submit());
        row.add(leave);
        row.add(go);
        return row;
    }

    private JComponent made(PageField field) {
        if (field.kind() == PageField.Kind.CHOICE) {
            return chooser(field);
        }
        JTextField text =
                switch (field.kind()) {
                    case NUMBER -> new Look.NumberField(18);
                    case SECRET -> new JPasswordField();
                    default -> new JTextField();
                };
        if (field.kind() != PageField.Kind.NUMBER) {
            text.setFont(Theme.font(18));
        }
        text.setText(field.first());
        text.selectAll();
        text.getDocument().addDocumentListener(new Typing(() -> problem.setText(" ")));
        return text;
    }

    private static JComboBox<PageField.Choice> chooser(PageField field) {
        var box = new JComboBox<>(field.choices().toArray(new PageField.Choice[0]));
        box.setFont(Theme.font(15));
        box.setRenderer(new DefaultListCellRenderer() {
            private static final long serialVersionUID = 1;

            @Override
            public Component getListCellRendererComponent(
                    JList<?> list, Object value, int index, boolean selected, boolean focused) {
                String words = value instanceof PageField.Choice choice ? choice.words() : "";
                return super.getListCellRendererComponent(list, words, index, selected, focused);
            }
        });
        field.choices().stream()
                .filter(choice -> choice.id().equals(field.first()))
                .findFirst()
                .ifPresent(box::setSelectedItem);
        return box;
    }

    @Override
    public Component component() {
        return card;
    }

    /** The first field that nobody has filled in. */
    @Override
    public Component focus() {
        return fields.entrySet().stream()
                .filter(field -> typed(field.getValue()).isEmpty())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> fields.values().iterator().next());
    }

    @Override
    public String width() {
        return isFew() ? "w 420:460:560" : "w 640:820:900";
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.UP, "fieldBefore", () -> step(-1))
                .key(FunctionKey.DOWN, "fieldNext", () -> step(1))
                .key(FunctionKey.ENTER, "fieldNext", this::enter)
                .key(FunctionKey.F12, "apply", this::submit)
                .key(FunctionKey.ESCAPE, "cancel", left);
    }

    @Override
    public boolean scanned(String code) {
        Component owner = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        if (owner instanceof JTextField field && !(owner instanceof JPasswordField) && fields.containsValue(owner)) {
            field.setText(code);
            enterFrom(field);
            return true;
        }
        return false;
    }

    private List<JComponent> all() {
        return new ArrayList<>(fields.values());
    }

    private int at() {
        Component owner = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        return owner instanceof JComponent ? all().indexOf(owner) : -1;
    }

    /** Arrows go from field to field; in a choice they choose. */
    private void step(int by) {
        int at = at();
        if (at >= 0 && all().get(at) instanceof JComboBox<?> box) {
            int to = box.getSelectedIndex() + by;
            box.setSelectedIndex(Math.max(0, Math.min(box.getItemCount() - 1, to)));
        } else {
            go(at + by);
        }
    }

    private void go(int to) {
        List<JComponent> all = all();
        JComponent field = all.get(Math.max(0, Math.min(all.size() - 1, to)));
        field.requestFocusInWindow();
        field.scrollRectToVisible(new Rectangle(field.getSize()));
        if (field instanceof JTextField text) {
            text.selectAll();
        }
    }

    private void enter() {
        int at = at();
        if (at >= 0 && at < fields.size() - 1) {
            go(at + 1);
        } else {
            submit();
        }
    }

    /** A scan is one field's; the last one is left to a person. */
    private void enterFrom(JTextField field) {
        int at = all().indexOf(field);
        if (at < fields.size() - 1) {
            go(at + 1);
        }
    }

    private void submit() {
        var typed = new TreeMap<String, String>();
        fields.forEach((id, field) -> typed.put(id, typed(field)));
        entered.accept(typed);
    }

    private static String typed(JComponent field) {
        if (field instanceof JComboBox<?> box) {
            return box.getSelectedItem() instanceof PageField.Choice choice ? choice.id() : "";
        }
        if (field instanceof JPasswordField secret) {
            return Typed.asciiDigits(new String(secret.getPassword()));
        }
        return field instanceof Look.NumberField number
                ? number.plain()
                : field instanceof JTextField text ? text.getText() : "";
    }

    void problem(String words, String field) {
        Typing.settle();
        problem.setText(words);
        JComponent wrong = fields.get(field);
        if (wrong != null) {
            go(all().indexOf(wrong));
        }
    }
}
