package org.tillmesh.zatca.api;

import org.tillmesh.zatca.sign.SignedInvoice;

/**
 * A document on its way to the authority.
 *
 * @param hash invoice hash, base64
 * @param uuid as in the document
 * @param xml as signed, byte for byte
 */
public record Submission(String hash, String uuid, byte[] xml) {
    public Submission {
        xml = xml.clone();
    }

    public static Submission of(SignedInvoice signed) {
        return new Submission(signed.hash(), signed.uuid().toString(), signed.xml());
    }

    @Override
    public byte[] xml() {
        return xml.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Submission that && hash.equals(that.hash) && uuid.equals(that.uuid);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "Submission[" + uuid + "]";
    }
}
