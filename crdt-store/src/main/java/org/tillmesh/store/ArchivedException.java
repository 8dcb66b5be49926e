package org.tillmesh.store;

import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;

/** A record lies in a month's archive, and its body is not here: whoever has it whole can be asked for it. */
public final class ArchivedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Scope scope;
    private final transient DocRef ref;
    private final String month;

    public ArchivedException(Document.Archived archived) {
        super(archived.ref() + " of " + archived.scope() + " is of " + archived.month()
                + ", and that month is archived: head office has it");
        this.scope = archived.scope();
        this.ref = archived.ref();
        this.month = archived.month();
    }

    public Scope scope() {
        return scope;
    }

    public DocRef ref() {
        return ref;
    }

    /** {@code 2025-09}. */
    public String month() {
        return month;
    }
}
