package org.tillmesh.app;

import java.awt.Component;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

/**
 * Catches scans wherever the focus is. Characters are held until the burst is judged; typed ones are then delivered
 * where they were meant to go, in order.
 */
final class ScanCapture implements KeyEventDispatcher {
    private static final int GAP_MILLIS = 50;

    private final Component window;
    private final Consumer<String> onScan;
    private final Burst burst = new Burst(GAP_MILLIS);
    private final List<KeyEvent> held = new ArrayList<>();
    private final Timer judge = new Timer(GAP_MILLIS + 10, event -> letGo());
    private boolean passing;
    private boolean swallowRelease;

    ScanCapture(Component window, Consumer<String> onScan) {
        this.window = window;
        this.onScan = onScan;
        judge.setRepeats(false);
    }

    void install() {
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(this);
    }

    void remove() {
        judge.stop();
        KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(this);
    }

    @Override
    public boolean dispatchKeyEvent(KeyEvent event) {
        if (passing || !SwingUtilities.isDescendingFrom(event.getComponent(), window)) {
            return false;
        }
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return false;
        }
        if (event.getKeyCode() == KeyEvent.VK_ENTER || event.getKeyChar() == '\n') {
            return onEnter(event);
        }
        if (event.getID() == KeyEvent.KEY_TYPED && !Character.isISOControl(event.getKeyChar())) {
            if (burst.startsAnew(event.getWhen())) {
                letGo();
            }
            burst.add(event.getKeyChar(), event.getWhen());
            held.add(event);
            event.consume();
            judge.restart();
            return true;
        }
        return false;
    }

    private boolean onEnter(KeyEvent event) {
        if (event.getID() != KeyEvent.KEY_PRESSED) {
            boolean swallowed = swallowRelease;
            if (event.getID() == KeyEvent.KEY_RELEASED) {
                swallowRelease = false;
            }
            return swallowed;
        }
        if (burst.isScanAt(event.getWhen())) {
            judge.stop();
            held.clear();
            swallowRelease = true;
            event.consume();
            onScan.accept(burst.take());
            return true;
        }
        letGo();
        return false;
    }

    /** It was typing: everything held goes where the focus is. */
    private void letGo() {
        judge.stop();
        var events = new ArrayList<>(held);
        held.clear();
        burst.take();
        passing = true;
        try {
            for (KeyEvent event : events) {
                Component target =
                        KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
                Component to = target != null ? target : event.getComponent();
                to.dispatchEvent(new KeyEvent(
                        to,
                        event.getID(),
                        event.getWhen(),
                        event.getModifiersEx(),
                        event.getKeyCode(),
                        event.getKeyChar()));
            }
        } finally {
            passing = false;
        }
    }
}
