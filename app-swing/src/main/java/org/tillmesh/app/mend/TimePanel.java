package org.tillmesh.app.mend;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import javax.swing.JComponent;
import javax.swing.JLabel;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.NumberPad;
import org.tillmesh.app.look.Theme;

/** Day and time over a pad of digits. */
public final class TimePanel implements Pane, TimeView {
    private final SwingDesk desk;
    private final TimePresenter presenter;
    private final Look.NumberField day = field("time-day");
    private final Look.NumberField time = field("time-time");
    private final Look.ColoredLabel lead = Look.wrapped(" ", Theme.font(15), "text", 400);
    private final Look.ColoredLabel note;
    private final Look.Card card = Look.card("insets 20, gap 0 10, wrap 1, fillx", "[grow,fill]", "");
    private Look.NumberField focused = time;

    private TimePanel(SwingDesk desk, TimePresenter presenter, String why) {
        this.desk = desk;
        this.presenter = presenter;
        card.add(Look.label(text("timeTitle"), Theme.semibold(22), "text"));
        card.add(lead);
        var fields = Look.transparent(
                "insets 0, gap 12 4, fillx, wrap 2, novisualpadding", "[grow,fill,sg f][grow,fill,sg f]", "[][56!]");
        fields.add(label("timeDay", day));
        fields.add(label("timeTime", time));
        fields.add(day);
        fields.add(time);
        card.add(fields);
        note = Look.wrapped(why.isEmpty() ? " " : why, Theme.font(13), "danger", 400);
        note.setName("time-note");
        card.add(note, "hmin 18");
        card.add(new NumberPad(false, this::pressed));
        var row = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[56!,fill]");
        row.add(button(FunctionKey.ESCAPE));
        row.add(button(FunctionKey.ENTER).in("primary"));
        card.add(row);
        presenter.open(this);
    }

    /** @param why what was refused for the time's sake; empty for nothing */
    public static void open(SwingDesk desk, TimePresenter presenter, String why) {
        desk.overlay().open(new TimePanel(desk, presenter, why), desk.language());
    }

    private String text(String key) {
        return desk.language().text(key);
    }

    private Look.NumberField field(String name) {
        var field = new Look.NumberField(22);
        field.setName(name);
        field.addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                focused = field;
                field.selectAll();
            }
        });
        return field;
    }

    private JLabel label(String key, JComponent of) {
        JLabel label = Look.label(text(key), Theme.font(13), "second");
        label.setLabelFor(of);
        return label;
    }

    private KeyButton button(FunctionKey key) {
        var button = new KeyButton(desk, key);
        presenter.keys().get(key).ifPresent(button::show);
        return button;
    }

    private void pressed(String key) {
        boolean all = focused.getSelectedText() != null;
        focused.setText(NumberPad.after(all ? "" : focused.getText(), key));
    }

    private Look.NumberField field(Field field) {
        return field == Field.DAY ? day : time;
    }

    @Override
    public Component component() {
        return card;
    }

    @Override
    public Component focus() {
        return time;
    }

    @Override
    public KeyMap keys() {
        return presenter.keys();
    }

    @Override
    public void now(String sentence, String dayNow, String timeNow) {
        lead.setText(sentence);
        day.setText(dayNow);
        time.setText(timeNow);
    }

    @Override
    public String typed(Field field) {
        return field(field).plain();
    }

    @Override
    public void wrong(String words, Field field) {
        note.setText(words);
        day.putClientProperty(FlatClientProperties.OUTLINE, field == Field.DAY ? "error" : null);
        time.putClientProperty(FlatClientProperties.OUTLINE, field == Field.TIME ? "error" : null);
        field(field).requestFocusInWindow();
        field(field).selectAll();
        card.revalidate();
    }

    @Override
    public void close() {
        desk.overlay().close();
    }
}
