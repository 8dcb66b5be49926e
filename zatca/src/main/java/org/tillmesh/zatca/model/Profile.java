package org.tillmesh.zatca.model;

/** Standard: between businesses, cleared before it is handed over. Simplified: to consumers, reported within 24 hours. */
public enum Profile {
    STANDARD("01"),
    SIMPLIFIED("02");

    private final String code;

    Profile(String code) {
        this.code = code;
    }

    /** First two digits of InvoiceTypeCode's name (BR-KSA-06). */
    public String code() {
        return code;
    }
}
