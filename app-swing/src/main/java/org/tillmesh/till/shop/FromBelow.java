package org.tillmesh.till.shop;

import java.util.List;
import org.tillmesh.retail.words.Parameter;

/**
 * What a layer below the till, or head office, refused in words of its own: English, whatever the till's language. One a
 * code; English passes the words on, Arabic says what the code means.
 */
enum FromBelow implements TillRefusal {
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
    DUPLICATE,
    POLICY,
    TRAINING,
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
    DECLINED,
    TERMINAL_UNKNOWN,
    TERMINAL_BUSY,
    DEVICE,
    INTERNAL;

    private static final List<Parameter> PARAMETERS =
            List.of(Parameter.foreign("said"), Parameter.choice("how", "worded", "unworded"));

    /** Of that code. */
    static FromBelow of(RefusalCode code) {
        return valueOf(code.name());
    }

    @Override
    public RefusalCode code() {
        return RefusalCode.valueOf(name());
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }
}
