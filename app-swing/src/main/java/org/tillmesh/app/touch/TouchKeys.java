package org.tillmesh.app.touch;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.beans.PropertyChangeListener;
import java.util.List;
import java.util.function.Supplier;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JWindow;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/**
 * A keyboard on the screen, in Arabic, English, with digits always in reach. What is touched is typed where the focus is, as
 * if a real key had been pressed. It stands at the foot, or at the top while the field in use is below.
 */
public final class TouchKeys {
    private static final List<String> DIGITS = List.of("1234567890");
    private static final List<String> ENGLISH = List.of("qwertyuiop", "asdfghjkl-", "zxcvbnm.@/");
    private static final List<String> ARABIC = List.of("ضصثقفغعهخحجد", "شسيبلاتنمكطذ", "ئءؤرىةوزظأإآ");
    private static final int HEIGHT = 272;
    private static final int UNDER_BAR = 52;

    private final JFrame owner;
    private final Supplier<Language> language;
    private final PropertyChangeListener moved = event -> place();
    private @Nullable JWindow keys;
    private boolean arabic;

    public TouchKeys(JFrame owner, Supplier<Language> language) {
        this.owner = owner;
        this.language = language;
    }

    public boolean isShown() {
        return keys != null;
    }

    /** Shows it in the language of the screen, or takes it away. */
    public void toggle() {
        if (keys == null) {
            arabic = language.get().isRightToLeft();
            open();
        } else {
            close();
        }
    }

    /** With the colours of now. */
    public void restyle() {
        if (keys != null) {
            close();
            open();
        }
    }

    public void close() {
        JWindow open = keys;
        if (open != null) {
            KeyboardFocusManager.getCurrentKeyboardFocusManager().removePropertyChangeListener("focusOwner", moved);
            open.dispose();
            keys = null;
        }
    }

    private void open() {
        var window = new JWindow(owner);
        window.setFocusableWindowState(false);
        window.setName("touch-keys");
        window.getContentPane().add(board(), BorderLayout.CENTER);
        keys = window;
        place();
        window.setVisible(true);
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addPropertyChangeListener("focusOwner", moved);
    }

    private JPanel board() {
        var board = new Look.Card("insets 8, gap 4, fill, wrap 1", "[0:0:,grow,fill]", "[48:48:,grow,fill]", "raised");
        DIGITS.forEach(row -> board.add(row(row, true)));
        (arabic ? ARABIC : ENGLISH).forEach(row -> board.add(row(row, false)));
        var foot = Look.transparent(
                "insets 0, gap 4, fill", "[80!,fill][48!,fill][0:0:,grow,fill][48!,fill][96!,fill]", "[grow,fill]");
        foot.add(key(arabic ? "English" : "عربي", Theme.font(15), this::turn));
        foot.add(typed('%'));
        foot.add(key(language.get().text("touchSpace"), Theme.font(15), () -> type(' ')));
        foot.add(typed(','));
        foot.add(key("Enter", Theme.font(15), () -> press(KeyEvent.VK_ENTER, '\n')));
        board.add(foot);
        return board;
    }

    private JPanel row(String letters, boolean withErase) {
        var row = Look.transparent("insets 0, gap 4, fill", "", "[grow,fill]");
        for (char letter : letters.toCharArray()) {
            row.add(typed(letter), "w 24::, grow, pushx, sg k");
        }
        if (withErase) {
            JButton erase = key("", Theme.font(18), () -> press(KeyEvent.VK_BACK_SPACE, '\b'));
            erase.setIcon(Theme.icon("backspace", 24));
            row.add(erase, "w 24::, grow, pushx, sg k");
        }
        return row;
    }

    private JButton typed(char letter) {
        return key(String.valueOf(letter), Theme.semibold(18), () -> type(letter));
    }

    private static JButton key(String text, Font font, Runnable press) {
        var button = new JButton(text);
        button.setFont(font);
        button.setFocusable(false);
        button.setMargin(new java.awt.Insets(0, 0, 0, 0));
        button.addActionListener(event -> press.run());
        return button;
    }

    private void turn() {
        arabic = !arabic;
        restyle();
    }

    private @Nullable Component target() {
        return KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
    }

    private void type(char letter) {
        post(KeyEvent.KEY_TYPED, KeyEvent.VK_UNDEFINED, letter);
    }

    private void press(int code, char letter) {
        post(KeyEvent.KEY_PRESSED, code, letter);
        post(KeyEvent.KEY_TYPED, KeyEvent.VK_UNDEFINED, letter);
        post(KeyEvent.KEY_RELEASED, code, letter);
    }

    private void post(int id, int code, char letter) {
        Component to = target();
        if (to != null) {
            Toolkit.getDefaultToolkit()
                    .getSystemEventQueue()
                    .postEvent(new KeyEvent(to, id, EventQueue.getMostRecentEventTime(), 0, code, letter));
        }
    }

    /** Where it does not cover what is typed into. */
    private void place() {
        JWindow open = keys;
        if (open == null) {
            return;
        }
        Component inside = owner.getContentPane();
        Point at = new Point(0, 0);
        SwingUtilities.convertPointToScreen(at, inside);
        int height = Math.min(Theme.px(HEIGHT), inside.getHeight() / 2);
        int foot = inside.getHeight() - height;
        Component focus = target();
        boolean covers = focus != null
                && SwingUtilities.isDescendingFrom(focus, owner)
                && SwingUtilities.convertPoint(focus, 0, Math.min(focus.getHeight(), Theme.px(UNDER_BAR)), inside).y
                        > foot;
        open.setBounds(at.x, at.y + (covers ? Theme.px(UNDER_BAR) : foot), inside.getWidth(), height);
        open.validate();
    }
}
