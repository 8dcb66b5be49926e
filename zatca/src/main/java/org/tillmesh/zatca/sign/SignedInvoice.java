package org.tillmesh.zatca.sign;

import java.util.UUID;

/**
 * A document as it is issued, kept and reported: never re-signed, never re-indented.
 *
 * @param xml UTF-8, byte for byte
 * @param hash invoice hash, base64: the next document's previous hash
 * @param signature base64 of DER
 * @param qr base64, what the printed QR holds
 */
public record SignedInvoice(
        byte[] xml, String hash, String signature, String qr, UUID uuid, long icv, String previousHash) {
    public SignedInvoice {
        xml = xml.clone();
    }

    @Override
    public byte[] xml() {
        return xml.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedInvoice that && java.util.Arrays.equals(xml, that.xml);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "Document " + icv + " " + uuid + " " + hash;
    }
}
