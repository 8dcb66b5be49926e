package org.tillmesh.zatca.verify;

/** What is looked at in someone's document, in the order in which it is told. */
public enum Check {
    /** Whether it is an invoice at all, with one of what there must be one of. */
    DOCUMENT("Document"),
    /** The invoice hash that the signature names against the bytes. */
    HASH("Hash"),
    /** The signature over that hash, and what it says of itself. */
    SIGNATURE("Signature"),
    /** The signer's certificate: what is said of it, whose it is, whether it was in force. */
    CERTIFICATE("Certificate"),
    /** The QR against the document. */
    QR("QR"),
    /** Counter and previous hash. */
    CHAIN("Chain");

    private final String title;

    Check(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
