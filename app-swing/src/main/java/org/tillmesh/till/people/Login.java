package org.tillmesh.till.people;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.PinHash;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** PINs: who may come in, who approves. Wrong tries are journaled, so that a restart does not forget them. */
public final class Login {
    private static final String ANYBODY = "anybody";

    private final Shop shop;
    private final PinTries tries;
    private final Rights rights;

    public Login(Shop shop) {
        this.shop = shop;
        this.tries = new PinTries(shop);
        this.rights = new Rights(shop);
    }

    /** Users who may work in this store, in the order of their ids. */
    public List<User> users() {
        return shop.store().read(view -> view.scan(Scope.COMPANY, DocType.USER.typeName())
                .flatMap(document -> Read.state(document, User::of).stream())
                .filter(u -> u.active() && u.mayWorkIn(shop.folder().identity().branch()))
                .toList());
    }

    public User login(@Nullable UserId userId, String pin) {
        shop.requireActivated();
        if (shop.folder().isLost() && users().isEmpty()) {
            throw shop.folder().onlyKeysLeft();
        }
        List<User> asked = userId == null
                ? users()
                : users().stream().filter(u -> u.id().equals(userId)).toList();
        if (userId != null && asked.isEmpty()) {
            throw new TillException(
                    PeopleRefusal.UNKNOWN_USER,
                    userId,
                    users().stream().map(User::id).toList());
        }
        return checked(asked, pin, userId == null ? ANYBODY : userId.value(), "login-failed");
    }

    /**
     * Whose PIN this is, of all who may allow something; the audit trail has the word that was given.
     *
     * @param about what is approved, for the audit trail
     * @param may who may allow it; nobody else's PIN is tried
     */
    public User approver(String pin, String about, Predicate<User> may) {
        User found = checked(users().stream().filter(may).toList(), pin, ANYBODY, "approval-failed");
        if (isPinDue(found) && shop.isOnline()) {
            throw Shop.pinChange(found);
        }
        shop.audit("approval", about, found.id());
        return found;
    }

    /** Whether the user must choose a new PIN as soon as head office can be reached; the demo's PINs are everybody's. */
    public boolean isPinDue(User user) {
        return !shop.folder().isDemo() && isPinToBeChanged(user);
    }

    /** Whether it is this user's PIN: one more try at it, whatever it is asked for. */
    User check(User user, String pin) {
        return checked(List.of(user), pin, user.id().value(), "login-failed");
    }

    /**
     * A wrong PIN counts for everybody on whom it was tried. A right one clears the account of the one user who was asked
     * for, and no other: else one's own would go between tries at a manager's. On whom it is locked it is not tried.
     */
    private User checked(List<User> candidates, String pin, String who, String failure) {
        Instant at = shop.clock().instant();
        PinTries.Tries ofTill = tries.of(PinTries.OF_TILL);
        if (ofTill.isLocked(at)) {
            throw new TillException(PeopleRefusal.TILL_LOCKED, ofTill.count(), ofTill.lockedUntil());
        }
        List<User> open = candidates.stream()
                .filter(user -> !tries.of(user.id().value()).isLocked(at))
                .toList();
        if (open.isEmpty() && !candidates.isEmpty()) {
            PinTries.Tries first = firstOpen(
                    candidates.stream().map(user -> tries.of(user.id().value())).toList());
            throw new TillException(PeopleRefusal.USER_LOCKED, first.count(), first.lockedUntil());
        }
        Optional<User> found = open.stream().filter(u -> fits(u, pin)).findFirst();
        if (found.isPresent()) {
            if (found.get().id().value().equals(who)) {
                tries.clear(who);
            }
            return found.get();
        }
        List<PinTries.Tries> now =
                tries.failed(open.stream().map(user -> user.id().value()).toList(), failure, who);
        List<PinTries.Tries> left = now.stream().filter(t -> !t.isLocked(at)).toList();
        throw left.isEmpty() && !now.isEmpty()
                ? new TillException(
                        PeopleRefusal.WRONG_PIN_LOCKS, firstOpen(now).lockedUntil())
                : new TillException(
                        PeopleRefusal.WRONG_PIN,
                        left.stream().mapToInt(PinTries.Tries::left).min().orElse(PinTries.TRIES_MAX));
    }

    private static PinTries.Tries firstOpen(List<PinTries.Tries> locked) {
        return locked.stream()
                .min(Comparator.comparing(PinTries.Tries::lockedUntil))
                .orElseThrow();
    }

    private boolean fits(User user, String pin) {
        return verifier(user)
                .map(v -> PinHash.fits(v.verifier(), shop.folder().ring().secret(KeyNames.PEPPER), pin))
                .orElse(false);
    }

    private Optional<PinVerifier> verifier(User user) {
        return shop.store()
                .read(view -> view.state(shop.scope(), DocType.PIN.ref(user.id())))
                .map(PinVerifier::of);
    }

    /** Whether head office wants the user to choose a new PIN. */
    public boolean isPinToBeChanged(User user) {
        return verifier(user).map(PinVerifier::change).orElse(false);
    }

    // ---- permissions

    public Rights rights() {
        return rights;
    }

    /**
     * Who answers for something that a cashier may not do alone: whoever is logged in with the right to it, or one who
     * has it and whose PIN came with the command.
     *
     * @return the approver's id if somebody else approved, null if the user may
     */
    @Nullable public UserId allow(boolean mayAlone, Sentence act, @Nullable String approve) {
        User user = shop.user() == null ? null : shop.requireUser();
        if (user != null && (mayAlone || rights.may(user, act))) {
            return null;
        }
        if (approve != null) {
            return approver(approve, act.message(), allowed -> rights.may(allowed, act))
                    .id();
        }
        shop.requireUser();
        throw new TillException(PeopleRefusal.NOT_ALONE, act);
    }
}
