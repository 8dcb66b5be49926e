package org.tillmesh.retail.audit;

import org.tillmesh.crdt.Value;
import org.tillmesh.retail.query.Index;
import org.tillmesh.store.Schema.Rows;

/** What the audit trail is read by. */
public final class AuditRows {
    private AuditRows() {}

    /** The newest stands first; who clocks in or out is found by name too. */
    public static void event(AuditEvent event, Rows rows) {
        long at = event.at().toEpochMilli();
        rows.row(Index.AUDITED, Index.key(newestFirst(at), event.uuid()), Value.NULL);
        if (event.what().equals(AuditEvent.CLOCK_IN) || event.what().equals(AuditEvent.CLOCK_OUT)) {
            rows.row(Index.CLOCKED, Index.key(event.user(), Index.ordered(at), event.uuid()), Value.of(event.what()));
        }
    }

    static String newestFirst(long millis) {
        return Index.ordered(-millis);
    }
}
