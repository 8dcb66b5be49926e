package org.tillmesh.till.tender;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.cart.Deposit;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.customer.AccountEntry;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.retail.escrow.Minting;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Rounding;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * What a return does to rights: what paid comes back, what the goods loaded and earned is taken back. A gift card comes back
 * only with its whole value. Of points as many as can be had here: never below nothing.
 */
public final class ReturnedRights {
    private final Shop shop;
    private final EscrowRights rights;
    private final EscrowDesk escrow;
    private final EscrowFetch fetch;

    public ReturnedRights(Shop shop, EscrowRights rights, EscrowDesk escrow, EscrowFetch fetch) {
        this.shop = shop;
        this.rights = rights;
        this.escrow = escrow;
        this.fetch = fetch;
    }

    /** Fetches what a return of some of a sale's lines takes back, as far as it can be had; other commands go on meanwhile. */
    public void fetch(IssuedDocument sale, Collection<Integer> lines) {
        var needed = new TreeMap<EscrowAccount, Long>();
        for (IssuedLine line : sale.lines()) {
            if (line.card() != null && lines.contains(line.line())) {
                needed.merge(EscrowAccount.gift(line.card()), line.total().minor(), Long::sum);
            }
        }
        earned(sale).ifPresent(earned -> needed.put(earned.account(), earned.points()));
        needed.forEach((account, amount) -> fetch.ifPossible(
                account, amount, shop.store().read(OpenCart::read).orElse(null)));
    }

    /**
     * The company half of a return's commit. What gift cards, store credit and points get back lies with head office again.
     *
     * @param sale what the goods were sold by
     * @throws TillException NO_RIGHTS if a card that comes back was spent
     */
    public void giveBack(Transaction tx, IssuedDocument credit, IssuedDocument sale) {
        EscrowRights.spent(credit.tenders(), credit.customerId()).forEach((account, amount) -> {
            if (amount > 0) {
                escrow.grantTo(tx, account, escrow.home(account).orElse(rights.self()), amount, credit);
            }
        });
        AccountEntry.of(credit).ifPresent(entry -> entry.appendTo(tx, Scope.COMPANY));
        takeCards(tx, EscrowDesk.loaded(credit), credit);
        earned(sale).ifPresent(earned -> takePoints(tx, earned, credit, sale));
    }

    private void takeCards(Transaction tx, SortedMap<String, Long> loaded, IssuedDocument credit) {
        loaded.forEach((card, value) -> {
            EscrowAccount account = EscrowAccount.gift(card);
            if (!rights.counter(account).canSpend(rights.self(), value)) {
                throw new TillException(
                        TenderRefusal.CARD_SPENT, card, Money.sar(value), Money.sar(rights.held(account)));
            }
            escrow.spend(tx, account, value, credit);
        });
    }

    /** Points that a sale earned. */
    private record Earned(EscrowAccount account, long points) {}

    private Optional<Earned> earned(IssuedDocument sale) {
        if (sale.customerId() == null) {
            return Optional.empty();
        }
        EscrowAccount account = EscrowAccount.points(sale.customerId());
        Set<DocumentId> purchase = Stream.concat(
                        Stream.of(sale.uuid()), sale.deposits().stream().map(Deposit::uuid))
                .collect(Collectors.toSet());
        long points = points(account, EscrowRecord::isGrant, purchase);
        return points == 0 ? Optional.empty() : Optional.of(new Earned(account, points));
    }

    private long points(EscrowAccount account, Predicate<EscrowRecord> which, Set<DocumentId> documents) {
        return shop.retail().escrow().records(account).stream()
                .filter(record -> which.test(record) && documents.contains(record.document()))
                .mapToLong(EscrowRecord::amount)
                .sum();
    }

    /**
     * Of what a sale earned the part that goes with all that has come back of it by now, less what was taken before: many small
     * returns take as much as one of everything. The audit has what could not be had.
     */
    private void takePoints(Transaction tx, Earned earned, IssuedDocument credit, IssuedDocument sale) {
        long due = due(earned, credit, sale);
        long free = rights.free(earned.account(), OpenCart.read(tx).orElse(null));
        long taken = Math.max(0, Math.min(due, free));
        if (taken > 0) {
            escrow.spend(tx, earned.account(), taken, credit);
        }
        if (taken < due) {
            shop.audit(tx, "points-left", (due - taken) + " of " + due + ", " + credit.receipt(), null);
        }
    }

    private long due(Earned earned, IssuedDocument credit, IssuedDocument sale) {
        List<IssuedDocument> known =
                shop.store().read(view -> shop.retail().sales().returnDocuments(view, shop.scope(), sale.uuid()));
        List<IssuedDocument> earlier = known.stream()
                .filter(other -> !other.uuid().equals(credit.uuid()))
                .toList();
        long base = Minting.earningWithDeposits(sale);
        long back = earlier.stream().mapToLong(Minting::earning).sum() + Minting.earning(credit);
        long all = base == 0 ? 0 : Rounding.down(earned.points(), Math.min(base, back), base);
        long before = points(
                earned.account(),
                EscrowRecord::isSpending,
                earlier.stream().map(IssuedDocument::uuid).collect(Collectors.toSet()));
        return Math.max(0, all - before);
    }

    /** Points of a sale that would have to be taken back with a credit note, and that the customer has spent already. */
    public long spentPoints(IssuedDocument credit, IssuedDocument sale) {
        return earned(sale)
                .map(earned -> due(earned, credit, sale)
                        - Math.max(0, rights.counter(earned.account()).balance()))
                .filter(missing -> missing > 0)
                .orElse(0L);
    }
}
