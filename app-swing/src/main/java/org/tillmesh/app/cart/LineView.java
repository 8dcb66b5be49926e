package org.tillmesh.app.cart;

/** A line of the cart as fields. */
interface LineView {
    /** The fields, in the order of the focus. */
    enum Field {
        QUANTITY,
        PRICE,
        REASON,
        DISCOUNT,
        NOTE
    }

    void fill(Field field, String text);

    String typed(Field field);

    /** Who sold the line; empty for the cashier. */
    void seller(String name);

    /** What is wrong with a field, which gets the focus; empty words for nothing. */
    void problem(String words, Field field);

    void close();
}
