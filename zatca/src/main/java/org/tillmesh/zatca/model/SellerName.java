package org.tillmesh.zatca.model;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;

/** A QR field has one byte for its length, so a seller's name has at most 255 bytes there (an Arabic letter takes two). */
public final class SellerName {
    static final int LONGEST_BYTES = 255;

    private SellerName() {}

    /** The name, or as many whole characters of it as fit: never half a letter, never a letter without its marks. */
    public static String forQr(String name) {
        if (bytes(name) <= LONGEST_BYTES) {
            return name;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(name);
        int end = 0;
        for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
            if (bytes(name.substring(0, next)) > LONGEST_BYTES) {
                break;
            }
            end = next;
        }
        return name.substring(0, end).stripTrailing();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
