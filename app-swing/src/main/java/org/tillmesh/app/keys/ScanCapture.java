package org.tillmesh.app.keys;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.Toolkit;
import java.awt.event.AWTEventListener;
import java.awt.event.InputEvent;
import java.awt.event.InputMethodEvent;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.text.JTextComponent;
import org.jspecify.annotations.Nullable;

/**
 * Catches scans wherever the focus is. Characters are held for a moment and then delivered where they were meant to go, in
 * order; the burst is judged when Enter or Tab ends it, and what of a scan was delivered by then is taken back.
 */
public final class ScanCapture implements KeyEventDispatcher {
    private static final int HELD_MILLIS = 60;
    private static final String TIMES = "*×";
    private static final char GS = 0x1D; // between the parts of a GS1 code

    private final Component window;
    private final Consumer<String> onScan;
    private final Burst burst = new Burst();
    private final List<KeyEvent> held = new ArrayList<>();
    private final AWTEventListener committed = event -> onCommitted((InputMethodEvent) event);
    private final Timer quiet = new Timer(HELD_MILLIS, event -> letGo());
    private @Nullable KeyEvent pressed;
    private boolean pressedTyped;
    private @Nullable Before before;
    private String lamAlef = "";
    private int lamAlefTyped;
    private boolean passing;
    private int swallowed;

    /** A field as it was before the head of a burst went into it. */
    private record Before(JTextComponent field, String text, int mark, int dot) {
        static Before of(JTextComponent field) {
            return new Before(
                    field,
                    field.getText(),
                    field.getCaret().getMark(),
                    field.getCaret().getDot());
        }

        void restore() {
            if (!field.getText().equals(text)) {
                field.setText(text);
            }
            field.setCaretPosition(mark);
            field.moveCaretPosition(dot);
        }
    }

    public ScanCapture(Component window, Consumer<String> onScan) {
        this.window = window;
        this.onScan = onScan;
        quiet.setRepeats(false);
    }

    public void install() {
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(this);
        Toolkit.getDefaultToolkit().addAWTEventListener(committed, AWTEvent.INPUT_METHOD_EVENT_MASK);
    }

    public void remove() {
        quiet.stop();
        KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(this);
        Toolkit.getDefaultToolkit().removeAWTEventListener(committed);
    }

    @Override
    public boolean dispatchKeyEvent(KeyEvent event) {
        if (passing || !SwingUtilities.isDescendingFrom(event.getComponent(), window)) {
            return false;
        }
        if (event.getID() == KeyEvent.KEY_TYPED && lamAlefTyped > 0) {
            lamAlefTyped--;
            return true;
        }
        if (event.getID() != KeyEvent.KEY_RELEASED || Latin.isLamAlef(event.getKeyChar())) {
            takeLamAlef(event);
        }
        if (event.getID() == KeyEvent.KEY_TYPED && event.getKeyChar() == GS) {
            return took(event, GS);
        }
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return false;
        }
        if (isSuffix(event)) {
            return onSuffix(event);
        }
        return switch (event.getID()) {
            case KeyEvent.KEY_PRESSED -> onPress(event);
            case KeyEvent.KEY_RELEASED -> onRelease(event);
            default -> !Character.isISOControl(event.getKeyChar()) && onTyped(event);
        };
    }

    private static boolean isSuffix(KeyEvent event) {
        int code = event.getKeyCode();
        char c = event.getKeyChar();
        return code == KeyEvent.VK_ENTER || c == '\n' || (code == KeyEvent.VK_TAB || c == '\t') && !event.isShiftDown();
    }

    private boolean onSuffix(KeyEvent event) {
        if (event.getID() != KeyEvent.KEY_PRESSED) {
            boolean ours = swallowed != 0 && (event.getKeyChar() == swallowed || event.getKeyCode() == swallowed);
            if (event.getID() == KeyEvent.KEY_RELEASED) {
                swallowed = 0;
            }
            return ours;
        }
        swallowed = 0;
        if (!burst.isScanAt(event.getWhen())) {
            end();
            return false;
        }
        swallowed = event.getKeyCode(); // of Enter and Tab the same number as the character
        String code = burst.code();
        quiet.stop();
        held.clear();
        burst.clear();
        if (before != null) {
            before.restore();
            before = null;
        }
        onScan.accept(code);
        return true;
    }

    /** Only what types belongs to a burst; a key that does something comes after all that was typed before it. */
    private boolean onPress(KeyEvent event) {
        switch (event.getKeyCode()) {
            case KeyEvent.VK_SHIFT,
                    KeyEvent.VK_CAPS_LOCK,
                    KeyEvent.VK_CONTROL,
                    KeyEvent.VK_ALT,
                    KeyEvent.VK_ALT_GRAPH -> {}
            default -> {
                boolean types =
                        event.getKeyChar() != KeyEvent.CHAR_UNDEFINED && !Character.isISOControl(event.getKeyChar());
                pressed = types ? event : null;
                pressedTyped = false;
                if (!types) {
                    end();
                }
            }
        }
        return false;
    }

    private boolean onRelease(KeyEvent event) {
        if (pressed != null && pressed.getKeyChar() == event.getKeyChar()) {
            pressed = null;
        }
        return false;
    }

    /**
     * On X the key of an Arabic layout's lam-alef is no key to Java but two letters of an input method, which stand in the
     * field before anybody sees a key. Their time is that of the next thing that is heard of a key: its release.
     */
    private void onCommitted(InputMethodEvent event) {
        var source = (Component) event.getSource();
        var text = event.getText();
        if (text == null
                || event.getCommittedCharacterCount() != 2
                || !SwingUtilities.isDescendingFrom(source, window)) {
            return;
        }
        String letters = "" + text.first() + text.next();
        if (Latin.lamAlefKey(letters) != 0) {
            lamAlef = letters;
            if (source instanceof JTextComponent) {
                event.consume();
            } else {
                lamAlefTyped = letters.length(); // they come as typed too
            }
        }
    }

    private void takeLamAlef(KeyEvent event) {
        String letters = lamAlef;
        if (letters.isEmpty()) {
            return;
        }
        lamAlef = "";
        began(event.getWhen());
        burst.add(Latin.lamAlefKey(letters), event.getWhen());
        for (char letter : letters.toCharArray()) {
            held.add(new KeyEvent(
                    event.getComponent(), KeyEvent.KEY_TYPED, event.getWhen(), 0, KeyEvent.VK_UNDEFINED, letter));
        }
        quiet.restart();
    }

    private boolean onTyped(KeyEvent event) {
        if (pressed != null && pressedTyped) { // one key, two letters
            held.add(event);
            return true;
        }
        pressedTyped = pressed != null;
        return took(event, Latin.of(pressed, event.getKeyChar(), event.isShiftDown()));
    }

    private boolean took(KeyEvent event, char latin) {
        began(event.getWhen());
        burst.add(latin, event.getWhen());
        held.add(event);
        quiet.restart();
        if (TIMES.indexOf(latin) >= 0) {
            end(); // "3*" stays in its field, and the code comes after it
        }
        return true;
    }

    private void began(long millis) {
        if (burst.startsAnew(millis)) {
            end();
        }
    }

    /** It was typing: everything held goes where the focus is, and nothing of it is taken back. */
    private void end() {
        letGo();
        burst.clear();
        before = null;
    }

    private void letGo() {
        quiet.stop();
        var events = new ArrayList<>(held);
        held.clear();
        passing = true;
        try {
            for (KeyEvent event : events) {
                Component focus =
                        KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
                Component to = focus != null ? focus : event.getComponent();
                if (before == null && to instanceof JTextComponent field) {
                    before = Before.of(field);
                }
                to.dispatchEvent(new KeyEvent(
                        to,
                        event.getID(),
                        event.getWhen(),
                        event.getModifiersEx() & ~InputEvent.CTRL_DOWN_MASK,
                        event.getKeyCode(),
                        event.getKeyChar()));
            }
        } finally {
            passing = false;
        }
    }
}
