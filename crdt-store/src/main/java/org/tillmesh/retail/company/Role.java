package org.tillmesh.retail.company;

import java.util.List;
import java.util.Locale;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.retail.document.DocType;

/**
 * What a user is at a till. Two roles are there by themselves; head office makes others by writing their {@link RoleProfile},
 * whose id they bear. A role of which nothing is known here may do what a cashier may.
 */
public record Role(String id) {
    /** Sells, returns with receipt, discounts up to 10 %, looks up, X, opens and closes the own shift. */
    public static final Role CASHIER = new Role("CASHIER");

    /** Everything at the till. */
    public static final Role MANAGER = new Role("MANAGER");

    public static final List<Role> BUILT_IN = List.of(CASHIER, MANAGER);

    /** Percent of the undiscounted total that a cashier may give away in all. */
    public static final int CASHIER_DISCOUNT_MAX_PERCENT = 10;

    public boolean isBuiltIn() {
        return BUILT_IN.contains(this);
    }

    /** How people and programs name it: {@code cashier}, {@code manager}, or its id. */
    public String word() {
        return isBuiltIn() ? id.toLowerCase(Locale.ROOT) : id;
    }

    /** The inverse of {@link #word}. */
    public static Role ofWord(String word) {
        return BUILT_IN.stream()
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseGet(() -> new Role(word));
    }

    public DocRef ref() {
        return DocType.ROLE.ref(id);
    }
}
