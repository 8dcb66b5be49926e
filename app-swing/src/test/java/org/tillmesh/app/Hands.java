package org.tillmesh.app;

import java.awt.Component;
import java.awt.event.InputEvent;
import java.awt.event.InputMethodEvent;
import java.awt.event.KeyEvent;
import java.text.AttributedString;
import javax.swing.JTextField;
import org.assertj.swing.core.BasicComponentFinder;

/** A scanner's and a cashier's hands on the real window: whole keys, pressed, typed and let go, at times of their own. */
final class Hands {
    private static final char LAM_ALEF = '\uFEFB';
    private static final int HEAD_IS_IN_THE_FIELD = 90;

    private final TillWindow window;
    private long at = Tour.eventTime();

    Hands(TillWindow window) {
        this.window = window;
    }

    /** @param code {@link KeyEvent#VK_UNDEFINED} as Java on X gives it for an Arabic letter */
    private void key(int code, char c, boolean shift) {
        int modifiers = shift ? InputEvent.SHIFT_DOWN_MASK : 0;
        Tour.send(window, KeyEvent.KEY_PRESSED, at, modifiers, code, c);
        Tour.send(window, KeyEvent.KEY_TYPED, at, modifiers, KeyEvent.VK_UNDEFINED, c);
        Tour.send(window, KeyEvent.KEY_RELEASED, at, modifiers, code, c);
    }

    private static int code(char c) {
        return Character.isLetterOrDigit(c) && c < 0x80 ? Character.toUpperCase(c) : KeyEvent.VK_UNDEFINED;
    }

    /** All of it in a burst, and a suffix. */
    void scan(String code, int suffix) {
        at = Math.max(at + 1_000, Tour.eventTime());
        TillWindow.onSwing(() -> {
            burst(code);
            key(suffix, (char) suffix, false);
        });
        TillWindow.onSwing(() -> {});
    }

    void scan(String code) {
        scan(code, KeyEvent.VK_ENTER);
    }

    private void burst(String code) {
        for (char c : code.toCharArray()) {
            key(code(c), c, Character.isUpperCase(c));
            at += 8;
        }
    }

    /** Under an Arabic layout, as Java on X tells of it: letters without a key code, and lam-alef by the input method. */
    void scanInArabic(String keys) {
        at = Math.max(at + 1_000, Tour.eventTime());
        TillWindow.onSwing(() -> {
            for (char c : keys.toCharArray()) {
                if (c == LAM_ALEF) {
                    Component focus = window.frame().getFocusOwner();
                    focus.dispatchEvent(new InputMethodEvent(
                            focus,
                            InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                            new AttributedString("\u0644\u0627").getIterator(),
                            2,
                            null,
                            null));
                    Tour.send(window, KeyEvent.KEY_RELEASED, at, 0, KeyEvent.VK_UNDEFINED, c);
                } else {
                    key(KeyEvent.VK_UNDEFINED, c, false);
                }
                at += 8;
            }
            key(KeyEvent.VK_ENTER, '\n', false);
        });
        TillWindow.onSwing(() -> {});
    }

    /** With one gap, so long that the head of the code is in the field when its tail comes. */
    void scanTorn(String head, String tail, JTextField field) {
        at = Math.max(at + 1_000, Tour.eventTime());
        TillWindow.onSwing(() -> burst(head));
        Tour.await("the head is in the field", () -> field.getText().endsWith(head));
        at += HEAD_IS_IN_THE_FIELD;
        TillWindow.onSwing(() -> {
            burst(tail);
            key(KeyEvent.VK_ENTER, '\n', false);
        });
        TillWindow.onSwing(() -> {});
    }

    /** At the pace of a person, without waiting for what the till makes of it. */
    void type(String text) {
        at = Math.max(at + 1_000, Tour.eventTime());
        TillWindow.onSwing(() -> {
            for (char c : text.toCharArray()) {
                key(code(c), c, Character.isUpperCase(c));
                at += 160;
            }
        });
    }

    void press(int key) {
        at = Math.max(at + 1_000, Tour.eventTime());
        TillWindow.onSwing(() -> {
            Tour.send(window, KeyEvent.KEY_PRESSED, at, 0, key, KeyEvent.CHAR_UNDEFINED);
            Tour.send(window, KeyEvent.KEY_RELEASED, at + 60, 0, key, KeyEvent.CHAR_UNDEFINED);
        });
        TillWindow.onSwing(() -> {});
    }

    /** A key that stays down while its keyboard repeats it. */
    void hold(int key, int repeats) {
        at = Math.max(at + 1_000, Tour.eventTime());
        for (int i = 0; i <= repeats; i++) {
            TillWindow.onSwing(() -> Tour.send(window, KeyEvent.KEY_PRESSED, at, 0, key, KeyEvent.CHAR_UNDEFINED));
            Tour.settle(); // what the first press began has its time to end
            at += i == 0 ? 600 : 40;
        }
        TillWindow.onSwing(() -> Tour.send(window, KeyEvent.KEY_RELEASED, at, 0, key, KeyEvent.CHAR_UNDEFINED));
    }

    JTextField field(String name) {
        return BasicComponentFinder.finderWithCurrentAwtHierarchy()
                .findByName(window.frame(), name, JTextField.class, false);
    }
}
