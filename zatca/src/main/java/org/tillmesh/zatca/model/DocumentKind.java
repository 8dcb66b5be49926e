package org.tillmesh.zatca.model;

/** What a document is, with its code of UNTDID 1001 as InvoiceTypeCode carries it (BR-KSA-05). */
public enum DocumentKind {
    INVOICE("388"),
    CREDIT_NOTE("381"),
    DEBIT_NOTE("383"),
    PREPAYMENT("386");

    private final String code;

    DocumentKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Notes correct an earlier document: they name it and say why (BR-KSA-56, BR-KSA-17). */
    public boolean isNote() {
        return this == CREDIT_NOTE || this == DEBIT_NOTE;
    }
}
