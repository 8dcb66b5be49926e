package org.tillmesh.zatca;

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

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Base64 of the lower-case hex text: for certificate and SignedProperties digests. */
    static String base64OfHex(byte[] bytes) {
        return base64(HexFormat.of().formatHex(sha256(bytes)).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The invoice hash of a document as it stands: without extensions, signature and QR, canonical (C14N 1.1),
     * SHA-256, base64.
     *
     * @throws MalformedDocument if it is not XML
     */
    public static String of(byte[] xml) {
        return base64(sha256(SignedView.of(xml).canonical()));
    }
}
