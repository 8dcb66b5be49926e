package org.tillmesh.retail.audit;

import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.RecordDocument;

/**
 * What somebody did at head office. It stays in head office's own folder: no till is sent who works there.
 *
 * @param event of no till
 */
public record OfficeEvent(AuditEvent event) implements RecordDocument {
    @Override
    public DocRef ref() {
        return DocType.OFFICE_AUDIT.ref(event.uuid());
    }

    @Override
    public Value toValue() {
        return event.toValue();
    }
}
