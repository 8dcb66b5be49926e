package org.tillmesh.retail;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;

/**
 * What proves a user's PIN in one store; its bytes are opaque here.
 *
 * @param change the user must choose a new one
 */
public record PinVerifier(String userId, byte[] verifier, boolean change) implements StateDocument {
    public PinVerifier {
        verifier = verifier.clone();
    }

    @Override
    public byte[] verifier() {
        return verifier.clone();
    }

    @Override
    public DocRef ref() {
        return DocType.PIN.ref(userId);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("verifier", Value.of(verifier))
                .putIfTrue("change", change)
                .toMap();
    }

    @Override
    public List<String> optionalFields() {
        return List.of("change");
    }

    public static PinVerifier of(Document.State state) {
        Fields in = Fields.of(state);
        return new PinVerifier(state.ref().id(), in.bytes("verifier"), in.flag("change"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PinVerifier that
                && userId.equals(that.userId)
                && Arrays.equals(verifier, that.verifier)
                && change == that.change;
    }

    @Override
    public int hashCode() {
        return userId.hashCode() * 31 + Arrays.hashCode(verifier);
    }

    @Override
    public String toString() {
        return "PinVerifier[" + userId + "]";
    }
}
