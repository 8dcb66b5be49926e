package org.tillmesh.till.tender;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Origin;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * What this till holds of gift cards, store credit and points, and how that lies with what a cart pays by. Read anew each time: head
 * office and neighbours write to it too.
 */
public final class EscrowRights {
    private final Shop shop;

    /** What is being fetched for a tender: nobody else gets it meanwhile. */
    private final Map<EscrowAccount, Long> reserved = new ConcurrentHashMap<>();

    public EscrowRights(Shop shop) {
        this.shop = shop;
    }

    /** The account that a tender spends from; empty if it spends none. */
    static Optional<EscrowAccount> account(Tender tender, @Nullable CustomerId customer) {
        String card = tender.card();
        if (tender.kind() == TenderKind.GIFT && card != null && !card.isBlank()) {
            return Optional.of(EscrowAccount.gift(card.strip()));
        }
        if (tender.kind() == TenderKind.CREDIT && customer != null) {
            return Optional.of(EscrowAccount.credit(customer));
        }
        if (tender.kind() == TenderKind.POINTS && customer != null) {
            return Optional.of(EscrowAccount.points(customer));
        }
        return Optional.empty();
    }

    /** How much a cart pays by each account, in what the account holds: halalas, or points. */
    static SortedMap<EscrowAccount, Long> spent(List<Tender> tenders, @Nullable CustomerId customer) {
        var spent = new TreeMap<EscrowAccount, Long>();
        for (Tender tender : tenders) {
            account(tender, customer).ifPresent(account -> spent.merge(account, inAccount(tender), Long::sum));
        }
        return spent;
    }

    private static long inAccount(Tender tender) {
        return tender.kind() == TenderKind.POINTS
                ? tender.points()
                : tender.amount().minor();
    }

    BoundedCounter counter(EscrowAccount account) {
        return shop.retail().escrow().counter(account);
    }

    long held(EscrowAccount account) {
        BoundedCounter counter = counter(account);
        return counter.isComplete() ? Math.max(0, counter.rightsOf(self())) : 0;
    }

    void reserve(EscrowAccount account, long amount) {
        reserved.put(account, amount);
    }

    void release(EscrowAccount account) {
        reserved.remove(account);
    }

    boolean isReserved(EscrowAccount account) {
        return reserved.containsKey(account);
    }

    /** What this till holds of an account beside what a cart pays by or is about to pay by. */
    long free(EscrowAccount account, @Nullable Cart open) {
        long paid = open == null ? 0 : spent(open.tenders(), open.customerId()).getOrDefault(account, 0L);
        long inUse = Math.max(paid, reserved.getOrDefault(account, 0L));
        return counter(account).rightsOf(self()) - inUse;
    }

    Origin self() {
        return shop.store().self();
    }

    TillException refusal(EscrowAccount account, long needed, boolean online) {
        BoundedCounter rights = counter(account);
        Sentence what =
                switch (account.kind()) {
                    case GIFT -> TenderWords.GIFT_CARD.with(account.holder());
                    case CREDIT -> TenderWords.STORE_CREDIT.with();
                    case POINTS -> TenderWords.POINTS.with();
                };
        if (!online) {
            return new TillException(
                    TenderRefusal.RIGHTS_OFFLINE, what, money(account, held(account)), money(account, needed));
        }
        return rights.balance() < needed
                ? new TillException(
                        TenderRefusal.RIGHTS_TOO_FEW, what, money(account, rights.balance()), money(account, needed))
                : new TillException(TenderRefusal.RIGHTS_ELSEWHERE, what, money(account, needed));
    }

    /** What it pays. */
    private Money money(EscrowAccount account, long held) {
        Money point = shop.settings().pointValue();
        return account.kind() != EscrowAccount.Kind.POINTS
                ? Money.sar(held)
                : Money.sar(point == null ? 0 : Math.multiplyExact(point.minor(), held));
    }
}
