package org.tillmesh.relay.access;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.store.Document;

/**
 * The token of a program that asks by the API.
 *
 * @param hash of the token, which nobody keeps
 * @param by who made it
 * @param revoked when it was taken back; null while it counts
 */
public record AccessToken(
        String id,
        String name,
        byte[] hash,
        OfficeRights rights,
        String by,
        Instant at,
        Instant until,
        @Nullable Instant revoked)
        implements StateDocument {

    public boolean counts(Instant now) {
        return revoked == null && now.isBefore(until);
    }

    AccessToken revoked(Instant when) {
        return new AccessToken(id, name, hash, rights, by, at, until, when);
    }

    @Override
    public DocRef ref() {
        return DocType.OFFICE_TOKEN.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("name", name)
                .put("hash", Value.of(hash))
                .put("role", rights.role().word())
                .putSet("rights", rights.words())
                .putSet("stores", rights.branches())
                .put("by", by)
                .put("at", at)
                .put("until", until)
                .put("revoked", revoked)
                .toMap();
    }

    static AccessToken of(Document.State state) {
        Fields in = Fields.of(state);
        return new AccessToken(
                state.ref().id(),
                in.text("name"),
                in.bytes("hash"),
                Person.rights(state, in),
                in.text("by"),
                in.time("at"),
                in.time("until"),
                in.timeOrNull("revoked"));
    }
}
