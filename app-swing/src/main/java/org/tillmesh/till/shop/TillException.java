package org.tillmesh.till.shop;

/** A command that was refused. Nothing changed. The message names the thing, the value and the mend. */
public final class TillException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The error codes of the command-line contract. */
    public enum Code {
        BAD_JSON,
        UNKNOWN_COMMAND,
        UNKNOWN_FIELD,
        BAD_VALUE,
        NOT_ACTIVATED,
        NOT_LOGGED_IN,
        WRONG_PIN,
        LOCKED,
        PIN_CHANGE,
        FORBIDDEN,
        NO_SHIFT,
        SHIFT_OPEN,
        CART_EMPTY,
        CART_OPEN,
        UNKNOWN_LINE,
        UNKNOWN_BARCODE,
        UNKNOWN_CUSTOMER,
        UNKNOWN_RECEIPT,
        UNKNOWN_CART,
        ALREADY_RETURNED,
        NOT_PAID,
        OVERPAID,
        NO_RIGHTS,
        EXPIRED,
        AGE_CHECK,
        OFFLINE,
        BAD_CODE,
        TIMEOUT,
        DISK_FULL,
        READ_ONLY,
        STORE_LOCKED,
        CLOCK,
        CHAIN_UNCONFIRMED,
        INTERNAL
    }

    private final Code code;

    public TillException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public TillException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
