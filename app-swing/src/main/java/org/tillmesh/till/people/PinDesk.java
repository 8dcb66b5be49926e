package org.tillmesh.till.people;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.Declined;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.PinHash;
import org.tillmesh.retail.company.PinRule;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * A user chooses another PIN. Head office writes it, so there must be a route to it; it gets a verifier and never the PIN.
 *
 * <p>Nobody gets a PIN that another user of the store has: whoever approves is known by the PIN alone. To refuse one for
 * that tells that somebody has it, so every try counts, also one that went well, in an account that only time opens again.
 */
final class PinDesk {
    private static final String QUESTION = "pin";
    private static final String BEHIND = "BEHIND";
    private static final int KNOWN_SECONDS_MAX = 5;

    private final Shop shop;
    private final Login login;
    private final Mesh mesh;
    private final PinTries tries;

    PinDesk(Shop shop, Login login, Mesh mesh) {
        this.shop = shop;
        this.login = login;
        this.mesh = mesh;
        this.tries = new PinTries(shop);
    }

    /** What head office took. */
    record Chosen(UserId user, byte[] verifier) {}

    PinRule rule() {
        return PinRule.of(shop.loggedIn().role(), shop.folder().isDemo());
    }

    Chosen choose(String pin, String chosen) {
        User user = shop.loggedIn();
        if (!rule().allows(chosen)) {
            throw new TillException(
                    PeopleRefusal.NEW_PIN_RULE,
                    user.role().equals(Role.CASHIER) ? "cashier" : "manager",
                    rule().digitsMin(),
                    rule().digitsMax());
        }
        if (chosen.equals(pin)) {
            throw new TillException(PeopleRefusal.NEW_PIN_SAME);
        }
        requireOnline();
        String account = "new-pin/" + user.id();
        PinTries.Tries before = tries.of(account);
        if (before.isLocked(shop.clock().instant())) {
            throw new TillException(PeopleRefusal.NEW_PIN_LOCKED, before.count(), before.lockedUntil());
        }
        login.check(user, pin);
        tries.add(account);
        byte[] pepper = shop.folder().ring().secret(KeyNames.PEPPER);
        List<PinVerifier> pins = shop.store().read(view -> PinVerifier.all(view, shop.scope()));
        if (othersWith(chosen, user, pins, pepper) > 0) {
            shop.writeAnyway(tx -> {
                shop.audit(tx, "pin-taken", user.id().value(), null);
                return true;
            });
            throw new TillException(PeopleRefusal.NEW_PIN_TAKEN);
        }
        byte[] verifier = PinHash.make(pepper, chosen);
        ask(user, verifier, PinHash.proof(pepper, pin), pins);
        shop.pinChosen(user);
        shop.auditIfPossible("pin-changed", user.id().value());
        return new Chosen(user.id(), verifier);
    }

    /** Compares with all of them, whatever it finds: how long it takes must not tell whose PIN it is. */
    private static long othersWith(String chosen, User user, List<PinVerifier> pins, byte[] pepper) {
        return pins.stream()
                .filter(pin -> !pin.userId().equals(user.id()))
                .filter(pin -> PinHash.fits(pin.verifier(), pepper, chosen))
                .count();
    }

    private void requireOnline() {
        if (!mesh.isOnline()) {
            throw new TillException(PeopleRefusal.NEW_PIN_OFFLINE);
        }
    }

    private void ask(User user, byte[] verifier, byte[] proof, List<PinVerifier> pins) {
        try {
            mesh.askRelay(
                    QUESTION,
                    Value.map(Map.of(
                            "user", Value.of(user.id().value()),
                            "verifier", Value.of(verifier),
                            "proof", Value.of(proof),
                            "known", Value.of(PinVerifier.known(pins).bytes()))));
        } catch (NoAnswerException e) {
            throw new TillException(e, PeopleRefusal.NEW_PIN_UNANSWERED);
        } catch (Declined e) {
            throw e.is(BEHIND)
                    ? new TillException(e, PeopleRefusal.NEW_PIN_BEHIND, e.words())
                    : new TillException(e, PeopleRefusal.NEW_PIN_REFUSED, e.words());
        }
    }

    /** Waits a few seconds for head office's record of it. @return whether it is here */
    boolean awaitKnown(Chosen chosen) {
        var here = new CountDownLatch(1);
        Store.FeedListener looks = commit -> {
            if (isKnown(chosen)) {
                here.countDown();
            }
        };
        try (Store.Subscription feed = shop.store().subscribe(looks)) {
            return isKnown(chosen) || here.await(KNOWN_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isKnown(Chosen chosen) {
        return shop.store()
                .read(view -> view.state(shop.scope(), DocType.PIN.ref(chosen.user())))
                .map(state -> Arrays.equals(PinVerifier.of(state).verifier(), chosen.verifier()))
                .orElse(false);
    }
}
