package org.tillmesh.app;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.event.MouseAdapter;
import java.util.function.Predicate;
import javax.swing.JPanel;
import javax.swing.LayoutFocusTraversalPolicy;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;

/** One small panel over the dimmed screen; the cart stays visible behind it. Esc always closes it without effect. */
final class Overlay extends JPanel {
    private static final long serialVersionUID = 1;
    private static final Color DIM = new Color(0, 0, 0, 150);

    private transient @Nullable Runnable onEnter;
    private transient @Nullable Runnable onEscape;
    private transient Predicate<TillKey> keys = key -> false;
    private final Notice notice = new Notice();

    Overlay() {
        super(new MigLayout("fill, insets 16, wrap 1, hidemode 3", "[center]", "push[]12[]push"));
        setOpaque(false);
        addMouseListener(new MouseAdapter() {});
        setFocusCycleRoot(true); // Tab stays within the panel
        setFocusTraversalPolicy(new LayoutFocusTraversalPolicy());
        setVisible(false);
    }

    void open(Component panel, Component focus, Language language, Runnable enter, Runnable escape) {
        open(panel, focus, language, "w 420:460:560", enter, escape, key -> false);
    }

    /** @param width a MigLayout constraint; @param takes function keys that stand on its buttons */
    void open(
            Component panel,
            Component focus,
            Language language,
            String width,
            Runnable enter,
            Runnable escape,
            Predicate<TillKey> takes) {
        removeAll();
        keys = takes;
        onEnter = enter;
        onEscape = escape;
        add(notice, "w " + Notice.WIDTH_PIXELS + "!");
        add(panel, width);
        applyComponentOrientation(language.orientation());
        setVisible(true);
        revalidate();
        repaint();
        focus.requestFocusInWindow();
    }

    /** Says something above the panel for a while. */
    void notice(String text) {
        notice.say(text);
    }

    String said() {
        return notice.said();
    }

    boolean isOpen() {
        return isVisible();
    }

    void close() {
        setVisible(false);
        notice.clear();
        removeAll();
        onEnter = null;
        onEscape = null;
        keys = key -> false;
    }

    /** Whether what is open has a use for the key; no other screen gets it either way. */
    boolean pressed(TillKey key) {
        return keys.test(key);
    }

    void enter() {
        if (onEnter != null) {
            onEnter.run();
        }
    }

    void escape() {
        Runnable then = onEscape;
        close();
        if (then != null) {
            then.run();
        }
    }

    @Override
    protected void paintComponent(Graphics g) {
        g.setColor(DIM);
        g.fillRect(0, 0, getWidth(), getHeight());
    }
}
