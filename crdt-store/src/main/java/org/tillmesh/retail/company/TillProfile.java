package org.tillmesh.retail.company;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;

/**
 * A till as head office knows it.
 *
 * @param certificate DER, empty if none is published
 */
public record TillProfile(TillId id, @Nullable ReplicaId replica, boolean active, byte[] certificate)
        implements StateDocument {

    public TillProfile {
        certificate = certificate.clone();
    }

    @Override
    public byte[] certificate() {
        return certificate.clone();
    }

    @Override
    public DocRef ref() {
        return DocType.TILL.ref(id.toString());
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("store", id.branch())
                .put("replica", replica == null ? null : Value.of(replica.toString()))
                .put("active", active)
                .put("certificate", certificate.length == 0 ? null : Value.of(certificate))
                .toMap();
    }

    public static TillProfile of(Document.State state) {
        Fields in = Fields.of(state);
        String replica = in.textOrNull("replica");
        return new TillProfile(
                Read.checked(() -> TillId.parse(state.ref().id())),
                replica == null ? null : replica(in, replica),
                in.flag("active", true),
                in.bytesOrEmpty("certificate"));
    }

    private static ReplicaId replica(Fields in, String text) {
        try {
            return ReplicaId.parse(text);
        } catch (IllegalArgumentException e) {
            throw in.wrong("replica", "16 hexadecimal digits");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TillProfile that
                && id.equals(that.id)
                && Objects.equals(replica, that.replica)
                && active == that.active
                && Arrays.equals(certificate, that.certificate);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
