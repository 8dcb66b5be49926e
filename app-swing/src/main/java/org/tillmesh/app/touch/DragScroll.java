package org.tillmesh.app.touch;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.Point;
import java.awt.Toolkit;
import java.awt.event.AWTEventListener;
import java.awt.event.MouseEvent;
import javax.swing.AbstractButton;
import javax.swing.JScrollBar;
import javax.swing.JViewport;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.look.Theme;

/**
 * A finger moves what scrolls. Who moves further than a slip of the finger has chosen nothing: the button under it is not
 * pressed and the row not taken.
 */
public final class DragScroll implements AWTEventListener {
    private static final int SLIP = 8;

    private @Nullable JViewport held;
    private @Nullable AbstractButton pressed;
    private int heldAt;
    private int began;
    private boolean moves;

    public void install() {
        Toolkit.getDefaultToolkit()
                .addAWTEventListener(this, AWTEvent.MOUSE_EVENT_MASK | AWTEvent.MOUSE_MOTION_EVENT_MASK);
    }

    public void remove() {
        Toolkit.getDefaultToolkit().removeAWTEventListener(this);
    }

    @Override
    public void eventDispatched(AWTEvent event) {
        if (event instanceof MouseEvent mouse) {
            switch (mouse.getID()) {
                case MouseEvent.MOUSE_PRESSED -> press(mouse);
                case MouseEvent.MOUSE_DRAGGED -> drag(mouse);
                case MouseEvent.MOUSE_RELEASED -> letGo(mouse);
                default -> {}
            }
        }
    }

    private void press(MouseEvent mouse) {
        Component under = deepest(mouse);
        moves = false;
        held = under instanceof JScrollBar || under instanceof JTextComponent
                ? null
                : (JViewport) SwingUtilities.getAncestorOfClass(JViewport.class, under);
        pressed = under instanceof AbstractButton button
                ? button
                : (AbstractButton) SwingUtilities.getAncestorOfClass(AbstractButton.class, under);
        began = mouse.getYOnScreen();
        heldAt = held == null ? 0 : held.getViewPosition().y;
    }

    private static Component deepest(MouseEvent mouse) {
        Component source = mouse.getComponent();
        Component deepest = SwingUtilities.getDeepestComponentAt(source, mouse.getX(), mouse.getY());
        return deepest == null ? source : deepest;
    }

    private void drag(MouseEvent mouse) {
        JViewport viewport = held;
        if (viewport == null || viewport.getView() == null) {
            return;
        }
        int by = began - mouse.getYOnScreen();
        if (!moves && Math.abs(by) > Theme.px(SLIP)) {
            moves = true;
            if (pressed != null) {
                pressed.getModel().setArmed(false);
                pressed.getModel().setPressed(false);
            }
        }
        if (moves) {
            int most = Math.max(0, viewport.getView().getHeight() - viewport.getHeight());
            viewport.setViewPosition(new Point(viewport.getViewPosition().x, Math.max(0, Math.min(most, heldAt + by))));
            mouse.consume(); // tables and lists would select what it passes
        }
    }

    private void letGo(MouseEvent mouse) {
        if (moves) {
            mouse.consume();
        }
        held = null;
        pressed = null;
        moves = false;
    }
}
