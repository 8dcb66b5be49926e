package org.tillmesh.till;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.PinHash;
import org.tillmesh.retail.DocType;
import org.tillmesh.retail.PinVerifier;
import org.tillmesh.retail.User;
import org.tillmesh.store.Document;

/** PINs: who may come in, who approves. Wrong tries are journaled, so that a restart does not forget them. */
final class Login {
    private static final int TRIES_MAX = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration WAIT_MAX = Duration.ofMinutes(15);

    private final Shop shop;

    Login(Shop shop) {
        this.shop = shop;
    }

    /** Users who may work in this store, in the order of their ids. */
    List<User> users() {
        return shop.store().read(view -> view.scan(Scope.COMPANY, DocType.USER.typeName())
                .map(d -> User.of((Document.State) d))
                .filter(u -> u.active() && u.mayWorkIn(shop.folder().identity().store()))
                .toList());
    }

    User login(@Nullable String userId, String pin) {
        if (!shop.folder().isActivated()) {
            throw TillFolder.notActivated();
        }
        List<User> asked = userId == null
                ? users()
                : users().stream().filter(u -> u.id().equals(userId)).toList();
        if (userId != null && asked.isEmpty()) {
            throw Refusals.badValue("User \"" + userId + "\" may not work in this store; known here are "
                    + users().stream().map(User::id).toList());
        }
        return checked(asked, pin, userId == null ? "anybody" : userId);
    }

    /** The manager whose PIN this is. */
    User approver(String pin) {
        return checked(users().stream().filter(User::isManager).toList(), pin, "approval");
    }

    private User checked(List<User> candidates, String pin, String who) {
        DocRef ref = DocType.PIN_ATTEMPTS.ref(who);
        Instant now = shop.clock().instant();
        Attempts before = attempts(ref);
        if (now.isBefore(before.lockedUntil())) {
            throw new TillException(
                    TillException.Code.LOCKED,
                    "After " + before.failed() + " wrong PINs this is locked until " + before.lockedUntil()
                            + "; wait, or let somebody else log in");
        }
        Optional<User> found = candidates.stream().filter(u -> fits(u, pin)).findFirst();
        if (found.isPresent()) {
            if (before.failed() > 0) {
                keep(ref, new Attempts(0, Instant.EPOCH));
            }
            return found.get();
        }
        int failed = before.failed() + 1;
        Instant until = failed % TRIES_MAX == 0 ? now.plus(waitAfter(failed)) : Instant.EPOCH;
        keep(ref, new Attempts(failed, until));
        int left = TRIES_MAX - failed % TRIES_MAX;
        throw new TillException(
                TillException.Code.WRONG_PIN,
                "This PIN is not right"
                        + (left == TRIES_MAX ? "; locked until " + until : "; " + left + " tries left"));
    }

    private static Duration waitAfter(int failed) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(10, failed / TRIES_MAX - 1));
        return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
    }

    private boolean fits(User user, String pin) {
        return shop.store()
                .read(view -> view.state(shop.scope(), DocType.PIN.ref(user.id())))
                .map(PinVerifier::of)
                .map(v -> PinHash.fits(v.verifier(), shop.folder().ring().secret(KeyNames.PEPPER), pin))
                .orElse(false);
    }

    private record Attempts(int failed, Instant lockedUntil) {}

    private Attempts attempts(DocRef ref) {
        return shop.store()
                .read(view -> view.state(Scope.LOCAL, ref))
                .map(state ->
                        new Attempts((int) number(state, "failed"), Instant.ofEpochMilli(number(state, "lockedUntil"))))
                .orElse(new Attempts(0, Instant.EPOCH));
    }

    private static long number(Document.State state, String field) {
        return state.value(field).map(v -> ((Value.Int) v).value()).orElse(0L);
    }

    private void keep(DocRef ref, Attempts attempts) {
        shop.write(tx -> {
            tx.put(Scope.LOCAL, ref, "failed", Value.of(attempts.failed()));
            tx.put(
                    Scope.LOCAL,
                    ref,
                    "lockedUntil",
                    Value.of(attempts.lockedUntil().toEpochMilli()));
            return true;
        });
    }

    // ---- permissions

    /**
     * Who answers for something that a cashier may not do alone: the manager who is logged in, or the one whose PIN came
     * with the command.
     *
     * @return the approver's id if somebody else approved, null if the user may
     */
    @Nullable String allow(boolean mayAlone, String what, @Nullable String approve) {
        User user = shop.user();
        if (user != null && (mayAlone || user.isManager())) {
            return null;
        }
        if (approve != null) {
            return approver(approve).id();
        }
        shop.requireUser();
        throw new TillException(
                TillException.Code.FORBIDDEN,
                "A cashier may not " + what + " alone; a manager's PIN approves it (\"approve\")");
    }
}
