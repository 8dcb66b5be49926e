package org.tillmesh.till.tender;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.HandApproval;
import org.tillmesh.retail.cart.HandLimit;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.people.PeopleRefusal;
import org.tillmesh.till.people.Rights;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillRefusal;

/** What somebody may give by hand, and what needs another's word. */
public final class GivenByHand {
    private final Shop shop;
    private final Login login;
    private final Rights rights;

    public GivenByHand(Shop shop, Login login) {
        this.shop = shop;
        this.login = login;
        this.rights = login.rights();
    }

    /** What a cart needs another's word for before it is paid; null for nothing. */
    @Nullable public Sentence needsApproval(Cart cart) {
        HandLimit limit = rights.giving(shop.user());
        return cart.isWithin(limit) ? null : cart.handShare().above(limit, Act.GIVE_DISCOUNT);
    }

    /**
     * The cart as it may be paid: within what the user may give by hand, or with another's word, which goes with it.
     *
     * @throws TillException FORBIDDEN
     */
    public Cart allowed(Cart cart, @Nullable String approve) {
        Cart noted = noted(cart, approve);
        Sentence lacking = needsApproval(noted);
        if (lacking != null) {
            throw new TillException(PeopleRefusal.NOT_ALONE, lacking);
        }
        return noted;
    }

    /** The same where the change goes on all the same: it is asked for before anything is paid. */
    public Cart noted(Cart cart, @Nullable String approve) {
        User user = shop.requireUser();
        if (cart.isWithin(rights.giving(user))) {
            // Another may go on with the cart who may give less.
            return cart.isWithin(rights.cashierGiving()) ? cart : cart.approvedBy(user.id());
        }
        if (approve == null) {
            return cart;
        }
        User approver = login.approver(
                approve, "", other -> other.isManager() || !cart.handShare().exceeds(rights.giving(other)));
        return cart.handShare().exceeds(rights.giving(approver)) ? cart : cart.approvedBy(approver.id());
    }

    /** Whether who is logged in may do it without another's word. */
    boolean mayAlone(Sentence act) {
        return rights.may(shop.requireUser(), act);
    }

    /**
     * Who answers for an act beside what it gives.
     *
     * @return the approver's id if another answers, null if the user may alone
     * @throws TillException FORBIDDEN
     */
    @Nullable public UserId approver(Sentence act, @Nullable String approve) {
        return login.allow(false, act, approve);
    }

    /**
     * An act that whoever has the right to it answers for.
     *
     * @throws TillException {@code otherwise} if nobody does
     */
    public void checkRight(Act act, @Nullable String approve, TillRefusal otherwise, Object... arguments) {
        User user = shop.requireUser();
        if (approve != null) {
            login.approver(approve, act.right(), other -> rights.may(other, act));
        } else if (!rights.may(user, act)) {
            throw new TillException(otherwise, arguments);
        }
    }

    /**
     * Who has looked at a customer's card: whoever has the right says so by the PIN, a manager who is logged in too.
     *
     * @throws TillException that says so without it
     */
    public UserId seen(@Nullable String approve, TillRefusal otherwise, Object... arguments) {
        shop.requireUser();
        if (approve == null) {
            throw new TillException(otherwise, arguments);
        }
        return login.approver(approve, Act.CHECK_AGE.right(), other -> rights.may(other, Act.CHECK_AGE))
                .id();
    }

    /** A user of this branch who sells. @throws TillException BAD_VALUE if there is none of that id */
    public UserId seller(String id) {
        List<UserId> here = login.users().stream().map(User::id).toList();
        return here.stream()
                .filter(user -> user.value().equals(id))
                .findFirst()
                .orElseThrow(() -> new TillException(PeopleRefusal.UNKNOWN_USER, id, here));
    }

    /** Who answers for what a cart gives by hand; null if the cashier does. */
    @Nullable public UserId approver(Cart cart, User cashier) {
        HandApproval approval = cart.approval();
        if (approval == null
                || !cart.handShare().exceeds(rights.giving(cashier))
                || approval.by().equals(cashier.id())) {
            return null;
        }
        return approval.by();
    }
}
