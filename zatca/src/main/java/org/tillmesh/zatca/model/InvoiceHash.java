package org.tillmesh.zatca.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The SHA-256 digests of a document, in the three spellings that the standard uses. */
public final class InvoiceHash {
    /** What the first document of a till names as its previous hash: base64 of the hex text of SHA-256("0"). */
    public static final String FIRST_PREVIOUS = base64OfHex("0".getBytes(StandardCharsets.UTF_8));

    // 32 bytes, or (the first previous hash only) 64 hex digits.
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==");

    private InvoiceHash() {}

    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Base64 of the lower-case hex text: for certificate and SignedProperties digests. */
    public static String base64OfHex(byte[] bytes) {
        return base64(HexFormat.of().formatHex(sha256(bytes)).getBytes(StandardCharsets.US_ASCII));
    }
}
