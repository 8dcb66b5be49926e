package org.tillmesh.hardware.zvt;

/** Numbers with two digits a byte. */
public final class Bcd {
    private Bcd() {}

    /** @throws IllegalArgumentException if the number does not fit */
    public static byte[] of(long number, int bytes) {
        byte[] encoded = new byte[bytes];
        long rest = number;
        for (int i = bytes - 1; i >= 0; i--) {
            encoded[i] = (byte) (rest % 10 | rest / 10 % 10 << 4);
            rest /= 100;
        }
        if (rest != 0 || number < 0) {
            throw new IllegalArgumentException(number + " does not fit " + 2 * bytes + " digits");
        }
        return encoded;
    }

    /** @throws ZvtFormatException if a half byte is no digit */
    public static long number(byte[] bytes) {
        long number = 0;
        for (byte b : bytes) {
            int high = b >> 4 & 0xF;
            int low = b & 0xF;
            if (high > 9 || low > 9) {
                throw new ZvtFormatException("A number has a half byte that is no digit");
            }
            number = number * 100 + high * 10L + low;
        }
        return number;
    }

    /** Digits one by one; a masked one is a star, padding at the end is left out. */
    static String digits(byte[] bytes) {
        var digits = new StringBuilder();
        for (byte b : bytes) {
            for (int half : new int[] {b >> 4 & 0xF, b & 0xF}) {
                if (half < 10) {
                    digits.append((char) ('0' + half));
                } else if (half == 0xE) {
                    digits.append('*');
                } else if (half != 0xF) {
                    throw new ZvtFormatException("A card number has a half byte that is no digit");
                }
            }
        }
        return digits.toString();
    }
}
