package org.tillmesh.relay.access;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes of time (RFC 6238): HMAC-SHA-1, steps of 30 seconds, six digits, as every authenticator has them. */
final class Totp {
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    static final int SECRET_BYTES = 20;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /**
     * The step of a code that fits now; a clock may be one step off.
     *
     * @param after no code of that step or an earlier one is taken, so that none is taken twice
     */
    static OptionalLong step(byte[] secret, String code, long epochSecond, long after) {
        long now = epochSecond / STEP_SECONDS;
        for (long step = now - 1; step <= now + 1; step++) {
            if (step > after && code(secret, step).equals(code)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** RFC 4226, section 5.3. */
    static String code(byte[] secret, long step) {
        byte[] counter = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            counter[i] = (byte) (step >>> 8 * (Long.BYTES - 1 - i));
        }
        byte[] hash;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            hash = mac.doFinal(counter);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every JDK has HMAC-SHA-1", e);
        }
        int at = hash[hash.length - 1] & 0xf;
        int number = (hash[at] & 0x7f) << 24
                | (hash[at + 1] & 0xff) << 16
                | (hash[at + 2] & 0xff) << 8
                | hash[at + 3] & 0xff;
        return String.format(Locale.ROOT, "%06d", number % MODULUS);
    }

    /** As an authenticator takes it when it is typed. */
    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte b : bytes) {
            held = held << 8 | b & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt(held >>> bits & 31));
            }
            held &= (1 << bits) - 1;
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE32.charAt(held << 5 - bits & 31)).toString();
    }
}
