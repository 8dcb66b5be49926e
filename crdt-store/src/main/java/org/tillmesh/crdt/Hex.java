package org.tillmesh.crdt;

import java.util.HexFormat;

/** Sixteen lower-case hexadecimal digits, most significant first. */
final class Hex {
    private Hex() {}

    static String of(long bits) {
        return HexFormat.of().toHexDigits(bits);
    }

    static long parseLong(String what, String hex) {
        if (hex.length() != 16 || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            throw new IllegalArgumentException(what + " \"" + hex + "\" is not 16 hexadecimal digits");
        }
        return Long.parseUnsignedLong(hex, 16);
    }
}
