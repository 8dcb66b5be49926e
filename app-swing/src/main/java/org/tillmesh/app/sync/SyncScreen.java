package org.tillmesh.app.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** The sync menu: three commands, and rows of how things stand. */
public final class SyncScreen extends Screen implements SyncView {
    private static final long serialVersionUID = 1;
    private static final List<String> ROWS =
            List.of("salesOut", "proof", "lastSync", "neighboursRow", "exceptions", "timeRow", "lastReceipt");

    private final transient SyncPresenter presenter;
    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final Map<FunctionKey, KeyButton> commands = new LinkedHashMap<>();
    private final Look.ColoredLabel why = Look.wrapped("", Theme.font(13), "warning", 900);
    private final JProgressBar progress = new JProgressBar();
    private final transient List<JLabel> names = new ArrayList<>();
    private final transient List<JLabel> values = new ArrayList<>();
    private final FunctionBar functionBar;

    public SyncScreen(SwingDesk desk) {
        super(desk);
        setLayout(new MigLayout("insets 0, gap 0, fill, wrap 1", "[grow,fill]", "[grow,fill][56!,fill]"));
        var inside = Look.transparent(
                "insets 24 24 12 24, gap 12, fill, wrap 1, hidemode 2", "[grow,fill]", "[][64!][][8!][][grow]");
        inside.add(title);
        var row = Look.transparent(
                "insets 0, gap 8, fill", "[grow,fill,sg c][grow,fill,sg c][grow,fill,sg c]", "[64!,fill]");
        for (FunctionKey key : List.of(FunctionKey.F2, FunctionKey.F3, FunctionKey.F4)) {
            var button = new KeyButton(desk, key);
            button.setFont(Theme.semibold(15));
            commands.put(key, key == FunctionKey.F2 ? button.in("primary") : button);
            row.add(button);
        }
        inside.add(row);
        inside.add(why, "wmin 0");
        inside.add(progress, "h 8!");
        Look.Card rows = Look.card("insets 16, gap 12, wrap 2, fillx", "[180!][grow]", "");
        for (int i = 0; i < ROWS.size(); i++) {
            names.add(Look.label("", Theme.font(15), "second"));
            values.add(Look.label("", Theme.semibold(15), "text"));
            rows.add(names.get(i));
            rows.add(values.get(i), "wmin 0");
        }
        inside.add(rows);
        inside.add(new JLabel(), "grow");
        add(inside);
        functionBar = new FunctionBar(desk);
        add(functionBar);
        progress.setVisible(false);
        setFocusable(true);
        presenter = new SyncPresenter(desk, this);
    }

    @Override
    public SyncPresenter presenter() {
        return presenter;
    }

    @Override
    public void translate() {
        title.setText(text("syncTitle"));
        for (int i = 0; i < ROWS.size(); i++) {
            names.get(i).setText(text(ROWS.get(i)));
        }
    }

    @Override
    public void showKeys(KeyMap keys) {
        functionBar.show(keys);
        commands.forEach((key, button) -> keys.get(key).ifPresent(button::show));
    }

    @Override
    public void rows(List<String> now) {
        for (int i = 0; i < now.size(); i++) {
            values.get(i).setText(now.get(i));
        }
    }

    @Override
    public void note(String words, boolean large) {
        why.setFont(large ? Theme.bold(22) : Theme.font(13));
        why.setColor(large ? "danger" : "warning");
        why.setText(words.isEmpty() ? " " : words);
    }

    @Override
    public void progress(long done, long total) {
        progress.setVisible(true);
        progress.setIndeterminate(total <= 0);
        progress.setMaximum((int) Math.min(Integer.MAX_VALUE, Math.max(1, total)));
        progress.setValue((int) Math.min(Integer.MAX_VALUE, done));
    }

    @Override
    public void noProgress() {
        progress.setVisible(false);
    }

    @Override
    public void focus() {
        requestFocusInWindow();
    }
}
