package org.tillmesh.till.tender;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.company.PaymentMethod;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.terminal.TerminalDesk;

/** Takes money for the open cart, or a promise of it. */
public final class TenderDesk {
    private static final Pattern APPROVAL_CODE = Pattern.compile("[0-9A-Za-z]{2,12}");
    private static final int REFERENCE_MAX = 64;

    private final Shop shop;
    private final TillCart cart;
    private final EscrowFetch rights;
    private final GivenByHand given;
    private final Methods methods;
    private final TerminalDesk terminal;

    public TenderDesk(
            Shop shop, TillCart cart, EscrowFetch rights, GivenByHand given, Methods methods, TerminalDesk terminal) {
        this.shop = shop;
        this.cart = cart;
        this.rights = rights;
        this.given = given;
        this.methods = methods;
        this.terminal = terminal;
    }

    /**
     * Takes a tender. Rights to a gift card, store credit or points are fetched while other commands go on; then it is judged
     * again.
     *
     * @throws TillException what is wrong with it; BAD_VALUE if another cart is open when the rights are here
     */
    public Cart tender(TenderWish wish, @Nullable String approve, Consumer<String> said) {
        shop.requireShift();
        PaymentMethod method = methods.chosen(wish.kind(), wish.method());
        if (method.kind() != TenderKind.CASH && method.kind() != TenderKind.CARD) {
            shop.refuseTraining();
        }
        Tender tender = worth(new Tender(method.kind(), wish.amount(), wish.card()).by(Methods.noted(method)));
        Cart begun = cart.current();
        if (begun.tenders().isEmpty()) {
            shop.refuseShutOut(); // what has been paid for is finished
        }
        Cart paid = judged(begun, tender, approve);
        if (isForTerminal(tender)) {
            Cart booked = terminal.pay(cart.keep(given.allowed(begun, approve)), tender.amount(), said);
            return tender.method() == null ? booked : cart.keep(booked.withLastTenderBy(tender.method()));
        }
        if (!tender.kind().isEscrowed()) {
            return cart.keep(paid);
        }
        EscrowAccount account = rights.payingAccount(paid, tender);
        if (rights.isHeld(account, paid)) {
            return cart.keep(paid);
        }
        return rights.fetched(account, paid, () -> {
            refuseOther(begun, cart.current());
            Cart now = judged(cart.current(), tender, approve);
            rights.payingAccount(now, tender);
            return cart.keep(now);
        });
    }

    /** With the points that it takes: as many whole ones as the amount needs. */
    private Tender worth(Tender tender) {
        if (tender.kind() != TenderKind.POINTS || !tender.amount().isPositive()) {
            return tender;
        }
        Money point = shop.settings().pointValue();
        if (point == null || !point.isPositive()) {
            throw new TillException(TenderRefusal.POINTS_OFF);
        }
        return tender.worth((tender.amount().minor() + point.minor() - 1) / point.minor());
    }

    /** Lines may have come and gone meanwhile; what is due then is judged like before. */
    private static void refuseOther(Cart begun, Cart now) {
        boolean same = now.id().equals(begun.id())
                && Objects.equals(now.customerId(), begun.customerId())
                && now.tenders().equals(begun.tenders());
        if (!same) {
            throw new TillException(TenderRefusal.CART_CHANGED);
        }
    }

    /** The cart with the tender, if it may be paid so. */
    private Cart judged(Cart before, Tender tender, @Nullable String approve) {
        shop.requireShift();
        Cart allowed = given.allowed(before, approve);
        if (tender.kind().needsCustomer() && allowed.customerId() == null) {
            throw new TillException(
                    TenderRefusal.TENDER_NEEDS_CUSTOMER, tender.kind().code());
        }
        if (allowed.isForCitizens()
                && (allowed.customerId() == null || allowed.invoice().nationalId() == null)) {
            throw new TillException(TenderRefusal.CITIZENS_ONLY);
        }
        Cart changed = taken(allowed, tender);
        switch (tender.kind()) {
            case GIFT, CREDIT, POINTS -> {}
            case ACCOUNT -> changed = withinLimit(changed, approve);
            case CASH -> CashBounds.checkHandedOver(tender.amount(), allowed.due());
            case CARD -> {
                if (!isForTerminal(tender)) {
                    checkApprovalCode(tender.card());
                }
            }
            case BANK -> checkReference(tender.card());
        }
        return changed;
    }

    /** Where less is due than the smallest coin, nothing in cash pays it. */
    private Cart taken(Cart before, Tender tender) {
        Money step = shop.settings().cashStep();
        boolean isNothing = tender.kind() == TenderKind.CASH
                && tender.amount().isZero()
                && before.due().isPositive()
                && before.dueInCash(step).isZero();
        return isNothing ? before.withNothingInCash(step) : before.withTender(tender);
    }

    /** An approval code is of a terminal that stands alone. */
    private boolean isForTerminal(Tender tender) {
        return tender.kind() == TenderKind.CARD && tender.card() == null && terminal.isSet() && !shop.isTraining();
    }

    /** No terminal is asked by the till, so its slip is the proof. */
    static void checkApprovalCode(@Nullable String code) {
        if (code == null || !APPROVAL_CODE.matcher(code).matches()) {
            throw code == null
                    ? new TillException(TenderRefusal.CARD_CODE_MISSING)
                    : new TillException(TenderRefusal.CARD_CODE_WRONG, shortened(code));
        }
    }

    static void checkReference(@Nullable String reference) {
        if (reference != null && reference.length() > REFERENCE_MAX) {
            throw new TillException(TenderRefusal.REFERENCE_LENGTH, reference.length(), REFERENCE_MAX);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** Beyond the limit it is another's word, which the audit and the tender have. */
    private Cart withinLimit(Cart paid, @Nullable String approve) {
        CustomerId id = Objects.requireNonNull(paid.customerId());
        Customer customer = shop.retail().customers().byId(id).orElseThrow(() -> Shop.unknown(id));
        Money limit = customer.creditLimit() == null ? Money.ZERO : customer.creditLimit();
        Money owed = shop.retail().customers().owed(shop.scope(), id);
        Money more = paid.tenders().stream()
                .filter(tender -> tender.kind() == TenderKind.ACCOUNT)
                .map(Tender::amount)
                .reduce(Money.ZERO, Money::plus);
        if (owed.plus(more).compareTo(limit) <= 0) {
            return paid;
        }
        Sentence act = Act.PASS_CREDIT_LIMIT.with(customer.name(), owed, limit, more);
        if (approve == null && !given.mayAlone(act)) {
            throw new TillException(TenderRefusal.CREDIT_LIMIT, customer.name(), owed, limit, more);
        }
        UserId approver = given.approver(act, approve);
        return paid.withLastTenderApprovedBy(
                approver == null ? shop.requireUser().id() : approver);
    }

    /**
     * Takes a tender back. What a terminal has booked is reversed there first.
     *
     * @param index of the tender: 0, 1 …
     */
    public Cart removeTender(int index, Consumer<String> said) {
        shop.requireUser();
        Cart before = cart.current();
        before.withoutTender(index); // refuses a number that is none
        Tender gone = before.tenders().get(index);
        if (gone.charge() != null) {
            terminal.reverse(before.id(), gone.amount(), gone.charge(), said);
            Cart after = cart.current();
            return after.tenders().isEmpty() ? cart.change(after) : after;
        }
        Cart changed = cart.current().withoutTender(index);
        return changed.tenders().isEmpty() ? cart.change(changed) : cart.keep(changed);
    }
}
