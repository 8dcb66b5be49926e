package org.tillmesh.relay;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator of its own: what RFC 6238 says, and no code of head office. */
final class OneTimeCodes {
    private OneTimeCodes() {}

    static String now(byte[] secret) throws GeneralSecurityException {
        return code(secret, Instant.now().getEpochSecond() / 30);
    }

    /** The one that comes next, which a clock a little ahead shows already. */
    static String next(byte[] secret) throws GeneralSecurityException {
        return code(secret, Instant.now().getEpochSecond() / 30 + 1);
    }

    private static String code(byte[] secret, long step) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret, "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
        int offset = hash[19] & 15;
        int number = ByteBuffer.wrap(hash, offset, 4).getInt() & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }
}
