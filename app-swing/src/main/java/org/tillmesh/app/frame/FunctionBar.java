package org.tillmesh.app.frame;

import java.util.List;
import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** The bar at the foot of a screen: what the keys mean here and now. A click does what the key does. */
public final class FunctionBar extends JPanel {
    private static final long serialVersionUID = 1;

    /** One key, and what it does on this screen. */
    public record Hint(String label, String icon, String text, Runnable run) {
        public static Hint of(Desk desk, TillKey key) {
            return of(desk, key, key.text);
        }

        /** A key of the keyboard alone. */
        static Hint key(Desk desk, String label, String text) {
            return new Hint(label, "", desk.language().text(text), () -> {});
        }

        public static Hint of(Desk desk, TillKey key, String text) {
            return new Hint(key.label, key.icon, desk.language().text(text), () -> desk.press(key));
        }
    }

    public FunctionBar() {
        super(new MigLayout("insets 0 12 8 12, gap 8, fill", "", "[44!,fill]"));
        setOpaque(false);
    }

    public void show(List<Hint> hints, Language in) {
        removeAll();
        for (Hint hint : hints) {
            JButton button = Look.button(hint.text() + " " + hint.label(), hint.icon());
            button.setName("key-" + hint.label());
            button.setFont(Theme.font(13));
            button.setFocusable(false);
            button.setMargin(new java.awt.Insets(0, 2, 0, 2));
            button.addActionListener(event -> hint.run().run());
            add(button, "grow, pushx, sg f");
        }
        applyComponentOrientation(in.orientation());
        revalidate();
        repaint();
    }
}
