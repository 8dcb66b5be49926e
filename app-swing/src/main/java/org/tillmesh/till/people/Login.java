package org.tillmesh.till.people;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.PinHash;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.store.Document;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** PINs: who may come in, who approves. Wrong tries are journaled, so that a restart does not forget them. */
public final class Login {
    private final Shop shop;
    private final PinTries tries;

    public Login(Shop shop) {
        this.shop = shop;
        this.tries = new PinTries(shop);
    }

    /** Users who may work in this store, in the order of their ids. */
    public List<User> users() {
        return shop.store().read(view -> view.scan(Scope.COMPANY, DocType.USER.typeName())
                .map(d -> User.of((Document.State) d))
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
        return checked(asked, pin, userId == null ? "anybody" : userId.value());
    }

    /** The manager whose PIN this is. */
    public User approver(String pin) {
        User manager = checked(users().stream().filter(User::isManager).toList(), pin, "approval");
        if (isPinDue(manager) && shop.isOnline()) {
            throw Shop.pinChange(manager);
        }
        return manager;
    }

    /** Whether the user must choose a new PIN as soon as head office can be reached; the demo's PINs are everybody's. */
    public boolean isPinDue(User user) {
        return !shop.folder().isDemo() && isPinToBeChanged(user);
    }

    /** Whether it is this user's PIN: one more try at it, whatever it is asked for. */
    User check(User user, String pin) {
        return checked(List.of(user), pin, user.id().value());
    }

    /**
     * A right PIN clears the account of the one user who was asked for, and no other: else one's own would go between
     * tries at a manager's.
     */
    private User checked(List<User> candidates, String pin, String who) {
        refuseLocked(PinTries.OF_TILL, PeopleRefusal.TILL_LOCKED);
        refuseLocked(who, PeopleRefusal.USER_LOCKED);
        Optional<User> found = candidates.stream().filter(u -> fits(u, pin)).findFirst();
        if (found.isPresent()) {
            if (found.get().id().value().equals(who)) {
                tries.clear(who);
            }
            return found.get();
        }
        PinTries.Tries now = tries.failed(who);
        throw now.left() == PinTries.TRIES_MAX
                ? new TillException(PeopleRefusal.WRONG_PIN_LOCKS, now.lockedUntil())
                : new TillException(PeopleRefusal.WRONG_PIN, now.left());
    }

    private void refuseLocked(String account, PeopleRefusal how) {
        PinTries.Tries before = tries.of(account);
        if (before.isLocked(shop.clock().instant())) {
            throw new TillException(how, before.count(), before.lockedUntil());
        }
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

    /**
     * Who answers for something that a cashier may not do alone: the manager who is logged in, or the one whose PIN came
     * with the command.
     *
     * @return the approver's id if somebody else approved, null if the user may
     */
    @Nullable public UserId allow(boolean mayAlone, Sentence act, @Nullable String approve) {
        User user = shop.user() == null ? null : shop.requireUser();
        if (user != null && (mayAlone || user.isManager())) {
            return null;
        }
        if (approve != null) {
            return approver(approve).id();
        }
        shop.requireUser();
        throw new TillException(PeopleRefusal.NOT_ALONE, act);
    }
}
