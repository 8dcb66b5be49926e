package org.tillmesh.till.counter;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Takes money for the open cart, or a promise of it. */
final class TenderDesk {
    private static final Pattern APPROVAL_CODE = Pattern.compile("[0-9A-Za-z]{2,12}");

    private final Shop shop;
    private final TillCart cart;
    private final EscrowFetch rights;
    private final GivenByHand given;

    TenderDesk(Shop shop, TillCart cart, EscrowFetch rights, GivenByHand given) {
        this.shop = shop;
        this.cart = cart;
        this.rights = rights;
        this.given = given;
    }

    /**
     * Takes a tender. Rights to a gift card or store credit are fetched while other commands go on; then it is judged again.
     *
     * @throws TillException what is wrong with it; BAD_VALUE if another cart is open when the rights are here
     */
    Cart tender(TenderKind of, Money amount, @Nullable String card, @Nullable String approve) {
        shop.requireShift();
        var tender = new Tender(of, amount, card);
        Cart begun = cart.current();
        if (begun.tenders().isEmpty()) {
            shop.refuseShutOut(); // what has been paid for is finished
        }
        Cart paying = judged(begun, tender, approve);
        if (of != TenderKind.GIFT && of != TenderKind.CREDIT) {
            return cart.keep(paying);
        }
        EscrowAccount account = rights.payingAccount(paying, tender);
        if (rights.isHeld(account, paying)) {
            return cart.keep(paying);
        }
        return rights.fetched(account, paying, () -> {
            refuseOther(begun, cart.current());
            Cart now = judged(cart.current(), tender, approve);
            rights.payingAccount(now, tender);
            return cart.keep(now);
        });
    }

    /** Lines may have come and gone meanwhile; what is due then is judged like before. */
    private static void refuseOther(Cart begun, Cart now) {
        boolean same = now.id().equals(begun.id())
                && Objects.equals(now.customerId(), begun.customerId())
                && now.tenders().equals(begun.tenders());
        if (!same) {
            throw new TillException(CounterRefusal.CART_CHANGED);
        }
    }

    /** The cart with the tender, if it may be paid so. */
    private Cart judged(Cart before, Tender tender, @Nullable String approve) {
        shop.requireShift();
        Cart allowed = given.allowed(before, approve);
        if (tender.kind().needsCustomer() && allowed.customerId() == null) {
            throw new TillException(
                    CounterRefusal.TENDER_NEEDS_CUSTOMER, tender.kind().code());
        }
        if (allowed.isForCitizens()
                && (allowed.customerId() == null || allowed.invoice().nationalId() == null)) {
            throw new TillException(CounterRefusal.CITIZENS_ONLY);
        }
        Cart changed = allowed.withTender(tender);
        switch (tender.kind()) {
            case GIFT, CREDIT -> {}
            case ACCOUNT -> checkLimit(changed, tender.amount());
            case CASH -> CashBounds.checkHandedOver(tender.amount(), allowed.due());
            case CARD -> checkApprovalCode(tender.card());
        }
        return changed;
    }

    /** No terminal is asked by the till, so its slip is the proof. */
    private static void checkApprovalCode(@Nullable String code) {
        if (code == null || !APPROVAL_CODE.matcher(code).matches()) {
            throw code == null
                    ? new TillException(CounterRefusal.CARD_CODE_MISSING)
                    : new TillException(CounterRefusal.CARD_CODE_WRONG, shortened(code));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private void checkLimit(Cart paying, Money amount) {
        CustomerId id = Objects.requireNonNull(paying.customerId());
        Customer customer = shop.retail().customers().byId(id).orElseThrow(() -> CustomerDesk.unknown(id));
        Money limit = customer.creditLimit() == null ? Money.ZERO : customer.creditLimit();
        Money owed = shop.retail().customers().owed(shop.scope(), id);
        if (owed.plus(amount).compareTo(limit) > 0) {
            throw new TillException(CounterRefusal.CREDIT_LIMIT, customer.name(), owed, limit, amount);
        }
    }

    Cart removeTender(int index) {
        shop.requireUser();
        Cart changed = cart.current().withoutTender(index);
        return changed.tenders().isEmpty() ? cart.change(changed) : cart.keep(changed);
    }
}
