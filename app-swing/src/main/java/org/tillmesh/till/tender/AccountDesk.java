package org.tillmesh.till.tender;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.company.PaymentMethod;
import org.tillmesh.retail.customer.AccountEntry;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.customer.Customers;
import org.tillmesh.retail.customer.Payment;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.sale.PrintJob;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Accounts of customers: what they pay towards them, and what they owe from when on. */
public final class AccountDesk {
    private static final Money PAID_MAX = Money.sar(100_000_000);

    private final Shop shop;
    private final Methods methods;
    private final Runnable openDrawer;

    /** @param openDrawer opens the drawer, if there is one */
    public AccountDesk(Shop shop, Methods methods, Runnable openDrawer) {
        this.shop = shop;
        this.methods = methods;
        this.openDrawer = openDrawer;
    }

    /**
     * Takes money towards an account, also more than is owed: the balance goes below zero then.
     *
     * @param wish cash, card or bank
     * @throws TillException BAD_VALUE, UNKNOWN_CUSTOMER, NO_SHIFT
     */
    public TenderAnswers.PaidOnAccount pay(CustomerId id, TenderWish wish, @Nullable String key) {
        Optional<CommandKeys.Use> used = shop.used(key, CommandKeys.Command.PAY_ACCOUNT);
        if (used.isPresent()) {
            return again(used.get().id());
        }
        shop.refuseTraining();
        ShiftOpened shift = shop.requireShift();
        Customer customer = shop.retail().customers().byId(id).orElseThrow(() -> Shop.unknown(id));
        Tender tender = checked(wish);
        Payment payment = new Payment(
                Shop.newId(),
                shop.till(),
                shift.id(),
                shop.requireUser().id(),
                customer.id(),
                List.of(tender),
                tender.amount(),
                shop.clock().issue(),
                null,
                key,
                shop.retail().customers().owed(shop.scope(), customer.id()).minus(tender.amount()));
        shop.write(tx -> {
            payment.appendTo(tx, shop.scope());
            new PrintJob(Shop.newId(), new DocumentId(payment.uuid()), false, false, payment.at())
                    .writeTo(tx, Scope.LOCAL);
            payment.accountEntry().appendTo(tx, Scope.COMPANY);
            shop.auditAt(
                    tx,
                    "pay-account",
                    payment.amount() + " by " + tender.kind().code() + ", " + customer.id(),
                    null,
                    payment.at());
            return true;
        });
        shop.clock().issued(payment.at());
        if (tender.kind() == TenderKind.CASH) {
            openDrawer.run();
        }
        return answer(payment, false);
    }

    private Tender checked(TenderWish wish) {
        Money amount = wish.amount();
        if (!amount.isPositive()) {
            throw new TillException(TenderRefusal.PAID_NOTHING, amount);
        }
        if (amount.compareTo(PAID_MAX) > 0) {
            throw new TillException(TenderRefusal.PAID_TOO_MUCH, amount, PAID_MAX);
        }
        PaymentMethod method = methods.chosen(wish.kind(), wish.method());
        switch (method.kind()) {
            case CASH -> {}
            case CARD -> TenderDesk.checkApprovalCode(wish.card());
            case BANK -> TenderDesk.checkReference(wish.card());
            case CREDIT, GIFT, ACCOUNT, POINTS ->
                throw new TillException(
                        TenderRefusal.METHOD_OF_KIND, method.id(), method.kind().code(), TenderKind.CASH.code());
        }
        return new Tender(method.kind(), amount, wish.card()).by(Methods.noted(method));
    }

    private TenderAnswers.PaidOnAccount again(String uuid) {
        return shop.store()
                .read(view -> view.record(shop.scope(), DocType.PAYMENT.ref(uuid)))
                .map(record -> answer(Payment.of(record), true))
                .orElseThrow(() -> new AssertionError("The payment " + uuid + " of a key is not there"));
    }

    private TenderAnswers.PaidOnAccount answer(Payment payment, boolean again) {
        return new TenderAnswers.PaidOnAccount(
                payment.uuid(),
                payment.customer(),
                payment.tenders().get(0).kind().code(),
                payment.amount(),
                shop.retail().customers().owed(shop.scope(), payment.customer()),
                again);
    }

    /** What a customer can pay with besides money. */
    public TenderAnswers.Wallet wallet(CustomerId id) {
        shop.requireUser();
        Customer customer = shop.retail().customers().byId(id).orElseThrow(() -> Shop.unknown(id));
        Money point = shop.settings().pointValue();
        long points = Math.max(
                0,
                shop.retail()
                        .escrow()
                        .counter(EscrowAccount.points(customer.id()))
                        .balance());
        boolean pays = point != null && point.isPositive();
        return new TenderAnswers.Wallet(
                customer.id(),
                Money.sar(Math.max(
                        0,
                        shop.retail()
                                .escrow()
                                .counter(EscrowAccount.credit(customer.id()))
                                .balance())),
                pays ? points : null,
                point == null || !pays ? Money.ZERO : Money.sar(Math.multiplyExact(points, point.minor())),
                shop.retail().customers().owed(shop.scope(), customer.id()),
                customer.creditLimit() == null ? Money.ZERO : customer.creditLimit());
    }

    /**
     * What changed the account, in order of time, with what was owed after each.
     *
     * @param from inclusive; null from the beginning
     * @param to exclusive; null until now
     */
    public TenderAnswers.Statement statement(CustomerId id, @Nullable Instant from, @Nullable Instant to) {
        shop.requireUser();
        if (from != null && to != null && to.isBefore(from)) {
            throw new TillException(TenderRefusal.STATEMENT_PERIOD, from, to);
        }
        Customer customer = shop.retail().customers().byId(id).orElseThrow(() -> Shop.unknown(id));
        List<Event> events = shop.retail().customers().owing(shop.scope(), customer.id()).stream()
                .map(this::event)
                .sorted(Comparator.comparing(Event::at).thenComparing(Event::document))
                .toList();
        Money balance = Money.ZERO;
        Money opening = Money.ZERO;
        var entries = new ArrayList<TenderAnswers.AccountEvent>();
        for (Event event : events) {
            if (to != null && !event.at().isBefore(to)) {
                break;
            }
            balance = balance.plus(event.amount());
            if (from != null && event.at().isBefore(from)) {
                opening = balance;
            } else {
                entries.add(new TenderAnswers.AccountEvent(
                        event.at(), event.kind(), event.document(), event.till(), event.amount(), balance));
            }
        }
        return new TenderAnswers.Statement(customer.id(), customer.name(), opening, entries, balance);
    }

    /** @param till null for head office */
    private record Event(Instant at, String kind, String document, @Nullable String till, Money amount) {}

    private Event event(Customers.Owing owing) {
        DocRef ref = owing.document();
        if (DocType.PAYMENT.is(ref)) {
            return shop.store()
                    .read(view -> view.record(shop.scope(), ref))
                    .map(Payment::of)
                    .map(paid -> new Event(
                            paid.at(), "payment", paid.uuid(), paid.till().toString(), owing.amount()))
                    .orElseThrow(() -> gone(ref));
        }
        if (DocType.ACCOUNT.is(ref)) {
            return shop.store()
                    .read(view -> view.record(Scope.COMPANY, ref))
                    .map(AccountEntry::of)
                    .map(entry -> new Event(
                            entry.at(),
                            entry.till() == null ? "head-office" : "other-store",
                            entry.document() == null ? entry.uuid() : entry.document(),
                            entry.till() == null ? null : entry.till().toString(),
                            owing.amount()))
                    .orElseThrow(() -> gone(ref));
        }
        Sold sold = shop.retail()
                .sales()
                .find(shop.scope(), new DocumentId(ref.id()))
                .orElseThrow(() -> gone(ref));
        return new Event(
                sold.at(),
                sold.isSale() ? "sale" : "return",
                sold.receipt().toString(),
                sold.till().toString(),
                owing.amount());
    }

    private static AssertionError gone(DocRef ref) {
        return new AssertionError("An index leads to " + ref + ", which is not there");
    }
}
