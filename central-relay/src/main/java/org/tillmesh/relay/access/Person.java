package org.tillmesh.relay.access;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.store.Document;

/**
 * Somebody who works at head office.
 *
 * @param verifier of the password
 * @param since when the password was chosen
 * @param totp the sealed secret of the second factor; null for none
 * @param totpStep the last step of time that a code of it was taken for
 */
public record Person(
        String id,
        String name,
        String nameAr,
        byte[] verifier,
        OfficeRights rights,
        boolean active,
        Instant since,
        byte @Nullable [] totp,
        long totpStep)
        implements StateDocument {

    Person with(String named, String namedAr, OfficeRights given, boolean works) {
        return new Person(id, named, namedAr, verifier, given, works, since, totp, totpStep);
    }

    Person withPassword(byte[] made, Instant at) {
        return new Person(id, name, nameAr, made, rights, active, at, totp, totpStep);
    }

    Person withTotp(byte @Nullable [] sealed, long step) {
        return new Person(id, name, nameAr, verifier, rights, active, since, sealed, step);
    }

    boolean isAdministrator() {
        return active && rights.role() == OfficeRole.ADMINISTRATOR;
    }

    public boolean hasSecondFactor() {
        return totp != null;
    }

    @Override
    public DocRef ref() {
        return DocType.OFFICE_PERSON.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("name", name)
                .put("nameAr", nameAr)
                .put("verifier", Value.of(verifier))
                .put("role", rights.role().word())
                .putSet("rights", rights.words())
                .putSet("stores", rights.branches())
                .put("active", active)
                .put("since", since)
                .put("totp", totp == null ? null : Value.of(totp))
                .put("totpStep", totpStep)
                .toMap();
    }

    @Override
    public List<String> setFields() {
        return List.of("rights", "stores");
    }

    @Override
    public List<String> optionalFields() {
        return List.of("totp");
    }

    static Person of(Document.State state) {
        Fields in = Fields.of(state);
        return new Person(
                state.ref().id(),
                in.text("name"),
                in.text("nameAr"),
                in.bytes("verifier"),
                rights(state, in),
                in.flag("active"),
                in.time("since"),
                in.has("totp") ? in.bytes("totp") : null,
                in.number("totpStep"));
    }

    static OfficeRights rights(Document.State state, Fields in) {
        return new OfficeRights(
                OfficeRole.of(in.text("role")).orElse(OfficeRole.CUSTOM), // one of a later version gives nothing here
                new TreeSet<>(state.dots().keys("rights")),
                new TreeSet<>(state.dots().keys("stores")));
    }
}
