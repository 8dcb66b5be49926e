package org.tillmesh.relay.form;

/** What a form is about. */
public enum Thing {
    PRICE_LIST("priceList"),
    PROMOTION("promotion"),
    PAYMENT_METHOD("paymentMethod"),
    ROLE("role"),
    SUPPLIER("supplier"),
    ORDER("order"),
    STOCK_RULE("stockRule"),
    PRODUCT("product"),
    CUSTOMER("customer"),
    USER("user");

    private final String word;

    Thing(String word) {
        this.word = word;
    }

    /** How the texts' cases name it. */
    public String word() {
        return word;
    }
}
