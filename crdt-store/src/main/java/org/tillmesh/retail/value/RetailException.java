package org.tillmesh.retail.value;

/** A rule of the shop that was not met; nothing changed. The message names the thing, the value and the mend. */
public final class RetailException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Which kind of rule. */
    public enum Kind {
        /** A value that no cart, tender or document can take. */
        BAD_VALUE,
        /** The cart or document has no such line. */
        UNKNOWN_LINE,
        /** Nothing to sell. */
        CART_EMPTY,
        /** The tenders don't reach the total. */
        NOT_PAID,
        /** A tender that gives no change is more than what is due. */
        OVERPAID,
        /** More would be returned than is left of the line. */
        ALREADY_RETURNED
    }

    private final Kind kind;

    public RetailException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public static RetailException badValue(String message) {
        return new RetailException(Kind.BAD_VALUE, message);
    }
}
