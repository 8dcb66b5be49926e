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
 * What this till holds of gift cards and store credit, and how that lies with what a cart pays by. Read anew each time: head
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
        return Optional.empty();
    }

    /** How much a cart pays by each account. */
    static SortedMap<EscrowAccount, Long> spent(List<Tender> tenders, @Nullable CustomerId customer) {
        var spent = new TreeMap<EscrowAccount, Long>();
        for (Tender tender : tenders) {
            account(tender, customer)
                    .ifPresent(account -> spent.merge(account, tender.amount().minor(), Long::sum));
        }
        return spent;
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
        Sentence what = account.kind() == EscrowAccount.Kind.GIFT
                ? TenderWords.GIFT_CARD.with(account.holder())
                : TenderWords.STORE_CREDIT.with();
        if (!online) {
            return new TillException(TenderRefusal.RIGHTS_OFFLINE, what, money(held(account)), money(needed));
        }
        return rights.balance() < needed
                ? new TillException(TenderRefusal.RIGHTS_TOO_FEW, what, money(rights.balance()), money(needed))
                : new TillException(TenderRefusal.RIGHTS_ELSEWHERE, what, money(needed));
    }

    private static Money money(long minor) {
        return Money.sar(minor);
    }
}
