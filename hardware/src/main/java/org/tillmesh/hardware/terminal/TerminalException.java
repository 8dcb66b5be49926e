package org.tillmesh.hardware.terminal;

/** A terminal did not do what it was asked. The kind says whether money may have moved. */
public final class TerminalException extends Exception {
    private static final long serialVersionUID = 1;

    /** What became of the request. */
    public enum Kind {
        /** It was never asked: no line, or no answer before the request. */
        UNREACHABLE,
        /** It is at other work and took nothing. */
        BUSY,
        /** It said no. */
        DECLINED,
        /** It can't do that, and did nothing. */
        REFUSED,
        /** It was asked, and nobody knows what became of it. */
        UNKNOWN
    }

    private final Kind kind;
    private final DeclineReason reason;
    private final String code;

    public TerminalException(Kind kind, String said) {
        this(kind, DeclineReason.OTHER, "", said);
    }

    public TerminalException(Kind kind, String said, Throwable cause) {
        super(Pan.scrubbed(said), cause);
        this.kind = kind;
        this.reason = DeclineReason.OTHER;
        this.code = "";
    }

    public TerminalException(Kind kind, DeclineReason reason, String code, String said) {
        super(Pan.scrubbed(said));
        this.kind = kind;
        this.reason = reason;
        this.code = Pan.scrubbed(code);
    }

    public Kind kind() {
        return kind;
    }

    /** Why it said no, as far as one can tell. */
    public DeclineReason reason() {
        return reason;
    }

    /** Its own code for it; empty if it gave none. */
    public String code() {
        return code;
    }

    /** The same failure of a request that was certainly not carried out. */
    public TerminalException asUnreachable() {
        return kind == Kind.UNKNOWN ? new TerminalException(Kind.UNREACHABLE, said(), this) : this;
    }

    /** The same failure of a request that may have been carried out. */
    public TerminalException asUnknown() {
        return kind == Kind.UNREACHABLE ? new TerminalException(Kind.UNKNOWN, said(), this) : this;
    }

    public String said() {
        return String.valueOf(getMessage());
    }
}
