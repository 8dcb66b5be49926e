package org.tillmesh.retail.escrow;

import java.util.Arrays;
import java.util.Locale;
import org.tillmesh.retail.value.RetailException;

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
            throw RetailException.badValue("An account of kind " + kind.code()
                    + " names no holder; give the card's number or the customer's id");
        }
    }

    public static EscrowAccount gift(String card) {
        return new EscrowAccount(Kind.GIFT, card);
    }

    public static EscrowAccount credit(String customer) {
        return new EscrowAccount(Kind.CREDIT, customer);
    }

    public static EscrowAccount points(String customer) {
        return new EscrowAccount(Kind.POINTS, customer);
    }

    /** The inverse of {@link #toString()}. */
    public static EscrowAccount parse(String text) {
        int colon = text.indexOf(':');
        return Arrays.stream(Kind.values())
                .filter(kind -> colon > 0 && kind.code().equals(text.substring(0, colon)))
                .findFirst()
                .map(kind -> new EscrowAccount(kind, text.substring(colon + 1)))
                .orElseThrow(() -> RetailException.badValue(
                        "Account \"" + text + "\" is none; write it like gift:6300123, credit:ID or points:ID"));
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
