package org.tillmesh.till.tender;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** How much cash there can be: what is more was scanned, not counted. */
public final class CashBounds {
    /** Seven digits before the point: no article number is so short. */
    static final Money DRAWER_MAX = Money.sar(999_999_999);

    /** Ten notes of 500.00: nobody hands over more beyond what is due. */
    static final Money BEYOND_DUE_MAX = Money.sar(500_000);

    private CashBounds() {}

    /** @throws TillException BAD_VALUE */
    public static void checkDrawer(String what, Money amount) {
        if (amount.isNegative()) {
            throw new TillException(TenderRefusal.DRAWER_NEGATIVE, what, amount);
        }
        checkAtMost(what, amount);
    }

    /**
     * Cash that is moved. Whether it is above zero is the caller's matter.
     *
     * @param after what the drawer holds then
     */
    public static void checkMoved(Money amount, Money after) {
        checkAtMost("Cash", amount);
        checkAtMost("Cash", after);
    }

    /** Slips of a tender, of which more may have been paid back than taken. */
    public static void checkSlips(Money amount) {
        checkAtMost("Slips", amount.isNegative() ? amount.negated() : amount);
    }

    private static void checkAtMost(String what, Money amount) {
        if (amount.compareTo(DRAWER_MAX) > 0) {
            throw new TillException(TenderRefusal.DRAWER_TOO_MUCH, what, amount, DRAWER_MAX);
        }
    }

    /** @throws TillException BAD_VALUE */
    static void checkHandedOver(Money amount, Money due) {
        Money most = due.plus(BEYOND_DUE_MAX);
        if (amount.compareTo(most) > 0) {
            throw new TillException(TenderRefusal.CASH_TOO_MUCH, amount, due, most);
        }
    }

    /** More cash back for one receipt than the user's role pays back is a manager's word. */
    public static void refuseMuchCash(
            Login login, User user, IssuedDocument credit, IssuedDocument paid, @Nullable UserId approver) {
        Money limit = login.rights().refundMax(user);
        Money paidBack =
                credit.takings().getOrDefault(TenderKind.CASH, Money.ZERO).negated();
        if (approver == null && limit != null && paidBack.compareTo(limit) > 0) {
            login.allow(false, Act.PAY_BACK_MORE.with(paidBack, paid.receipt(), limit), null);
        }
    }

    /** A drawer that would hold less than nothing is a manager's word. */
    public static void refuseEmptyDrawer(
            Shop shop, Login login, IssuedDocument credit, ShiftOpened shift, @Nullable UserId approver) {
        Money paidBack =
                credit.takings().getOrDefault(TenderKind.CASH, Money.ZERO).negated();
        Money held = shop.retail().shifts().expectedCash(shop.scope(), shift);
        if (approver == null && paidBack.compareTo(held) > 0 && paidBack.isPositive()) {
            login.allow(false, Act.TAKE_MORE_THAN_THE_DRAWER_HOLDS.with(paidBack, held), null);
        }
    }
}
