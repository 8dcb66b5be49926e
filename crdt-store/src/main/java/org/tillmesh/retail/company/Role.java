package org.tillmesh.retail.company;

import java.util.Arrays;
import java.util.Optional;

/** What a user may do at a till. */
public enum Role {
    /** Sells, returns with receipt, discounts up to 10 %, looks up, X, opens and closes the own shift. */
    CASHIER,
    /** Everything at the till. */
    MANAGER;

    /** Percent of the undiscounted total that a cashier may give away in all. */
    public static final int CASHIER_DISCOUNT_MAX_PERCENT = 10;

    static Optional<Role> of(String name) {
        return Arrays.stream(values()).filter(r -> r.name().equals(name)).findFirst();
    }
}
