package org.tillmesh.replication.security;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import org.tillmesh.crdt.Hash;

/**
 * What a person types to activate a till: 40 bits of one-time secret and 40 bits of the hash of the company authority's
 * key, as 16 characters of base32 (RFC 4648, without 0, 1, 8, 9) in groups of four. The till checks the key before it
 * says the secret.
 */
public record ActivationCode(byte[] secret, byte[] authority) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int PART_BYTES = 5;
    private static final int CHARACTERS = 16;

    public ActivationCode {
        secret = secret.clone();
        authority = authority.clone();
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public byte[] authority() {
        return authority.clone();
    }

    public static ActivationCode draw(PublicKey authority, SecureRandom random) {
        byte[] secret = new byte[PART_BYTES];
        random.nextBytes(secret);
        return new ActivationCode(secret, mark(authority));
    }

    /** Takes small letters, blanks and missing hyphens; throws {@link IllegalArgumentException} with the mend. */
    public static ActivationCode parse(String typed) {
        String plain = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        if (plain.length() != CHARACTERS) {
            throw new IllegalArgumentException("Activation code \"" + typed + "\" has " + plain.length()
                    + " characters; it needs " + CHARACTERS + ", like ABCD-EFGH-2345-6722");
        }
        byte[] bytes = new byte[2 * PART_BYTES];
        for (int i = 0; i < CHARACTERS; i++) {
            int five = ALPHABET.indexOf(plain.charAt(i));
            if (five < 0) {
                throw new IllegalArgumentException("Activation code \"" + typed + "\" holds \"" + plain.charAt(i)
                        + "\"; only A to Z and 2 to 7 occur");
            }
            for (int bit = 0; bit < 5; bit++) {
                if ((five >> (4 - bit) & 1) != 0) {
                    int at = i * 5 + bit;
                    bytes[at / 8] |= (byte) (0x80 >> at % 8);
                }
            }
        }
        return new ActivationCode(
                Arrays.copyOf(bytes, PART_BYTES), Arrays.copyOfRange(bytes, PART_BYTES, 2 * PART_BYTES));
    }

    /** Whether the code was made by the authority with this key. */
    public boolean isOf(PublicKey key) {
        return Arrays.equals(authority, mark(key));
    }

    private static byte[] mark(PublicKey authority) {
        return Arrays.copyOf(Hash.sha256(authority.getEncoded()).bytes(), PART_BYTES);
    }

    /** {@code ABCD-EFGH-2345-6722} */
    @Override
    public String toString() {
        byte[] bytes = Arrays.copyOf(secret, 2 * PART_BYTES);
        System.arraycopy(authority, 0, bytes, PART_BYTES, PART_BYTES);
        var text = new StringBuilder();
        for (int i = 0; i < CHARACTERS; i++) {
            int five = 0;
            for (int bit = 0; bit < 5; bit++) {
                int at = i * 5 + bit;
                five = five << 1 | (bytes[at / 8] >> (7 - at % 8) & 1);
            }
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(ALPHABET.charAt(five));
        }
        return text.toString();
    }
}
