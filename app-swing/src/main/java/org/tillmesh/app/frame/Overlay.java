package org.tillmesh.app.frame;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.KeyboardFocusManager;
import java.awt.event.MouseAdapter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import javax.swing.JPanel;
import javax.swing.LayoutFocusTraversalPolicy;
import javax.swing.SwingUtilities;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;

/**
 * One small panel over the dimmed screen; the cart stays visible behind it. Esc always closes it without effect. A panel
 * that opens over another gives it back when it closes. Behind the lock panels wait unseen.
 */
public final class Overlay extends JPanel {
    private static final long serialVersionUID = 1;
    private static final Color DIM = new Color(0, 0, 0, 150);

    private final transient Deque<Panel> panels = new ArrayDeque<>();
    private transient Deque<Panel> behindLock = new ArrayDeque<>();
    private transient @Nullable Component focusBefore;
    private final Notice notice = new Notice();
    private boolean locked;

    private record Panel(
            Component component,
            Component focus,
            String width,
            Runnable onEnter,
            Runnable onEscape,
            Predicate<TillKey> takes) {}

    public Overlay() {
        super(new MigLayout("fill, insets 8, wrap 1, hidemode 3", "[center]", "push[]8[]push"));
        setOpaque(false);
        addMouseListener(new MouseAdapter() {});
        setFocusCycleRoot(true); // Tab stays within the panel
        setFocusTraversalPolicy(new LayoutFocusTraversalPolicy());
        setVisible(false);
    }

    public void open(Component panel, Component focus, Language language, Runnable enter, Runnable escape) {
        open(panel, focus, language, "w 420:460:560", enter, escape, key -> false);
    }

    /** @param width a MigLayout constraint; @param takes function keys that stand on its buttons */
    public void open(
            Component panel,
            Component focus,
            Language language,
            String width,
            Runnable enter,
            Runnable escape,
            Predicate<TillKey> takes) {
        if (locked) {
            escape.run(); // its answer came after the window was locked
            return;
        }
        openAlways(panel, focus, language, width, enter, escape, takes);
    }

    /** The same, over the lock too: for what anybody may see. */
    void openAlways(
            Component panel,
            Component focus,
            Language language,
            String width,
            Runnable enter,
            Runnable escape,
            Predicate<TillKey> takes) {
        if (panels.isEmpty()) {
            focusBefore = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        }
        panel.applyComponentOrientation(language.orientation());
        panels.push(new Panel(panel, focus, width, enter, escape, takes));
        showTop();
    }

    private void showTop() {
        removeAll();
        Panel top = panels.peek();
        if (top != null) {
            add(notice, "w " + Notice.WIDTH_PIXELS + "!");
            add(top.component(), top.width());
        }
        setVisible(top != null);
        revalidate();
        repaint();
        if (top != null) {
            top.focus().requestFocusInWindow();
        }
    }

    /** Says something above the panel for a while. */
    public void notice(String text) {
        notice.say(text);
    }

    public String said() {
        return notice.said();
    }

    public boolean isOpen() {
        return isVisible();
    }

    public void close() {
        if (panels.isEmpty()) {
            behindLock.poll(); // its work ended after the window was locked
        } else {
            panels.pop();
            notice.clear();
            showTop();
            if (panels.isEmpty() && focusBefore != null) {
                focusBefore.requestFocusInWindow();
            }
        }
    }

    /** Sets every panel aside. */
    public void lock() {
        locked = true;
        behindLock = new ArrayDeque<>(panels);
        panels.clear();
        showTop();
    }

    /** @param same whether the same user is back and finds the panels as they were; else they close without effect */
    public void unlock(boolean same) {
        locked = false;
        while (!panels.isEmpty()) {
            escape();
        }
        Deque<Panel> before = behindLock;
        behindLock = new ArrayDeque<>();
        if (same) {
            panels.addAll(before);
            showTop();
        } else {
            before.forEach(panel -> panel.onEscape().run());
        }
    }

    /** After a change of theme: what waits behind the lock is no part of the window meanwhile. */
    public void restyle() {
        behindLock.forEach(panel -> SwingUtilities.updateComponentTreeUI(panel.component()));
    }

    /** Whether what is open has a use for the key; no other screen gets it either way. */
    public boolean pressed(TillKey key) {
        Panel top = panels.peek();
        return top != null && top.takes().test(key);
    }

    public void enter() {
        Panel top = panels.peek();
        if (top != null) {
            top.onEnter().run();
        }
    }

    public void escape() {
        Panel top = panels.peek();
        close();
        if (top != null) {
            top.onEscape().run();
        }
    }

    @Override
    protected void paintComponent(Graphics g) {
        g.setColor(DIM);
        g.fillRect(0, 0, getWidth(), getHeight());
    }
}
