package org.tillmesh.till.script;

import org.jspecify.annotations.Nullable;
import org.tillmesh.till.shop.TillException;

/** A line of a script that is no command. Only scripts see it, in the contract's English. */
final class BadLine extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final TillException.Code code;

    BadLine(TillException.Code code, String message) {
        this(code, message, null);
    }

    BadLine(TillException.Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    TillException.Code code() {
        return code;
    }
}
