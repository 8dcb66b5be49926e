package org.tillmesh.relay.office;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.Declined;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.PinHash;
import org.tillmesh.retail.audit.AuditEvent;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;
import org.tillmesh.store.Transaction;

/** Head office's hand on PINs: writes the verifier of one that a user has chosen at a till. It never sees a PIN. */
public final class PinOffice {
    /** Begins an error that only says that the asking till must hear of a PIN first. */
    private static final String BEHIND = "BEHIND";

    private static final int USER_CHARS_MAX = 100;

    private final Store store;
    private final Clock clock;

    public PinOffice(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A user of the asking till's store has chosen a new PIN; it counts in that store.
     *
     * @param body {user, verifier: of the new PIN, proof: of the PIN of now, known: {@link PinVerifier#known}}
     * @return the user's id
     */
    public Value choose(Identity till, Value body) {
        if (!(body instanceof Value.MapOf said)
                || !(said.entries().get("user") instanceof Value.Text user)
                || !(said.entries().get("verifier") instanceof Value.Bytes verifier)
                || !(said.entries().get("proof") instanceof Value.Bytes proof)
                || !(said.entries().get("known") instanceof Value.Bytes known)
                || user.value().length() > USER_CHARS_MAX
                || known.value().length != Hash.BYTES) {
            throw new IllegalArgumentException("Word of a new PIN names user, verifier, proof and known");
        }
        if (!PinHash.isVerifier(verifier.value())) {
            throw new IllegalArgumentException(
                    "The verifier of " + user.value() + "'s new PIN is none of this version");
        }
        Scope scope = Scope.branch(till.branch());
        List<PinVerifier> pins = store.read(view -> PinVerifier.all(view, scope));
        PinVerifier before = pins.stream()
                .filter(pin -> pin.userId().value().equals(user.value()))
                .findFirst()
                .orElseThrow(() -> mayNot(user.value(), till));
        boolean proven = PinHash.isProvenBy(before.verifier(), proof.value()); // slow on purpose: not under the lock
        return store.write(tx -> {
            refuseStrangers(tx, till, user.value());
            List<PinVerifier> now = PinVerifier.all(tx, scope);
            if (!now.equals(pins) || !PinVerifier.known(now).equals(Hash.of(known.value()))) {
                throw new Declined(
                        BEHIND,
                        "A PIN of " + till.branch()
                                + " has changed that this till has not heard of yet; try again in a moment");
            }
            if (!proven) {
                throw new IllegalArgumentException("The PIN of now of " + user.value() + " is not proven");
            }
            new PinVerifier(new UserId(user.value()), verifier.value(), false).writeTo(tx, scope);
            new AuditEvent(
                            UUID.randomUUID().toString(),
                            TillId.parse(till.till()),
                            user.value(),
                            null,
                            "pin-chosen",
                            user.value(),
                            clock.instant())
                    .appendTo(tx, scope);
            return Value.of(user.value());
        });
    }

    private static void refuseStrangers(Transaction tx, Identity till, String user) {
        boolean shutOut = tx.state(Scope.COMPANY, DocType.TILL.ref(till.till()))
                .map(state -> !TillProfile.of(state).active())
                .orElse(false);
        if (shutOut) {
            throw new IllegalArgumentException("Till " + till.till() + " is shut out");
        }
        boolean mayWork = tx.state(Scope.COMPANY, DocType.USER.ref(user))
                .map(state -> User.of(state).mayWorkIn(till.branch()))
                .orElse(false);
        if (!mayWork) {
            throw mayNot(user, till);
        }
    }

    private static IllegalArgumentException mayNot(String user, Identity till) {
        return new IllegalArgumentException("User \"" + user + "\" may not work in " + till.branch()
                + ", so no PIN is kept there; head office decides where users work");
    }
}
