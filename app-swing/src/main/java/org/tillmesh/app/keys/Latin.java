package org.tillmesh.app.keys;

import java.awt.event.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a scanner's key means, whatever layout the keyboard has: scanners press the keys of a US keyboard, and an Arabic
 * layout makes other letters of them.
 */
public final class Latin {
    private static final String ARABIC =
            "\u0636\u0635\u062B\u0642\u0641\u063A\u0639\u0647\u062E\u062D\u062C\u062F" // q w e r t y u i o p [ ]
                    + "\u0634\u0633\u064A\u0628\u0644\u0627\u062A\u0646\u0645\u0643\u0637" // a s d f g h j k l ; '
                    + "\u0626\u0621\u0624\u0631\uFEFB\u0649\u0629\u0648\u0632\u0638\u0630"; // z x c v b n m , . / `
    private static final String US = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`";
    private static final String SHIFTED = "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~";
    /** Lam-alef stands on B; with shift its kinds stand on B, G and T. */
    private static final String LAM_ALEF = "\uFEFB\uFEF5\uFEF7\uFEF9";

    private static final String LAM_ALEF_KEYS = "bBGT";
    private static final char LAM = '\u0644';
    private static final String ALEFS = "\u0627\u0622\u0623\u0625";
    private static final int UNICODE_KEY = 0x1000000;

    private Latin() {}

    /** @param pressed the key that typed the character, null if that is not known */
    static char of(@Nullable KeyEvent pressed, char typed, boolean shift) {
        int onKey = pressed == null ? -1 : US.indexOf(Character.toLowerCase(underArabic(pressed)));
        if (onKey >= 0) {
            return (shift ? SHIFTED : US).charAt(onKey);
        }
        int lamAlef = LAM_ALEF.indexOf(typed);
        if (lamAlef >= 0) {
            return LAM_ALEF_KEYS.charAt(lamAlef);
        }
        int letter = ARABIC.indexOf(typed);
        if (letter >= 0) {
            return (shift ? SHIFTED : US).charAt(letter);
        }
        return Character.isDigit(typed) ? (char) ('0' + Character.digit(typed, 10)) : typed;
    }

    /** The US character on a key that types Arabic now, or NUL: a key of another layout means what it types. */
    private static char underArabic(KeyEvent pressed) {
        int extended = pressed.getExtendedKeyCode();
        int on = extended >= UNICODE_KEY ? ARABIC.indexOf(extended - UNICODE_KEY) : -1;
        if (on >= 0) {
            return US.charAt(on);
        }
        char typed = pressed.getKeyChar();
        boolean letter = pressed.getKeyCode() >= KeyEvent.VK_A && pressed.getKeyCode() <= KeyEvent.VK_Z;
        boolean ascii = typed < 0x80 && Character.isLetter(typed);
        return letter && !ascii ? (char) pressed.getKeyCode() : 0;
    }

    /** What the keys that typed a text mean. */
    public static String of(String typed) {
        var latin = new StringBuilder();
        for (char c : typed.toCharArray()) {
            latin.append(of(null, c, false));
        }
        return latin.toString();
    }

    /** The key that gives lam-alef as these two letters; NUL if they are none. */
    static char lamAlefKey(String letters) {
        int kind = letters.length() == 2 && letters.charAt(0) == LAM ? ALEFS.indexOf(letters.charAt(1)) : -1;
        return kind < 0 ? 0 : LAM_ALEF_KEYS.charAt(kind);
    }

    static boolean isLamAlef(char typed) {
        return LAM_ALEF.indexOf(typed) >= 0;
    }
}
