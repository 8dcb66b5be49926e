package org.tillmesh.till.counter;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.customer.Customer;
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

    Cart tender(String kind, Money amount, @Nullable String card, @Nullable String approve) {
        shop.requireShift();
        TenderKind of = TenderKind.of(kind).orElseThrow(() -> new TillException(CounterRefusal.UNKNOWN_TENDER, kind));
        Cart before = given.allowed(cart.current(), approve);
        if (of.needsCustomer() && before.customerId() == null) {
            throw new TillException(CounterRefusal.TENDER_NEEDS_CUSTOMER, of.code());
        }
        if (before.isForCitizens()
                && (before.customerId() == null || before.invoice().nationalId() == null)) {
            throw new TillException(CounterRefusal.CITIZENS_ONLY);
        }
        Cart changed = before.withTender(new Tender(of, amount, card));
        switch (of) {
            case GIFT, CREDIT -> rights.require(changed, new Tender(of, amount, card));
            case ACCOUNT -> checkLimit(changed, amount);
            case CASH -> CashBounds.checkHandedOver(amount, before.due());
            case CARD -> checkApprovalCode(card);
        }
        return cart.keep(changed);
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
        String id = String.valueOf(paying.customerId());
        Customer customer = shop.retail().customers().byId(id).orElseThrow(() -> CustomerDesk.unknown(id));
        Money limit = customer.creditLimit() == null ? Money.ZERO : customer.creditLimit();
        Money owed = shop.retail().sales().onAccount(shop.scope(), id);
        if (owed.plus(amount).compareTo(limit) > 0) {
            throw new TillException(CounterRefusal.CREDIT_LIMIT, customer.name(), owed, limit, amount);
        }
    }

    Cart removeTender(int index) {
        shop.requireUser();
        return cart.keep(cart.current().withoutTender(index));
    }
}
