package org.tillmesh.app.keys;

import java.util.Optional;

/** A key that does something on a screen. What it does is the screen's own word: {@link KeyMap}. The bar has this order. */
public enum FunctionKey {
    ESCAPE("Esc"),
    F1("F1"),
    F2("F2"),
    F3("F3"),
    F4("F4"),
    F5("F5"),
    F6("F6"),
    F7("F7"),
    F8("F8"),
    F9("F9"),
    F10("F10"),
    F11("F11"),
    F12("F12"),
    INSERT("Ins"),
    DELETE("Del"),
    /** Brings back what Del has taken, where no text is edited. */
    BACKSPACE("Bksp"),
    PAGE_UP("PgUp"),
    PAGE_DOWN("PgDn"),
    UP("↑"),
    DOWN("↓"),
    /** In the direction of the language. */
    ONWARD("→"),
    BACK("←"),
    SPACE("Space"),
    PLUS("+"),
    MINUS("−"),
    ENTER("Enter");

    /** What is printed on it. */
    public final String label;

    FunctionKey(String label) {
        this.label = label;
    }

    /** The one of F1 to F12 with a number from 1 to 12; empty for others. */
    static Optional<FunctionKey> numbered(int number) {
        return number < 1 || number > 12 ? Optional.empty() : Optional.of(values()[F1.ordinal() + number - 1]);
    }
}
