package org.tillmesh.till;

import java.time.Duration;
import java.time.Instant;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.DocType;
import org.tillmesh.store.Document;

/**
 * Tries at PINs by account, journaled, so that a restart does not forget them. Every fifth locks its account: for 30 s at
 * first, for twice as long each time, for 15 min at most.
 */
final class PinTries {
    static final int TRIES_MAX = 5;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration WAIT_MAX = Duration.ofMinutes(15);

    private final Shop shop;

    PinTries(Shop shop) {
        this.shop = shop;
    }

    /** @param lockedUntil the epoch when it is open */
    record Tries(int count, Instant lockedUntil) {
        static final Tries NONE = new Tries(0, Instant.EPOCH);

        boolean isLocked(Instant now) {
            return now.isBefore(lockedUntil);
        }

        /** Before the account is locked again. */
        int left() {
            return TRIES_MAX - count % TRIES_MAX;
        }
    }

    Tries of(String account) {
        return shop.store()
                .read(view -> view.state(Scope.LOCAL, DocType.PIN_ATTEMPTS.ref(account)))
                .map(state ->
                        new Tries((int) number(state, "failed"), Instant.ofEpochMilli(number(state, "lockedUntil"))))
                .orElse(Tries.NONE);
    }

    private static long number(Document.State state, String field) {
        return state.value(field).map(v -> ((Value.Int) v).value()).orElse(0L);
    }

    /** One more, durable when this returns. */
    Tries add(String account) {
        int count = of(account).count() + 1;
        Instant until = count % TRIES_MAX == 0 ? shop.clock().instant().plus(waitAfter(count)) : Instant.EPOCH;
        return keep(account, new Tries(count, until));
    }

    void clear(String account) {
        if (of(account).count() > 0) {
            keep(account, Tries.NONE);
        }
    }

    private static Duration waitAfter(int count) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(10, count / TRIES_MAX - 1));
        return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
    }

    private Tries keep(String account, Tries tries) {
        DocRef ref = DocType.PIN_ATTEMPTS.ref(account);
        return shop.write(tx -> {
            tx.put(Scope.LOCAL, ref, "failed", Value.of(tries.count()));
            tx.put(Scope.LOCAL, ref, "lockedUntil", Value.of(tries.lockedUntil().toEpochMilli()));
            return tries;
        });
    }
}
