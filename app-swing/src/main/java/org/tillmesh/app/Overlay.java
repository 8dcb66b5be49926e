package org.tillmesh.app;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.event.MouseAdapter;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;

/** One small panel over the dimmed screen; the cart stays visible behind it. Esc always closes it without effect. */
final class Overlay extends JPanel {
    private static final long serialVersionUID = 1;
    private static final Color DIM = new Color(0, 0, 0, 150);

    private transient @Nullable Runnable onEnter;
    private transient @Nullable Runnable onEscape;

    Overlay() {
        super(new MigLayout("fill, insets 16", "[center]", "[center]"));
        setOpaque(false);
        addMouseListener(new MouseAdapter() {});
        setVisible(false);
    }

    void open(Component panel, Component focus, Language language, Runnable enter, Runnable escape) {
        removeAll();
        onEnter = enter;
        onEscape = escape;
        add(panel, "w 420:460:560");
        applyComponentOrientation(language.orientation());
        setVisible(true);
        revalidate();
        repaint();
        focus.requestFocusInWindow();
    }

    boolean isOpen() {
        return isVisible();
    }

    void close() {
        setVisible(false);
        removeAll();
        onEnter = null;
        onEscape = null;
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
