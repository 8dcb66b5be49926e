package org.tillmesh.till.counter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.Replicator;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.Escrow;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.retail.escrow.GiftCard;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * Rights to spend gift cards and store credit: fetched from head office (or from a neighbour that holds them) before the
 * tender, spent in the commit of the sale, handed back when the cart lets go of them. Offline only what is held here; what
 * a cart lets go of then stays here, where a neighbour can still ask for it, until head office is back.
 */
public final class EscrowDesk {
    private static final String QUESTION = "escrow";
    private static final long ARRIVAL_MILLIS_MAX = 4_000;

    /** Notes of accounts whose rights a cart let go of while head office could not hear of it. */
    private static final String KEPT = "escrow-kept/";

    private final Shop shop;
    private final Supplier<Optional<Replicator>> replicator;

    EscrowDesk(Shop shop, Supplier<Optional<Replicator>> replicator) {
        this.shop = shop;
        this.replicator = replicator;
    }

    // ---- what a cart pays by

    /** The account that a tender spends from; empty if it spends none. */
    private static Optional<EscrowAccount> account(Tender tender, @Nullable String customer) {
        String card = tender.card();
        if (tender.kind() == TenderKind.GIFT && card != null && !card.isBlank()) {
            return Optional.of(EscrowAccount.gift(card.strip()));
        }
        if (tender.kind() == TenderKind.CREDIT && customer != null) {
            return Optional.of(EscrowAccount.credit(customer));
        }
        return Optional.empty();
    }

    private static SortedMap<EscrowAccount, Long> spent(List<Tender> tenders, @Nullable String customer) {
        var spent = new TreeMap<EscrowAccount, Long>();
        for (Tender tender : tenders) {
            account(tender, customer)
                    .ifPresent(account -> spent.merge(account, tender.amount().minor(), Long::sum));
        }
        return spent;
    }

    /**
     * Makes sure that this till holds what a cart pays by.
     *
     * @throws TillException NO_RIGHTS, or TIMEOUT if head office does not answer
     */
    void require(Cart cart, Tender tender) {
        EscrowAccount account = account(tender, cart.customerId())
                .orElseThrow(() ->
                        Refusals.badValue("Paying by gift card needs the card's number in \"card\"; scan or type it"));
        long needed = spent(cart.tenders(), cart.customerId()).getOrDefault(account, 0L);
        refuseBlocked(account);
        if (held(account) >= needed) {
            return;
        }
        if (replicator.get().filter(line -> fetched(account, needed, line)).isEmpty()) {
            throw noRights(account, needed);
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
                    TillException.Code.NO_RIGHTS,
                    "Gift card " + account.holder() + (card.get().blocked() ? " is blocked" : " has expired")
                            + "; take another tender");
        }
    }

    private long held(EscrowAccount account) {
        BoundedCounter counter = shop.retail().escrow().counter(account);
        return counter.isComplete() ? Math.max(0, counter.rightsOf(self())) : 0;
    }

    private Origin self() {
        return shop.store().self();
    }

    private TillException noRights(EscrowAccount account, long needed) {
        BoundedCounter counter = shop.retail().escrow().counter(account);
        boolean online = replicator.get().filter(Replicator::online).isPresent();
        String what = account.kind() == EscrowAccount.Kind.GIFT ? "Gift card " + account.holder() : "The store credit";
        String why = !online
                ? " can pay only what this till holds of it while head office can't be reached, which is "
                        + money(held(account))
                : counter.balance() < needed
                        ? " has " + money(counter.balance()) + " left"
                        : " has rights of " + money(needed) + " that another till holds just now";
        return new TillException(
                TillException.Code.NO_RIGHTS, what + why + "; " + money(needed) + " was asked. Take another tender");
    }

    private static Money money(long minor) {
        return Money.sar(minor);
    }

    // ---- fetched

    private boolean fetched(EscrowAccount account, long needed, Replicator replicator) {
        TillException awaits = null;
        try {
            if (replicator.online() && asked(account, needed, body -> replicator.askRelay(QUESTION, body))) {
                return true;
            }
        } catch (TillException e) {
            awaits = e; // head office can't say what is left, but a neighbour may hold enough
        }
        BoundedCounter counter = shop.retail().escrow().counter(account);
        for (String till : holders(counter, replicator)) {
            if (asked(account, needed, body -> replicator.ask(till, QUESTION, body))) {
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
        long lacking = needed - held(account);
        try {
            question.ask(Value.map(Map.of(
                    "account", Value.of(account.toString()),
                    "amount", Value.of(lacking),
                    "id", Value.of(Shop.newId()),
                    "to", Value.of(self().toString()))));
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            if (why.startsWith(Escrow.AWAITED) && held(account) < needed) {
                throw new TillException(
                        TillException.Code.NO_RIGHTS,
                        why.substring(Escrow.AWAITED.length()) + ". Take another tender meanwhile",
                        e);
            }
            return held(account) >= needed; // whoever was asked has not so much
        } catch (OfflineException e) {
            return held(account) >= needed; // whoever was asked has not so much
        } catch (NoAnswerException e) {
            return arrived(account, needed);
        }
        return arrived(account, needed);
    }

    private boolean arrived(EscrowAccount account, long needed) {
        long until = System.nanoTime() + ARRIVAL_MILLIS_MAX * 1_000_000;
        while (held(account) < needed) {
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

    // ---- spent, handed back, handed on

    /** The company half of a sale's commit. */
    void spend(Transaction tx, IssuedDocument sale) {
        spent(sale.tenders(), sale.customerId()).forEach((account, amount) -> {
            try {
                BoundedCounter.Spend spend =
                        shop.retail().escrow().counter(account).spend(Shop.newId(), self(), amount);
                new EscrowRecord(account, spend, sale.uuid(), shop.till(), sale.at()).appendTo(tx, Scope.COMPANY);
            } catch (IllegalArgumentException e) {
                throw noRights(account, amount);
            }
        });
    }

    /** The company half of a return's commit: what gift cards and store credit get back lies with head office again. */
    void giveBack(Transaction tx, IssuedDocument credit) {
        spent(credit.tenders(), credit.customerId()).forEach((account, amount) -> {
            Origin to = home(shop.retail().escrow().counter(account)).orElse(self());
            var grant = new BoundedCounter.Grant(Shop.newId(), to, amount);
            new EscrowRecord(account, grant, credit.uuid(), shop.till(), credit.at()).appendTo(tx, Scope.COMPANY);
        });
    }

    /** Goes into the commit by which a cart changes: what it no longer pays by returns to head office, if that can hear of it. */
    void handBack(Transaction tx, @Nullable Cart before, @Nullable Cart after) {
        if (before == null) {
            return;
        }
        spent(before.tenders(), before.customerId()).keySet().forEach(account -> {
            if (isHeard()) {
                handBack(tx, account, after);
            } else if (free(account, after) > 0) {
                tx.note(KEPT + account, new byte[] {1});
            }
        });
    }

    /** Head office hears what is written here, by this till's route or by a neighbour's. */
    private boolean isHeard() {
        return replicator
                .get()
                .filter(line -> line.online() || line.via().isPresent())
                .isPresent();
    }

    private void handBack(Transaction tx, EscrowAccount account, @Nullable Cart open) {
        BoundedCounter counter = shop.retail().escrow().counter(account);
        long free = free(account, open);
        Optional<Origin> home = home(counter);
        if (free > 0 && counter.canSpend(self(), free) && home.isPresent()) {
            append(tx, account, counter.move(Shop.newId(), self(), home.get(), free));
        }
    }

    /** What this till holds of an account beside what a cart pays by. */
    private long free(EscrowAccount account, @Nullable Cart open) {
        long inUse = open == null ? 0 : spent(open.tenders(), open.customerId()).getOrDefault(account, 0L);
        return shop.retail().escrow().counter(account).rightsOf(self()) - inUse;
    }

    /** Whether rights wait here for head office. */
    public boolean hasKept() {
        return !shop.store().notes(KEPT).isEmpty();
    }

    /** Head office is back: what carts let go of meanwhile, and nobody has asked for since, returns to it. */
    public void handBackKept(@Nullable Cart open) {
        shop.write(tx -> {
            for (String note : shop.store().notes(KEPT).keySet()) {
                handBack(tx, EscrowAccount.parse(note.substring(KEPT.length())), open);
                tx.note(note, new byte[0]);
            }
            return true;
        });
    }

    /** Head office, as the account's first grant names it. */
    private static Optional<Origin> home(BoundedCounter counter) {
        return counter.entries().values().stream()
                .filter(BoundedCounter.Grant.class::isInstance)
                .map(entry -> ((BoundedCounter.Grant) entry).to())
                .findFirst();
    }

    private void append(Transaction tx, EscrowAccount account, BoundedCounter.Entry entry) {
        new EscrowRecord(account, entry, null, shop.till(), shop.clock().instant()).appendTo(tx, Scope.COMPANY);
    }

    public static boolean isQuestion(String kind) {
        return kind.equals(QUESTION);
    }

    /** A neighbour needs rights that lie here: handed on, journaled before the answer. */
    public Value handOn(Identity to, Value body, @Nullable Cart open) {
        if (!(body instanceof Value.MapOf asked)
                || !(asked.entries().get("account") instanceof Value.Text name)
                || !(asked.entries().get("amount") instanceof Value.Int amount)
                || !(asked.entries().get("to") instanceof Value.Text origin)) {
            throw new IllegalArgumentException("A question for rights names account, amount and to");
        }
        Origin receiver = Origin.parse(origin.value());
        if (!receiver.replica().equals(to.replica())) {
            throw new IllegalArgumentException("Rights are handed to who asks for them, not to " + receiver);
        }
        try {
            EscrowAccount account = EscrowAccount.parse(name.value());
            return shop.write(tx -> {
                if (free(account, open) < amount.value()) {
                    throw new IllegalArgumentException("Not so much is held here");
                }
                BoundedCounter counter = shop.retail().escrow().counter(account);
                append(tx, account, counter.move(Shop.newId(), self(), receiver, amount.value()));
                return Value.of(amount.value());
            });
        } catch (RetailException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }
}
