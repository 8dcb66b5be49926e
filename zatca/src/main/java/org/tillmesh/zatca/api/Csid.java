package org.tillmesh.zatca.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What the authority hands out for a till: a certificate and the secret that its API wants beside it. Never printed.
 *
 * @param requestId of a compliance certificate, to ask for the production one; empty if none came
 * @param token the binarySecurityToken: base64 of the base64 text of the certificate
 */
public record Csid(String requestId, String token, String secret) {
    public Csid {
        certificateOf(token);
    }

    /** @throws IllegalArgumentException if the token is no base64 of base64 */
    public static byte[] certificateOf(String token) {
        byte[] certificate;
        try {
            certificate = Base64.getMimeDecoder().decode(Base64.getMimeDecoder().decode(token));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The security token is not base64 of base64 of a certificate", e);
        }
        if (certificate.length == 0) {
            throw new IllegalArgumentException("The security token holds no certificate");
        }
        return certificate;
    }

    /** The token that stands for a certificate. */
    public static String tokenOf(byte[] certificateDer) {
        var encoder = Base64.getEncoder();
        return encoder.encodeToString(encoder.encodeToString(certificateDer).getBytes(StandardCharsets.US_ASCII));
    }

    /** DER. */
    public byte[] certificate() {
        return certificateOf(token);
    }

    /** Value of the Authorization header. */
    String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((token + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Csid[request " + requestId + "]";
    }
}
