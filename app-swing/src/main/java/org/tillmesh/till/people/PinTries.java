package org.tillmesh.till.people;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.store.Document;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.shop.Shop;

/**
 * Wrong tries at PINs by account, journaled, so that a restart does not forget them. Every fifth locks its account: for
 * 30 s at first, for twice as long each time, for 15 min at most. All of them together count for the till, which from the
 * twentieth on is locked in the same way. A try is forgotten after 10 min: a shop's own mistakes over a day lock nothing.
 */
final class PinTries {
    static final int TRIES_MAX = 5;
    static final int OF_TILL_MAX = 20;

    /** The account of all tries, whoever is asked for. */
    static final String OF_TILL = "till/all";

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration WAIT_MAX = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final Shop shop;

    PinTries(Shop shop) {
        this.shop = shop;
    }

    /**
     * @param lockedUntil the epoch when it is open
     * @param since when the oldest of them begins to be forgotten
     */
    record Tries(int count, Instant lockedUntil, Instant since) {
        static final Tries NONE = new Tries(0, Instant.EPOCH, Instant.EPOCH);

        /** A lock that ends later than any begins was set by a wrong clock. */
        boolean isLocked(Instant now) {
            return now.isBefore(lockedUntil) && !now.plus(WAIT_MAX).isBefore(lockedUntil);
        }

        /** Before the account is locked again. */
        int left() {
            return TRIES_MAX - count % TRIES_MAX;
        }

        /** What is left of them at a time. */
        Tries at(Instant now) {
            long forgotten = Math.max(0, Duration.between(since, now).dividedBy(FORGOTTEN_AFTER));
            return forgotten >= count
                    ? new Tries(0, lockedUntil, Instant.EPOCH)
                    : new Tries(
                            count - (int) forgotten, lockedUntil, since.plus(FORGOTTEN_AFTER.multipliedBy(forgotten)));
        }

        Tries more(Instant now, boolean ofTill) {
            int sum = count + 1;
            int over = ofTill ? sum - OF_TILL_MAX + TRIES_MAX : sum;
            boolean locks = over > 0 && over % TRIES_MAX == 0;
            return new Tries(sum, locks ? now.plus(waitAfter(over)) : Instant.EPOCH, count == 0 ? now : since);
        }

        private static Duration waitAfter(int count) {
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(10, count / TRIES_MAX - 1));
            return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
        }
    }

    Tries of(String account) {
        Instant now = shop.clock().instant();
        return shop.store()
                .read(view -> view.state(Scope.LOCAL, DocType.PIN_ATTEMPTS.ref(account)))
                .map(state -> new Tries(
                                (int) number(state, "failed"),
                                Instant.ofEpochMilli(number(state, "lockedUntil")),
                                Instant.ofEpochMilli(number(state, "since")))
                        .at(now))
                .orElse(Tries.NONE);
    }

    private static long number(Document.State state, String field) {
        return state.value(field).map(v -> ((Value.Int) v).value()).orElse(0L);
    }

    /** One more of an account that is no matter of the till's, durable when this returns. */
    Tries add(String account) {
        Tries now = of(account).more(shop.clock().instant(), false);
        return shop.writeAnyway(tx -> keep(tx, account, now));
    }

    /**
     * One more wrong PIN, for everybody on whom it was tried and for the till, durable when this returns.
     *
     * @param what the kind of event that it is in the audit trail
     * @param asked whose PIN it was given as
     * @return what each of the accounts has come to
     */
    List<Tries> failed(List<String> accounts, String what, String asked) {
        Instant at = shop.clock().instant();
        Tries all = of(OF_TILL).more(at, true);
        return shop.writeAnyway(tx -> {
            shop.audit(tx, what, asked, null);
            keepFailed(tx, OF_TILL, all, at);
            return accounts.stream()
                    .map(account -> keepFailed(tx, account, of(account).more(at, false), at))
                    .toList();
        });
    }

    private Tries keepFailed(Transaction tx, String account, Tries now, Instant at) {
        if (now.isLocked(at)) {
            shop.audit(tx, "pin-locked", account, null);
        }
        return keep(tx, account, now);
    }

    /** Its owner is in: what was tried at it is forgotten, what was tried at the till is not. */
    void clear(String account) {
        if (of(account).count() > 0) {
            shop.writeAnyway(tx -> keep(tx, account, Tries.NONE));
        }
    }

    private static Tries keep(Transaction tx, String account, Tries tries) {
        DocRef ref = DocType.PIN_ATTEMPTS.ref(account);
        tx.put(Scope.LOCAL, ref, "failed", Value.of(tries.count()));
        tx.put(Scope.LOCAL, ref, "lockedUntil", Value.of(tries.lockedUntil().toEpochMilli()));
        tx.put(Scope.LOCAL, ref, "since", Value.of(tries.since().toEpochMilli()));
        return tries;
    }
}
