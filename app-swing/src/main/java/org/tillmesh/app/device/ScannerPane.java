package org.tillmesh.app.device;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.swing.JLabel;
import javax.swing.JTextField;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.hardware.scanner.WedgeProfile;

/**
 * What a scanner that types like a keyboard really types: each character in hex and the gap before it. With the code that it
 * read typed above, how it types is learned.
 */
final class ScannerPane implements Pane {
    private static final int KEYS_MAX = 200;

    private final SwingDesk desk;
    private final Look.Card card = Look.card("insets 24, gap 10, wrap 1, fillx", "[grow,fill]", "");
    private final Look.NumberField code = new Look.NumberField(18);
    private final Look.ColoredLabel hex = Look.wrapped(" ", Theme.font(15), "text", 400);
    private final Look.ColoredLabel gaps = Look.wrapped(" ", Theme.font(13), "second", 400);
    private final Look.ColoredLabel learned = Look.wrapped(" ", Theme.semibold(15), "text", 400);
    private final List<WedgeProfile.Key> keys = new ArrayList<>();
    private final Listening queue = new Listening();

    /** Hears every key before anybody takes it for a scan or for typing. */
    private final class Listening extends EventQueue {
        @Override
        protected void dispatchEvent(AWTEvent event) {
            if (event instanceof KeyEvent key && key.getID() == KeyEvent.KEY_TYPED) {
                heard(key.getKeyChar(), key.getWhen());
            }
            super.dispatchEvent(event);
        }

        void end() {
            pop();
        }
    }

    private ScannerPane(SwingDesk desk) {
        this.desk = desk;
        card.add(Look.label(text("scannerTest"), Theme.semibold(22), "text"));
        card.add(Look.wrapped(text("scannerTestLead"), Theme.font(15), "second", 400), "wmin 0");
        JLabel label = Look.label(text("scannerTestCode"), Theme.font(13), "second");
        label.setLabelFor(code);
        card.add(label);
        code.setName("scanner-code");
        card.add(code, "h 48!");
        hex.setName("scanner-hex");
        gaps.setName("scanner-gaps");
        learned.setName("scanner-learned");
        card.add(hex, "wmin 0, hmin 60");
        card.add(gaps, "wmin 0, hmin 40");
        card.add(learned, "wmin 0, hmin 40");
        var close = Look.button(text("close") + "  Esc", "x");
        close.addActionListener(event -> desk.overlay().escape());
        card.add(close, "h 56!");
        Toolkit.getDefaultToolkit().getSystemEventQueue().push(queue);
    }

    static void open(SwingDesk desk) {
        desk.overlay().open(new ScannerPane(desk), desk.language());
    }

    private String text(String key, Object... values) {
        return desk.language().text(key, values);
    }

    /** A new burst begins after half a second of silence. */
    private void heard(char typed, long millis) {
        if (!keys.isEmpty() && millis - keys.get(keys.size() - 1).millis() > 500 || keys.size() >= KEYS_MAX) {
            keys.clear();
        }
        keys.add(new WedgeProfile.Key(typed == '\r' ? '\n' : typed, millis));
        show();
    }

    private void show() {
        var codes = new StringBuilder();
        var between = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            codes.append(String.format(Locale.ROOT, "%02X ", (int) keys.get(i).key()));
            if (i > 0) {
                between.append(keys.get(i).millis() - keys.get(i - 1).millis()).append(' ');
            }
        }
        hex.setText(codes.toString().strip());
        gaps.setText(text("scannerGaps", between.toString().strip()));
        String known = code.plain();
        Optional<WedgeProfile> profile = known.isEmpty() ? Optional.empty() : WedgeProfile.learned(keys, known);
        learned.setText(profile.map(found -> text("scannerLearned", String.join("  ", found.settings())))
                .orElse(" "));
        card.revalidate();
    }

    @Override
    public Component component() {
        return card;
    }

    @Override
    public Component focus() {
        JTextField field = code;
        return field;
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.ENTER, "apply", () -> {})
                .key(FunctionKey.ESCAPE, "close", queue::end);
    }

    /** What was scanned is the code that the keys before it spelled. */
    @Override
    public boolean scanned(String scannedCode) {
        code.setText(scannedCode);
        show();
        return true;
    }
}
