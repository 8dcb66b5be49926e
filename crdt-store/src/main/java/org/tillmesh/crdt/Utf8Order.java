package org.tillmesh.crdt;

/** Strings in the order of their UTF-8 bytes, which is that of their code points, without making the bytes. */
final class Utf8Order {
    private Utf8Order() {}

    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Integer.compare(rank(x), rank(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** UTF-16 puts surrogates before U+E000 to U+FFFF; what they stand for comes behind. */
    private static int rank(char c) {
        if (c < Character.MIN_SURROGATE) {
            return c;
        }
        return c <= Character.MAX_SURROGATE ? c + 0x10000 : c;
    }
}
