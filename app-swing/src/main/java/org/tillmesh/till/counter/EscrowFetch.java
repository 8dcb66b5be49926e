package org.tillmesh.till.counter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.Replicator;
import org.tillmesh.replication.base.Declined;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.Escrow;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.GiftCard;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * Fetches rights to spend a gift card or store credit from head office, or from a neighbour that holds them, before the
 * tender.
 */
final class EscrowFetch {
    private static final long ARRIVAL_MILLIS_MAX = 4_000;

    private final Shop shop;
    private final EscrowRights rights;
    private final Mesh mesh;

    EscrowFetch(Shop shop, EscrowRights rights, Mesh mesh) {
        this.shop = shop;
        this.rights = rights;
        this.mesh = mesh;
    }

    /**
     * Makes sure that this till holds what a cart pays by.
     *
     * @throws TillException NO_RIGHTS, or TIMEOUT if head office does not answer
     */
    void require(Cart cart, Tender tender) {
        EscrowAccount account = EscrowRights.account(tender, cart.customerId())
                .orElseThrow(() -> new TillException(CounterRefusal.CARD_NUMBER_MISSING));
        long needed = EscrowRights.spent(cart.tenders(), cart.customerId()).getOrDefault(account, 0L);
        refuseBlocked(account);
        if (rights.held(account) >= needed) {
            return;
        }
        if (mesh.ifRunning().filter(line -> fetched(account, needed, line)).isEmpty()) {
            throw rights.refusal(account, needed, mesh.isOnline());
        }
    }

    private void refuseBlocked(EscrowAccount account) {
        Optional<GiftCard> card = account.kind() == EscrowAccount.Kind.GIFT
                ? shop.store()
                        .read(view -> view.state(Scope.COMPANY, DocType.GIFT_CARD.ref(account.holder())))
                        .map(GiftCard::of)
                : Optional.empty();
        if (card.isPresent() && !card.get().paysOn(shop.today())) {
            throw new TillException(
                    card.get().blocked() ? CounterRefusal.GIFT_CARD_BLOCKED : CounterRefusal.GIFT_CARD_EXPIRED,
                    account.holder());
        }
    }

    private boolean fetched(EscrowAccount account, long needed, Replicator replicator) {
        TillException awaits = null;
        try {
            if (replicator.online() && asked(account, needed, body -> replicator.askRelay(EscrowDesk.QUESTION, body))) {
                return true;
            }
        } catch (TillException e) {
            awaits = e; // head office can't say what is left, but a neighbour may hold enough
        }
        BoundedCounter counter = rights.counter(account);
        for (String till : holders(counter, replicator)) {
            if (asked(account, needed, body -> replicator.ask(till, EscrowDesk.QUESTION, body))) {
                return true;
            }
        }
        if (awaits != null) {
            throw awaits;
        }
        return false;
    }

    /** Neighbours on the line that hold rights, in order. */
    private static List<String> holders(BoundedCounter counter, Replicator replicator) {
        var origins = new TreeSet<Origin>();
        counter.entries().values().forEach(entry -> {
            if (entry instanceof BoundedCounter.Move move) {
                origins.add(move.to());
            } else if (entry instanceof BoundedCounter.Grant grant) {
                origins.add(grant.to());
            }
        });
        var tills = new ArrayList<String>();
        for (Origin origin : origins) {
            if (counter.rightsOf(origin) > 0) {
                replicator
                        .identityOf(origin)
                        .map(Identity::till)
                        .filter(replicator.neighbours()::contains)
                        .ifPresent(tills::add);
            }
        }
        return tills;
    }

    @FunctionalInterface
    private interface Question {
        Value ask(Value body);
    }

    /**
     * Asks whoever holds rights for what is lacking, and waits until the record that hands them over is here.
     *
     * @throws TillException NO_RIGHTS if head office waits for tills before it hands out any
     */
    private boolean asked(EscrowAccount account, long needed, Question question) {
        long lacking = needed - rights.held(account);
        try {
            question.ask(Value.map(Map.of(
                    "account", Value.of(account.toString()),
                    "amount", Value.of(lacking),
                    "id", Value.of(Shop.newId()),
                    "to", Value.of(rights.self().toString()))));
        } catch (Declined e) {
            if (e.is(Escrow.AWAITED) && rights.held(account) < needed) {
                throw new TillException(e, CounterRefusal.RIGHTS_AWAITED, e.words());
            }
            return rights.held(account) >= needed; // whoever was asked has not so much
        } catch (IllegalArgumentException | OfflineException e) {
            return rights.held(account) >= needed; // whoever was asked has not so much
        } catch (NoAnswerException e) {
            return arrived(account, needed);
        }
        return arrived(account, needed);
    }

    private boolean arrived(EscrowAccount account, long needed) {
        long until = System.nanoTime() + ARRIVAL_MILLIS_MAX * 1_000_000;
        while (rights.held(account) < needed) {
            if (System.nanoTime() > until) {
                return false; // it comes later, and can be spent then
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
