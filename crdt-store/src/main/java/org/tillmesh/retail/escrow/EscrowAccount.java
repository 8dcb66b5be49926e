package org.tillmesh.retail.escrow;

import java.util.Arrays;
import java.util.Locale;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/**
 * Whose value is held in escrow: a gift card by its number, store credit or points by the customer's id. Written
 * {@code gift:6300123}, {@code credit:UUID}, {@code points:UUID}. Gift value and credit are in halalas, points in points.
 */
public record EscrowAccount(Kind kind, String holder) implements Comparable<EscrowAccount> {

    /** What is held. */
    public enum Kind {
        GIFT,
        CREDIT,
        POINTS;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public EscrowAccount {
        if (holder.isEmpty()) {
            throw new RetailException(Rule.ACCOUNT_WITHOUT_HOLDER, kind.code());
        }
    }

    public static EscrowAccount gift(String card) {
        return new EscrowAccount(Kind.GIFT, card);
    }

    public static EscrowAccount credit(CustomerId customer) {
        return new EscrowAccount(Kind.CREDIT, customer.value());
    }

    public static EscrowAccount points(CustomerId customer) {
        return new EscrowAccount(Kind.POINTS, customer.value());
    }

    /** The inverse of {@link #toString()}. */
    public static EscrowAccount parse(String text) {
        int colon = text.indexOf(':');
        return Arrays.stream(Kind.values())
                .filter(kind -> colon > 0 && kind.code().equals(text.substring(0, colon)))
                .findFirst()
                .map(kind -> new EscrowAccount(kind, text.substring(colon + 1)))
                .orElseThrow(() -> new RetailException(Rule.NO_ACCOUNT, text));
    }

    @Override
    public int compareTo(EscrowAccount other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : holder.compareTo(other.holder);
    }

    @Override
    public String toString() {
        return kind.code() + ":" + holder;
    }
}
