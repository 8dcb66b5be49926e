package org.tillmesh.till.tender;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
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
public final class EscrowFetch {
    private static final Logger LOG = LoggerFactory.getLogger(EscrowFetch.class);
    private static final long ARRIVAL_MILLIS_MAX = 4_000;

    private final Shop shop;
    private final EscrowRights rights;
    private final Mesh mesh;

    public EscrowFetch(Shop shop, EscrowRights rights, Mesh mesh) {
        this.shop = shop;
        this.rights = rights;
        this.mesh = mesh;
    }

    /**
     * The account that a tender of a cart spends from.
     *
     * @throws TillException BAD_VALUE without a card's number, NO_RIGHTS for a card that does not pay
     */
    EscrowAccount payingAccount(Cart cart, Tender tender) {
        EscrowAccount account = EscrowRights.account(tender, cart.customerId())
                .orElseThrow(() -> new TillException(TenderRefusal.CARD_NUMBER_MISSING));
        refuseBlocked(account);
        return account;
    }

    /** Whether this till holds what a cart pays by of an account. */
    boolean isHeld(EscrowAccount account, Cart cart) {
        return rights.held(account) >= needed(account, cart);
    }

    private static long needed(EscrowAccount account, Cart cart) {
        return EscrowRights.spent(cart.tenders(), cart.customerId()).getOrDefault(account, 0L);
    }

    /**
     * Fetches what a cart is to pay by, while other commands go on, and keeps it for that.
     *
     * @param then uses it; what it refuses to use goes back to head office
     * @throws TillException NO_RIGHTS, or TIMEOUT if head office does not answer
     */
    <T> T fetched(EscrowAccount account, Cart cart, Supplier<T> then) {
        long needed = needed(account, cart);
        long before = rights.held(account);
        rights.reserve(account, needed);
        try {
            if (!mesh.aside(() -> fetch(account, needed))) {
                throw rights.refusal(account, needed, mesh.isOnline());
            }
            T done = then.get();
            if (EscrowAsk.of(shop.store(), account).isPresent()) {
                shop.store().note(EscrowAsk.done(account));
            }
            return done;
        } catch (RuntimeException e) {
            if (rights.held(account) > before) {
                shop.store().note(EscrowDesk.kept(account));
            }
            throw e;
        } finally {
            rights.release(account);
        }
    }

    /** The same where it goes on without: what can be had is here afterwards, and what is not used of it goes back. */
    void ifPossible(EscrowAccount account, long more, @Nullable Cart open) {
        long there = Math.min(more, rights.counter(account).balance());
        long lacking = there - Math.max(0, rights.free(account, open));
        if (lacking <= 0) {
            return;
        }
        long before = rights.held(account);
        rights.reserve(account, before + lacking);
        try {
            mesh.aside(() -> fetch(account, before + lacking));
        } catch (TillException | NoAnswerException | OfflineException e) {
            LOG.info("What a return takes back of {} is not had: {}", account, e.getMessage());
        } finally {
            rights.release(account);
        }
        if (rights.held(account) > before) {
            shop.store().note(EscrowDesk.kept(account));
        }
        if (EscrowAsk.of(shop.store(), account)
                .filter(ask -> ask.isGranted(shop.store()))
                .isPresent()) {
            shop.store().note(EscrowAsk.done(account));
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
                    card.get().blocked() ? TenderRefusal.GIFT_CARD_BLOCKED : TenderRefusal.GIFT_CARD_EXPIRED,
                    account.holder());
        }
    }

    private boolean fetch(EscrowAccount account, long needed) {
        TillException awaits = null;
        try {
            if (mesh.isOnline() && officeGives(account, needed)) {
                return true;
            }
        } catch (TillException e) {
            awaits = e; // head office can't say what is left, but a neighbour may hold enough
        }
        for (String till : holders(account)) {
            if (neighbourGives(till, account, needed)) {
                return true;
            }
        }
        if (awaits != null) {
            throw awaits;
        }
        return false;
    }

    /** A question that was never answered comes first: what it may have brought is part of what is needed. */
    private boolean officeGives(EscrowAccount account, long needed) {
        Optional<EscrowAsk> open = EscrowAsk.of(shop.store(), account);
        if (open.isPresent() && !open.get().isGranted(shop.store())) {
            boolean isGranted = officeGrants(account, open.get(), needed);
            if (!isGranted && EscrowAsk.of(shop.store(), account).isPresent()) {
                return rights.held(account) >= needed; // still not known: asked for more it might be granted twice
            }
        }
        long lacking = needed - rights.held(account);
        if (lacking <= 0) {
            return true;
        }
        var ask = new EscrowAsk(Shop.newId(), lacking);
        shop.store().note(ask.note(account));
        return officeGrants(account, ask, needed) && rights.held(account) >= needed;
    }

    /**
     * Asks head office, and waits until the record that hands the rights over is here.
     *
     * @return whether it is
     * @throws TillException NO_RIGHTS if head office waits for tills before it hands out any
     */
    private boolean officeGrants(EscrowAccount account, EscrowAsk ask, long needed) {
        try {
            mesh.askRelay(EscrowDesk.QUESTION, question(account, ask.id(), ask.amount()));
        } catch (Declined e) {
            shop.store().note(EscrowAsk.done(account));
            if (e.is(Escrow.AWAITED) && rights.held(account) < needed) {
                throw new TillException(e, TenderRefusal.RIGHTS_AWAITED, e.words());
            }
            return false; // it has not so much
        } catch (OfflineException e) {
            return false;
        } catch (NoAnswerException e) {
            return arrived(() -> ask.isGranted(shop.store()));
        }
        return arrived(() -> ask.isGranted(shop.store()));
    }

    private boolean neighbourGives(String till, EscrowAccount account, long needed) {
        long lacking = needed - rights.held(account);
        if (lacking <= 0) {
            return true;
        }
        try {
            mesh.ask(till, EscrowDesk.QUESTION, question(account, Shop.newId(), lacking));
        } catch (Declined | OfflineException e) {
            return rights.held(account) >= needed; // it has not so much
        } catch (NoAnswerException e) {
            return arrived(() -> rights.held(account) >= needed);
        }
        return arrived(() -> rights.held(account) >= needed);
    }

    private Value question(EscrowAccount account, String id, long amount) {
        return Value.map(Map.of(
                "account", Value.of(account.toString()),
                "amount", Value.of(amount),
                "id", Value.of(id),
                "to", Value.of(rights.self().toString())));
    }

    private static boolean arrived(BooleanSupplier isHere) {
        long until = System.nanoTime() + ARRIVAL_MILLIS_MAX * 1_000_000;
        while (!isHere.getAsBoolean()) {
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

    /** Neighbours on the line that hold rights, in order. */
    private List<String> holders(EscrowAccount account) {
        BoundedCounter counter = rights.counter(account);
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
                mesh.running()
                        .identityOf(origin)
                        .map(Identity::till)
                        .filter(mesh.neighbours()::contains)
                        .ifPresent(tills::add);
            }
        }
        return tills;
    }
}
