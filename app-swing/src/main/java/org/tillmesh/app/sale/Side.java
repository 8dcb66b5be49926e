package org.tillmesh.app.sale;

/** What the side beside the cart shows. */
public enum Side {
    KEYS,
    HITS,
    PAYMENT,
    DONE
}
