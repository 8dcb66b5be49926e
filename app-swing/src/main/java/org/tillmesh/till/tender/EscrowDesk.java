package org.tillmesh.till.tender;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.customer.AccountEntry;
import org.tillmesh.retail.escrow.Escrow;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.retail.escrow.Minting;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.terminal.ChargeGuard;

/**
 * Rights to spend gift cards, store credit and points, once they are here: spent in the commit of the sale, handed back when
 * the cart lets go of them. What a cart lets go of, or a sale makes, while head office can't hear of it stays here, where a
 * neighbour can still ask for it, until head office is back.
 */
public final class EscrowDesk {
    public static final String QUESTION = "escrow";

    /** Notes of accounts whose rights a cart let go of while head office could not hear of it. */
    private static final String KEPT = "escrow-kept/";

    private final Shop shop;
    private final EscrowRights rights;
    private final Mesh mesh;

    public EscrowDesk(Shop shop, EscrowRights rights, Mesh mesh) {
        this.shop = shop;
        this.rights = rights;
        this.mesh = mesh;
    }

    /** The company half of a sale's commit: what it spends, what it owes, and what it loads and earns. */
    public void spend(Transaction tx, IssuedDocument sale) {
        EscrowRights.spent(sale.tenders(), sale.customerId())
                .forEach((account, amount) -> spend(tx, account, amount, sale));
        AccountEntry.of(sale).ifPresent(entry -> entry.appendTo(tx, Scope.COMPANY));
        Settings settings = shop.settings();
        Money kept = settings.cardRights() == null ? Money.ZERO : settings.cardRights();
        loaded(sale).forEach((card, value) -> grant(tx, EscrowAccount.gift(card), value, kept.minor(), sale));
        long points = settings.pointsPerRiyal() == null ? 0 : Minting.earned(sale, settings.pointsPerRiyal());
        if (sale.customerId() != null && points > 0) {
            grant(tx, EscrowAccount.points(sale.customerId()), points, 0, sale);
        }
    }

    /** What a document's lines are worth on gift cards, by card. */
    static SortedMap<String, Long> loaded(IssuedDocument document) {
        var loaded = new TreeMap<String, Long>();
        for (IssuedLine line : document.lines()) {
            if (line.card() != null && line.total().isPositive()) {
                loaded.merge(line.card(), line.total().minor(), Long::sum);
            }
        }
        return loaded;
    }

    void spend(Transaction tx, EscrowAccount account, long amount, IssuedDocument document) {
        try {
            BoundedCounter.Spend spend = rights.counter(account).spend(Shop.newId(), rights.self(), amount);
            new EscrowRecord(account, spend, document.uuid(), shop.till(), document.at()).appendTo(tx, Scope.COMPANY);
        } catch (IllegalArgumentException e) {
            throw rights.refusal(account, amount, mesh.isOnline());
        }
    }

    /**
     * Makes rights in the name of a document. They lie with head office, but for what this till keeps; while head office can't
     * hear of them all stay here, where a neighbour can still ask for them.
     */
    private void grant(Transaction tx, EscrowAccount account, long amount, long kept, IssuedDocument document) {
        Optional<Origin> home = isHeard() ? home(account) : Optional.empty();
        long here = home.isEmpty() ? amount : Math.min(kept, amount);
        home.filter(there -> here < amount).ifPresent(there -> grantTo(tx, account, there, amount - here, document));
        if (here > 0) {
            grantTo(tx, account, rights.self(), here, document);
        }
        if (home.isEmpty()) {
            tx.note(KEPT + account, new byte[] {1});
        }
    }

    void grantTo(Transaction tx, EscrowAccount account, Origin to, long amount, IssuedDocument document) {
        var grant = new BoundedCounter.Grant(Shop.newId(), to, amount);
        new EscrowRecord(account, grant, document.uuid(), shop.till(), document.at()).appendTo(tx, Scope.COMPANY);
    }

    /** Goes into the commit by which a cart changes: what it no longer pays by returns to head office, if that can hear of it. */
    public void handBack(Transaction tx, @Nullable Cart before, @Nullable Cart after) {
        ChargeGuard.check(shop, before, after);
        if (before == null) {
            return;
        }
        EscrowRights.spent(before.tenders(), before.customerId()).keySet().forEach(account -> {
            if (isHeard()) {
                handBack(tx, account, after);
            } else if (rights.free(account, after) > 0) {
                tx.note(KEPT + account, new byte[] {1});
            }
        });
    }

    private void handBack(Transaction tx, EscrowAccount account, @Nullable Cart open) {
        BoundedCounter counter = rights.counter(account);
        long free = rights.free(account, open);
        Optional<Origin> home = home(account);
        if (free > 0 && counter.canSpend(rights.self(), free) && home.isPresent()) {
            append(tx, account, counter.move(Shop.newId(), rights.self(), home.get(), free));
        }
    }

    /** Head office hears what is written here, by this till's route or by a neighbour's. */
    private boolean isHeard() {
        return mesh.ifRunning()
                .filter(line -> line.online() || line.via().isPresent())
                .isPresent();
    }

    /** The note that rights of an account wait here for head office. */
    static Map<String, byte[]> kept(EscrowAccount account) {
        return Map.of(KEPT + account, new byte[] {1});
    }

    /** Whether rights wait here for head office. */
    public boolean hasKept() {
        return !shop.store().notes(KEPT).isEmpty() || !unused().isEmpty();
    }

    /** Accounts of which head office granted something that no tender waits for any more: the till ended meanwhile. */
    private List<EscrowAccount> unused() {
        return EscrowAsk.all(shop.store()).entrySet().stream()
                .filter(each ->
                        !rights.isReserved(each.getKey()) && each.getValue().isGranted(shop.store()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Head office is back: what carts let go of meanwhile, and nobody has asked for since, returns to it. */
    public void handBackKept(@Nullable Cart open) {
        Set<EscrowAccount> kept = shop.store().notes(KEPT).keySet().stream()
                .map(note -> EscrowAccount.parse(note.substring(KEPT.length())))
                .collect(Collectors.toCollection(TreeSet::new));
        List<EscrowAccount> unused = unused();
        var all = new TreeSet<>(kept);
        all.addAll(unused);
        shop.writeAnyway(tx -> {
            all.forEach(account -> handBack(tx, account, open)); // each once: a commit does not see its own moves
            kept.forEach(account -> tx.note(KEPT + account, new byte[0]));
            unused.forEach(account -> EscrowAsk.done(account).forEach(tx::note));
            return true;
        });
    }

    /** Head office: as the account's grants name it, else as what it wrote of the company does. */
    Optional<Origin> home(EscrowAccount account) {
        Optional<Origin> named = rights.counter(account).entries().values().stream()
                .filter(BoundedCounter.Grant.class::isInstance)
                .map(entry -> ((BoundedCounter.Grant) entry).to())
                .filter(Escrow::isHome)
                .findFirst();
        return named.or(shop.folder()::headOffice).map(origin -> Escrow.home(origin.replica()));
    }

    private void append(Transaction tx, EscrowAccount account, BoundedCounter.Entry entry) {
        new EscrowRecord(account, entry, null, shop.till(), shop.clock().instant()).appendTo(tx, Scope.COMPANY);
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
            return shop.writeAnyway(tx -> {
                if (rights.free(account, open) < amount.value()) {
                    throw new IllegalArgumentException("Not so much is held here");
                }
                BoundedCounter counter = rights.counter(account);
                append(tx, account, counter.move(Shop.newId(), rights.self(), receiver, amount.value()));
                return Value.of(amount.value());
            });
        } catch (RetailException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }
}
