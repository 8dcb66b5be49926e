package org.tillmesh.app.keys;

import java.awt.event.KeyEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells a key that is held from one that is pressed again: one press does one thing, however long it lasts. A keyboard
 * repeats a held key as presses without a release, or as pairs of a release and a press of the same moment. It repeats only
 * the key that went down last.
 */
public final class Presses {
    private static final int SAME_MOMENT_MILLIS = 1;
    /** No keyboard waits longer before it repeats: a release was lost to another window. */
    private static final int LOST_MILLIS = 1_500;

    private record Last(boolean down, long millis) {}

    private final Map<Integer, Last> keys = new HashMap<>();
    private int lastDown = KeyEvent.VK_UNDEFINED;

    /** Takes a press or a release. @return whether it is a press that only repeats the one before */
    public boolean isRepeat(KeyEvent event) {
        if (event.getID() == KeyEvent.KEY_TYPED) {
            return false;
        }
        boolean down = event.getID() == KeyEvent.KEY_PRESSED;
        Last last = keys.put(event.getKeyCode(), new Last(down, event.getWhen()));
        if (!down) {
            return false;
        }
        boolean same = lastDown == event.getKeyCode();
        lastDown = event.getKeyCode();
        return same && last != null && event.getWhen() - last.millis <= (last.down ? LOST_MILLIS : SAME_MOMENT_MILLIS);
    }

    /** Every key may have been let go unheard. */
    public void forget() {
        keys.clear();
    }
}
