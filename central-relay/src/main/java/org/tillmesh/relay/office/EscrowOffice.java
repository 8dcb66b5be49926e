package org.tillmesh.relay.office;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.tills.RollCall;
import org.tillmesh.replication.base.Declined;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.Escrow;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.store.Store;

/** Head office's hand on gift cards, store credit and points: makes them, and hands rights to tills that need them. */
public final class EscrowOffice {
    private static final Money AMOUNT_MAX = Money.sar(10_000_000);
    private static final Pattern CARD = Pattern.compile("[0-9A-Za-z.-]{4,40}");

    private final Store store;
    private final Retail retail;
    private final RollCall rollCall;
    private final Clock clock;

    public EscrowOffice(Store store, Retail retail, RollCall rollCall, Clock clock) {
        this.store = store;
        this.retail = retail;
        this.rollCall = rollCall;
        this.clock = clock;
    }

    /**
     * What an account is worth.
     *
     * @param free what no till holds just now
     * @param awaited tills that may hold or have spent some of it and have not been heard since this relay was put back
     */
    public record Balance(String account, Money balance, Money free, List<String> awaited) {}

    private Origin home() {
        return Escrow.home(store.self().replica());
    }

    /**
     * Puts value on an account.
     *
     * @param sar up to 100,000.00
     * @param key the same key again changes nothing; null for none
     * @throws RelayException if the account has no holder, or the amount is none
     */
    public Balance mint(String account, String sar, @Nullable String key) {
        Money amount = amount(sar);
        EscrowAccount on = parse(account);
        if (!amount.isPositive()) {
            throw new RelayException(
                    "An amount of " + amount + " can't be put on " + account + "; give more than 0.00");
        }
        if (amount.compareTo(AMOUNT_MAX) > 0) {
            throw new RelayException("An amount of " + amount + " can't be put on " + account
                    + " at once; look whether it is meant, and give at most " + AMOUNT_MAX);
        }
        if (key != null && !key.matches("[!-~]{1,100}")) {
            throw new RelayException(
                    "The parameter \"key\" is \"" + key + "\"; give 1 to 100 letters, digits or signs, without blanks");
        }
        requireHolder(on);
        String uuid = key == null ? UUID.randomUUID().toString() : "mint/" + key;
        store.write(tx -> {
            Optional<EscrowRecord> before =
                    tx.record(Scope.COMPANY, DocType.ESCROW.ref(uuid)).map(EscrowRecord::of);
            if (before.isEmpty()) {
                var grant = new BoundedCounter.Grant(uuid, home(), amount.minor());
                new EscrowRecord(on, grant, null, null, clock.instant()).appendTo(tx, Scope.COMPANY);
            } else if (!before.get().account().equals(on) || before.get().amount() != amount.minor()) {
                throw new RelayException(
                        "Key \"" + key + "\" has put " + Money.sar(before.get().amount()) + " on "
                                + before.get().account() + " before; use a new key");
            }
            return true;
        });
        return balance(account);
    }

    /** Value on a number that no card has, or of a customer whom nobody knows, could be spent by nobody, or by anybody. */
    private void requireHolder(EscrowAccount account) {
        String holder = account.holder();
        if (account.kind() == EscrowAccount.Kind.GIFT) {
            if (!CARD.matcher(holder).matches()) {
                throw new RelayException("A gift card's number is 4 to 40 digits, letters, dots and hyphens, not \""
                        + holder + "\"; give it as it stands on the card, like gift:6300123");
            }
        } else if (store.read(view -> view.state(Scope.COMPANY, DocType.CUSTOMER.ref(holder)))
                .isEmpty()) {
            throw new RelayException("Customer \"" + holder + "\" is unknown, so nothing can be put on " + account
                    + "; give the id of one, as the till's customers have it");
        }
    }

    /** @param account {@code gift:NUMBER}, {@code credit:CUSTOMER} or {@code points:CUSTOMER} */
    public Balance balance(String account) {
        EscrowAccount of = parse(account);
        BoundedCounter counter = retail.escrow().counter(of);
        return new Balance(
                of.toString(), Money.sar(counter.balance()), Money.sar(counter.rightsOf(home())), rollCall.awaited());
    }

    private static Money amount(String sar) {
        try {
            return Money.parse(sar, Money.SAR);
        } catch (IllegalArgumentException | RetailException e) {
            throw new RelayException(String.valueOf(e.getMessage()), e);
        }
    }

    private static EscrowAccount parse(String account) {
        try {
            return EscrowAccount.parse(account);
        } catch (RetailException e) {
            throw new RelayException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * A till needs rights: handed over, durable before the answer. The same id again hands over nothing more.
     *
     * @throws IllegalArgumentException if the question is none, so much is not free, or (with {@link Escrow#AWAITED})
     *     tills are awaited that may hold what this relay has forgotten
     */
    public Value handOver(Identity till, Value body) {
        if (!(body instanceof Value.MapOf asked)
                || !(asked.entries().get("account") instanceof Value.Text name)
                || !(asked.entries().get("amount") instanceof Value.Int amount)
                || !(asked.entries().get("id") instanceof Value.Text id)
                || !(asked.entries().get("to") instanceof Value.Text to)) {
            throw new IllegalArgumentException("A question for rights names account, amount, id and to");
        }
        Origin receiver = Origin.parse(to.value());
        if (!receiver.replica().equals(till.replica())) {
            throw new IllegalArgumentException("Rights are handed to who asks for them, not to " + receiver);
        }
        try {
            EscrowAccount account = EscrowAccount.parse(name.value());
            return store.write(tx -> {
                if (tx.record(Scope.COMPANY, DocType.ESCROW.ref(id.value())).isEmpty()) {
                    requireNobodyAwaited();
                    BoundedCounter.Move move =
                            retail.escrow().counter(account).move(id.value(), home(), receiver, amount.value());
                    new EscrowRecord(account, move, null, null, clock.instant()).appendTo(tx, Scope.COMPANY);
                }
                return Value.of(amount.value());
            });
        } catch (RetailException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    private void requireNobodyAwaited() {
        List<String> awaited = rollCall.awaited();
        if (!awaited.isEmpty()) {
            throw new Declined(
                    Escrow.AWAITED,
                    "Head office was put back to an older copy and hands out nothing until it has all that "
                            + String.join(", ", awaited) + (awaited.size() == 1 ? " holds" : " hold")
                            + ". Connect " + (awaited.size() == 1 ? "it" : "them")
                            + ", or let head office shut out what never comes back");
        }
    }
}
