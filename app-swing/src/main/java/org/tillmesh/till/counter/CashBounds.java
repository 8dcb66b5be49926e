package org.tillmesh.till.counter;

import org.tillmesh.retail.value.Money;
import org.tillmesh.till.shop.Refusals;

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
            throw Refusals.badValue(what + " " + amount + " is negative; count the cash in the drawer");
        }
        if (amount.compareTo(DRAWER_MAX) > 0) {
            throw Refusals.badValue(what + " " + amount + " is more than a drawer holds (" + DRAWER_MAX
                    + "); is it a barcode? Count the cash and type it");
        }
    }

    /** @throws TillException BAD_VALUE */
    static void checkHandedOver(Money amount, Money due) {
        Money most = due.plus(BEYOND_DUE_MAX);
        if (amount.compareTo(most) > 0) {
            throw Refusals.badValue("Cash of " + amount + " for the " + due
                    + " due is more than anybody hands over; is it a barcode? Type what was given, at most " + most);
        }
    }
}
