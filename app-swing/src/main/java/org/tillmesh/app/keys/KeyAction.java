package org.tillmesh.app.keys;

/**
 * What one key does on a screen now. The bar shows it, the help page lists it, the key and its buttons run it.
 *
 * @param text in the language of the screen
 * @param icon name of an icon, or empty
 * @param inBar whether it stands in the bar at the foot too
 * @param whyNot why it can't be done now, in the language of the screen; empty if it can
 */
public record KeyAction(FunctionKey key, String text, String icon, boolean inBar, Runnable run, String whyNot) {
    public boolean isEnabled() {
        return whyNot.isEmpty();
    }
}
