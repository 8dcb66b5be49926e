package org.tillmesh.zatca.model;

/** How a document was or will be paid: codes of UNTDID 4461 (BR-KSA-16). */
public enum PaymentMeans {
    CASH("10"),
    CREDIT("30"),
    BANK_ACCOUNT("42"),
    BANK_CARD("48"),
    OTHER("1");

    private final String code;

    PaymentMeans(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
