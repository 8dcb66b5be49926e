package org.tillmesh.app.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JLabel;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** Settings of the window, a row each: what it is, what is chosen, and the buttons that change it. */
public final class SettingsScreen extends Screen implements SettingsView {
    private static final long serialVersionUID = 1;
    private static final List<String> ROWS = List.of("textSize", "languageRow", "colours", "digitsRow", "padSideRow");

    private static final List<FunctionKey> KEYS =
            List.of(FunctionKey.F3, FunctionKey.F5, FunctionKey.F6, FunctionKey.F7, FunctionKey.F8);

    private final transient SettingsPresenter presenter;
    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JLabel note = Look.wrapped("", Theme.font(13), "second", 700);
    private final transient List<JLabel> names = new ArrayList<>();
    private final transient List<JLabel> values = new ArrayList<>();
    private final Map<FunctionKey, KeyButton> buttons = new LinkedHashMap<>();
    private final FunctionBar functionBar;

    public SettingsScreen(SwingDesk desk) {
        super(desk);
        setLayout(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow,fill]", "[grow,fill][56!,fill]"));
        var inside = Look.transparent("insets 24 24 12 24, gap 12, fill, wrap 1", "[grow,fill]", "[][][][grow]");
        inside.add(title);
        inside.add(note, "wmin 0");
        Look.Card rows =
                Look.card("insets 16, gap 12, fillx, wrap 4", "[180:180:,grow][140!][150!,fill][150!,fill]", "");
        for (int i = 0; i < ROWS.size(); i++) {
            names.add(Look.label("", Theme.font(15), "second"));
            values.add(Look.label("", Theme.semibold(18), "text"));
            values.get(i).setName(ROWS.get(i));
            rows.add(names.get(i), "wmin 0");
            rows.add(values.get(i), "wmin 0");
            if (i == 0) {
                rows.add(button(FunctionKey.F3), "h 48!");
                rows.add(button(FunctionKey.F4), "h 48!");
            } else {
                rows.add(button(KEYS.get(i)), "span 2, h 48!");
            }
        }
        inside.add(rows);
        inside.add(new JLabel(), "grow");
        add(inside);
        functionBar = new FunctionBar(desk);
        add(functionBar);
        setFocusable(true);
        presenter = new SettingsPresenter(desk, this);
    }

    private KeyButton button(FunctionKey key) {
        var button = new KeyButton(desk, key);
        buttons.put(key, button);
        return button;
    }

    @Override
    public SettingsPresenter presenter() {
        return presenter;
    }

    @Override
    public void translate() {
        title.setText(text("settingsTitle"));
        note.setText(text("settingsNote"));
        for (int i = 0; i < ROWS.size(); i++) {
            names.get(i).setText(text(ROWS.get(i)));
        }
    }

    @Override
    public void showKeys(KeyMap keys) {
        functionBar.show(keys);
        buttons.forEach((key, button) -> keys.get(key).ifPresent(button::show));
    }

    @Override
    public void chosen(List<String> now) {
        for (int i = 0; i < now.size(); i++) {
            values.get(i).setText(now.get(i));
        }
    }

    @Override
    public void focus() {
        requestFocusInWindow();
    }
}
