package org.tillmesh.app.keys;

import java.awt.Component;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.awt.event.WindowFocusListener;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.AbstractButton;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;

/** Turns keys of the window into what they mean on the screen or panel in front. One press does one thing. */
public final class Keyboard implements KeyEventDispatcher, WindowFocusListener {
    private final Window window;
    private final Supplier<KeyMap> keys;
    private final BooleanSupplier rightToLeft;
    private final Consumer<String> refused;
    private final Presses presses = new Presses();

    /** @param keys of what is in front now; @param refused told why a key does nothing now */
    public Keyboard(Window window, Supplier<KeyMap> keys, BooleanSupplier rightToLeft, Consumer<String> refused) {
        this.window = window;
        this.keys = keys;
        this.rightToLeft = rightToLeft;
        this.refused = refused;
    }

    public void install() {
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(this);
        window.addWindowFocusListener(this);
    }

    public void remove() {
        KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(this);
        window.removeWindowFocusListener(this);
    }

    /** Keys that are let go while another window has the focus are not heard of here. */
    @Override
    public void windowGainedFocus(WindowEvent event) {
        presses.forget();
    }

    @Override
    public void windowLostFocus(WindowEvent event) {
        presses.forget();
    }

    @Override
    public boolean dispatchKeyEvent(KeyEvent event) {
        boolean repeat = presses.isRepeat(event); // of what is gone from the window by now too: a panel's field
        if (event.getID() != KeyEvent.KEY_PRESSED || !SwingUtilities.isDescendingFrom(event.getComponent(), window)) {
            return false;
        }
        Component focus = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        Optional<FunctionKey> key = of(event.getKeyCode());
        boolean erases = key.isPresent() && (key.get() == FunctionKey.DELETE || key.get() == FunctionKey.BACKSPACE);
        if (key.isEmpty() || erases && editsText(focus)) {
            return false;
        }
        boolean moves =
                switch (key.get()) {
                    case UP, DOWN, ONWARD, BACK -> true;
                    default -> false;
                };
        if (repeat && !moves) {
            return true;
        }
        Typing.settle();
        if (key.get() == FunctionKey.ENTER && focus instanceof AbstractButton button && button.isEnabled()) {
            button.doClick(0);
            return true;
        }
        return press(key.get()) || !moves && !erases;
    }

    private static boolean editsText(Component focus) {
        return focus instanceof JTextComponent field && field.getDocument().getLength() > 0;
    }

    /** Does what a key means now, or says why not. @return whether it means anything */
    public boolean press(FunctionKey key) {
        Optional<KeyAction> action = keys.get().get(key);
        action.ifPresent(wanted -> {
            if (wanted.isEnabled()) {
                wanted.run().run();
            } else {
                refused.accept(wanted.whyNot());
            }
        });
        return action.isPresent();
    }

    private Optional<FunctionKey> of(int code) {
        return switch (code) {
            case KeyEvent.VK_ENTER -> Optional.of(FunctionKey.ENTER);
            case KeyEvent.VK_ESCAPE -> Optional.of(FunctionKey.ESCAPE);
            case KeyEvent.VK_INSERT -> Optional.of(FunctionKey.INSERT);
            case KeyEvent.VK_DELETE -> Optional.of(FunctionKey.DELETE);
            case KeyEvent.VK_BACK_SPACE -> Optional.of(FunctionKey.BACKSPACE);
            case KeyEvent.VK_PAGE_UP -> Optional.of(FunctionKey.PAGE_UP);
            case KeyEvent.VK_PAGE_DOWN -> Optional.of(FunctionKey.PAGE_DOWN);
            case KeyEvent.VK_UP -> Optional.of(FunctionKey.UP);
            case KeyEvent.VK_DOWN -> Optional.of(FunctionKey.DOWN);
            case KeyEvent.VK_LEFT, KeyEvent.VK_RIGHT -> {
                boolean onward = (code == KeyEvent.VK_LEFT) == rightToLeft.getAsBoolean();
                yield Optional.of(onward ? FunctionKey.ONWARD : FunctionKey.BACK);
            }
            default -> FunctionKey.numbered(code - KeyEvent.VK_F1 + 1);
        };
    }
}
