package org.tillmesh.app.frame;

import java.awt.event.KeyEvent;
import java.util.Optional;

/** What the function keys do: text, icon and key in one place. Function keys stay put under an Arabic layout. */
public enum TillKey {
    HELP(KeyEvent.VK_F1, "F1", "help", "help-circle"),
    SEARCH(KeyEvent.VK_F2, "F2", "search", "search"),
    CUSTOMER(KeyEvent.VK_F3, "F3", "customer", "user"),
    QUANTITY(KeyEvent.VK_F4, "F4", "quantity", "hash"),
    DISCOUNT(KeyEvent.VK_F5, "F5", "discount", "discount"),
    PARK(KeyEvent.VK_F6, "F6", "park", "player-pause"),
    RETURN(KeyEvent.VK_F7, "F7", "return", "receipt-refund"),
    DRAWER(KeyEvent.VK_F8, "F8", "drawer", "cash-register"),
    REPRINT(KeyEvent.VK_F9, "F9", "reprint", "printer"),
    MENU(KeyEvent.VK_F10, "F10", "menu", "refresh"),
    LOCK(KeyEvent.VK_F11, "F11", "lock", "lock"),
    PAY(KeyEvent.VK_F12, "F12", "pay", "cash"),
    REMOVE(KeyEvent.VK_DELETE, "Del", "remove", "trash"),
    UNKNOWN(KeyEvent.VK_INSERT, "Ins", "unknownCodes", "scan");

    final int code;
    public final String label;
    final String text;
    final String icon;

    TillKey(int code, String label, String text, String icon) {
        this.code = code;
        this.label = label;
        this.text = text;
        this.icon = icon;
    }

    public static Optional<TillKey> of(int code) {
        for (TillKey key : values()) {
            if (key.code == code) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }
}
