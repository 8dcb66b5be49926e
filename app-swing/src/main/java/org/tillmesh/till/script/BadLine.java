package org.tillmesh.till.script;

import org.jspecify.annotations.Nullable;
import org.tillmesh.till.shop.RefusalCode;

/** A line of a script that is no command. Only scripts see it, in the contract's English. */
final class BadLine extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final RefusalCode code;

    BadLine(RefusalCode code, String message) {
        this(code, message, null);
    }

    BadLine(RefusalCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    RefusalCode code() {
        return code;
    }
}
