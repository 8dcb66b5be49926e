package org.tillmesh.app.frame;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.KeyboardFocusManager;
import java.awt.event.MouseAdapter;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.swing.JPanel;
import javax.swing.LayoutFocusTraversalPolicy;
import javax.swing.SwingUtilities;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.till.shop.Topic;

/**
 * One small panel over the dimmed screen; the cart stays visible behind it. Esc always closes it without effect. A panel
 * that opens over another gives it back when it closes. Behind the lock panes wait unseen.
 */
public final class PanelOverlay extends JPanel {
    private static final long serialVersionUID = 1;
    private static final Color DIM = new Color(0, 0, 0, 150);

    private final transient Deque<Pane> panes = new ArrayDeque<>();
    private transient Deque<Pane> behindLock = new ArrayDeque<>();
    private transient @Nullable Component focusBefore;
    private final Notice notice = new Notice();
    private transient Runnable turned = () -> {};
    private boolean locked;

    public PanelOverlay() {
        super(new MigLayout("fill, insets 8, wrap 1, hidemode 3", "[center]", "push[]8[]push"));
        setOpaque(false);
        addMouseListener(new MouseAdapter() {});
        setFocusCycleRoot(true); // Tab stays within the panel
        setFocusTraversalPolicy(new LayoutFocusTraversalPolicy());
        setVisible(false);
    }

    /** Behind the lock nothing opens: it is as if Esc had been pressed. */
    public void open(Pane pane, Language language) {
        if (locked) {
            afterEscape(pane); // its answer came after the window was locked
        } else {
            openAlways(pane, language);
        }
    }

    /** The same, over the lock too: for what anybody may see. */
    void openAlways(Pane pane, Language language) {
        if (panes.isEmpty()) {
            focusBefore = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        }
        pane.component().applyComponentOrientation(Look.orientation(language));
        panes.push(pane);
        showTop();
    }

    private void showTop() {
        removeAll();
        Pane top = panes.peek();
        if (top != null) {
            add(notice, "w " + Notice.WIDTH + "!");
            add(top.component(), top.width());
        }
        setVisible(top != null);
        revalidate();
        repaint();
        turned.run();
        if (top != null) {
            top.focus().requestFocusInWindow();
        }
    }

    /** @param listener told whenever another panel is in front, or none any more */
    public void onTurn(Runnable listener) {
        turned = listener;
    }

    /** Says something above the panel for a while. */
    public void notice(String text) {
        notice.say(text);
    }

    public void clearNotice() {
        notice.clear();
    }

    public String said() {
        return notice.said();
    }

    public boolean isOpen() {
        return isVisible();
    }

    public void close() {
        if (panes.isEmpty()) {
            behindLock.poll(); // its work ended after the window was locked
        } else {
            panes.pop();
            showTop();
            if (panes.isEmpty()) {
                giveFocusBack();
            }
        }
    }

    /** Who had it may be gone from the screen: a panel can open while another screen is coming up. */
    private void giveFocusBack() {
        Component before = focusBefore;
        Component to = before != null && before.isShowing()
                ? before
                : new LayoutFocusTraversalPolicy()
                        .getFirstComponent(getRootPane().getContentPane());
        if (to != null) {
            to.requestFocusInWindow();
        }
    }

    /** Sets every panel aside. */
    public void lock() {
        locked = true;
        behindLock = new ArrayDeque<>(panes);
        panes.clear();
        showTop();
    }

    /** @param same whether the same user is back and finds the panes as they were; else they close without effect */
    public void unlock(boolean same) {
        locked = false;
        while (!panes.isEmpty()) {
            escape();
        }
        Deque<Pane> before = behindLock;
        behindLock = new ArrayDeque<>();
        if (same) {
            panes.addAll(before);
            showTop();
        } else {
            before.forEach(PanelOverlay::afterEscape);
        }
    }

    /** After a change of theme: what waits behind the lock is no part of the window meanwhile. */
    public void restyle() {
        behindLock.forEach(pane -> SwingUtilities.updateComponentTreeUI(pane.component()));
    }

    /** The keys of what is open; Esc closes it. */
    public KeyMap keys(Language language) {
        var keys = new KeyMap(language);
        Pane top = panes.peek();
        if (top != null) {
            top.keys()
                    .all()
                    .forEach(action ->
                            keys.key(action, action.key() == FunctionKey.ESCAPE ? this::escape : action.run()));
        }
        return keys;
    }

    /** A code was scanned. @return whether what is open can use it */
    public boolean scanned(String code) {
        Pane top = panes.peek();
        return top != null && top.scanned(code);
    }

    /** Something has changed: what is open may show it. */
    public void changed(Topic topic) {
        Pane top = panes.peek();
        if (top != null) {
            top.changed(topic);
        }
    }

    public void escape() {
        Pane top = panes.peek();
        close();
        if (top != null) {
            afterEscape(top);
        }
    }

    private static void afterEscape(Pane pane) {
        pane.keys().get(FunctionKey.ESCAPE).ifPresent(escape -> escape.run().run());
    }

    @Override
    protected void paintComponent(Graphics g) {
        g.setColor(DIM);
        g.fillRect(0, 0, getWidth(), getHeight());
    }
}
