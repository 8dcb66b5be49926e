package org.tillmesh.till.counter;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.HandApproval;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** What a cashier may give by hand, and what needs a manager's word. */
final class GivenByHand {
    private final Shop shop;
    private final Login login;

    GivenByHand(Shop shop, Login login) {
        this.shop = shop;
        this.login = login;
    }

    /** What a cart needs a manager's word for before it is paid; null for nothing. */
    @Nullable Sentence needsApproval(Cart cart) {
        int limit = shop.cashierDiscountMax();
        return cart.isWithin(limit) ? null : Act.GIVE_DISCOUNT.with(limit, cart.handShare());
    }

    /**
     * The cart as it may be paid: within what a cashier may give by hand, or with a manager's word, which goes with it.
     *
     * @throws TillException FORBIDDEN
     */
    Cart allowed(Cart cart, @Nullable String approve) {
        Cart noted = noted(cart, approve);
        Sentence lacking = needsApproval(noted);
        if (lacking != null) {
            login.allow(false, lacking, null);
        }
        return noted;
    }

    /** The same where the change goes on all the same: it is asked for before anything is paid. */
    Cart noted(Cart cart, @Nullable String approve) {
        User user = shop.requireUser();
        if (needsApproval(cart) == null || (approve == null && !user.isManager())) {
            return cart;
        }
        User approver = user.isManager() ? user : login.approver(String.valueOf(approve));
        return cart.approvedBy(approver.id());
    }

    /** @throws TillException that says so if no manager answers for it */
    void checkManager(@Nullable String approve, CounterRefusal otherwise, Object... arguments) {
        User user = shop.requireUser();
        if (approve != null) {
            login.approver(approve);
        } else if (!user.isManager() || otherwise == CounterRefusal.AGE_CHECK) {
            throw new TillException(otherwise, arguments);
        }
    }

    /** Who answers for what a cart gives by hand; null if the cashier does. */
    @Nullable UserId approver(Cart cart, User cashier) {
        HandApproval approval = cart.approval();
        if (approval == null
                || !cart.handShare().exceeds(shop.cashierDiscountMax())
                || approval.by().equals(cashier.id())) {
            return null;
        }
        return approval.by();
    }
}
