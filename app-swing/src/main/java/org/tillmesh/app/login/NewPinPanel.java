package org.tillmesh.app.login;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPasswordField;
import javax.swing.SwingConstants;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.keys.Typing;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.NumberPad;
import org.tillmesh.app.look.Theme;
import org.tillmesh.app.look.Typed;

/** Two fields for a new PIN over a pad of digits. */
public final class NewPinPanel implements Pane, NewPinView {
    private final SwingDesk desk;
    private final NewPinPresenter presenter;
    private final JPasswordField first = field(Field.FIRST, "newPinFirst");
    private final JPasswordField again = field(Field.AGAIN, "newPinAgain");
    private final Look.Card card = Look.card("insets 20, gap 0 10, wrap 1, fillx", "[grow,fill]", "");
    private final Look.ColoredLabel note = Look.wrapped(" ", Theme.font(13), "second", 400);
    private final JButton choose;
    private Field focused = Field.FIRST;

    private NewPinPanel(SwingDesk desk, NewPinPresenter presenter) {
        this.desk = desk;
        this.presenter = presenter;
        Language in = desk.language();
        JLabel title = Look.label(in.text("newPin"), Theme.semibold(22), "text");
        title.setIcon(Theme.icon("lock", 24));
        card.add(title);
        card.add(Look.wrapped(in.text("newPinLead"), Theme.font(15), "second", 400));
        var fields = Look.transparent(
                "insets 0, gap 12 4, fillx, wrap 2, novisualpadding", "[grow,fill,sg f][grow,fill,sg f]", "[][56!]");
        fields.add(label("newPinFirst", first));
        fields.add(label("newPinAgain", again));
        fields.add(first);
        fields.add(again);
        card.add(fields);
        note.setName("newPinNote");
        card.add(note, "hmin 18");
        card.add(new NumberPad(false, this::pressed));
        var row = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[56!,fill]");
        JButton later = button("newPinLater", FunctionKey.ESCAPE, "x");
        later.setFocusable(false);
        later.addActionListener(event -> desk.press(FunctionKey.ESCAPE));
        choose = Theme.styled(button("newPinChoose", FunctionKey.ENTER, "check"), "primary");
        choose.addActionListener(event -> presenter.choose());
        row.add(later);
        row.add(choose);
        card.add(row);
        presenter.open(this);
    }

    public static void open(SwingDesk desk, NewPinPresenter presenter) {
        desk.overlay().open(new NewPinPanel(desk, presenter), desk.language());
    }

    private JButton button(String text, FunctionKey key, String icon) {
        return Look.button(desk.language().text(text) + "  " + key.label, icon);
    }

    private JPasswordField field(Field which, String name) {
        var field = new JPasswordField();
        field.setName(name);
        field.setFont(Theme.semibold(22));
        field.setHorizontalAlignment(SwingConstants.CENTER);
        field.getDocument().addDocumentListener(new Typing(() -> presenter().typing()));
        field.addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                focused = which;
            }
        });
        return field;
    }

    private NewPinPresenter presenter() {
        return presenter;
    }

    private JLabel label(String key, JComponent of) {
        JLabel label = Look.label(desk.language().text(key), Theme.font(13), "second");
        label.setLabelFor(of);
        return label;
    }

    private JPasswordField field(Field which) {
        return which == Field.FIRST ? first : again;
    }

    private void pressed(String key) {
        JPasswordField field = field(focused);
        field.setText(NumberPad.after(new String(field.getPassword()), key));
    }

    @Override
    public Component component() {
        return card;
    }

    @Override
    public Component focus() {
        return first;
    }

    @Override
    public KeyMap keys() {
        return presenter.keys();
    }

    @Override
    public String typed(Field field) {
        return Typed.asciiDigits(new String(field(field).getPassword()));
    }

    @Override
    public Field focused() {
        return focused;
    }

    @Override
    public void focus(Field field) {
        field(field).requestFocusInWindow();
    }

    @Override
    public void clear(Field field) {
        field(field).setText("");
    }

    @Override
    public void say(String words) {
        say(words, false);
    }

    private void say(String words, boolean bad) {
        note.setColor(bad ? "danger" : "second");
        note.setText(words);
        first.putClientProperty(FlatClientProperties.OUTLINE, null);
        again.putClientProperty(FlatClientProperties.OUTLINE, null);
    }

    @Override
    public void wrong(String words, Field field) {
        Typing.settle(); // a field that was emptied for the next try is nobody's typing
        say(words, true);
        field(field).putClientProperty(FlatClientProperties.OUTLINE, "error");
        field(field).requestFocusInWindow();
        field(field).selectAll();
    }

    @Override
    public void busy(boolean now) {
        choose.setEnabled(!now);
        first.setEditable(!now);
        again.setEditable(!now);
    }

    @Override
    public void close() {
        desk.overlay().close();
    }
}
