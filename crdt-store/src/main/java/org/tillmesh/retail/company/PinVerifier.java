package org.tillmesh.retail.company;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;
import org.tillmesh.store.View;
import org.tillmesh.store.bytes.Values;

/**
 * What proves a user's PIN in one branch; its bytes are opaque here.
 *
 * @param change the user must choose a new one
 */
public record PinVerifier(UserId userId, byte[] verifier, boolean change) implements StateDocument {
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
        return new PinVerifier(new UserId(state.ref().id()), in.bytes("verifier"), in.flag("change"));
    }

    /** Every user's PIN of a store, in the order of user ids. */
    public static List<PinVerifier> all(View view, Scope branch) {
        try (Stream<Document> pins = view.scan(branch, DocType.PIN.typeName())) {
            return pins.map(document -> of((Document.State) document)).toList();
        }
    }

    /**
     * Names what is known of a branch's PINs, whatever is to be changed: who compares one with another's knows whether both
     * speak of the same PINs. SHA-256 of the CBOR map {user id: verifier}.
     */
    public static Hash known(List<PinVerifier> pins) {
        var verifiers = new TreeMap<String, Value>();
        pins.forEach(pin -> verifiers.put(pin.userId.value(), Value.of(pin.verifier)));
        return Hash.sha256(Values.encode(Value.map(verifiers)));
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
