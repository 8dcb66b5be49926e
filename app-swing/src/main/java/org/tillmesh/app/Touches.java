package org.tillmesh.app;

import java.awt.AWTEvent;
import java.awt.Toolkit;
import java.awt.event.AWTEventListener;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;

/** Hears of every key and click in the window's program, for the lock of a till that nobody touches. */
final class Touches implements AWTEventListener {
    private final IdleLock idle;

    Touches(IdleLock idle) {
        this.idle = idle;
    }

    void install() {
        Toolkit.getDefaultToolkit().addAWTEventListener(this, AWTEvent.KEY_EVENT_MASK | AWTEvent.MOUSE_EVENT_MASK);
    }

    void remove() {
        Toolkit.getDefaultToolkit().removeAWTEventListener(this);
    }

    @Override
    public void eventDispatched(AWTEvent event) {
        if (event.getID() == KeyEvent.KEY_PRESSED || event.getID() == MouseEvent.MOUSE_PRESSED) {
            idle.touched();
        }
    }
}
