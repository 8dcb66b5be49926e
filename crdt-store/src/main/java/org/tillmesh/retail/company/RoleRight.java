package org.tillmesh.retail.company;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What head office may let a role do at a till without another's word, as {@link RoleProfile#rights} names it. */
public enum RoleRight {
    GIVE_DISCOUNT,
    CHECK_AGE,
    SELL_WITHOUT_STOCK,
    SELL_EXPIRED,
    LOW_LABEL_PRICE,
    PRICE_BY_HAND,
    PAY_BACK_ANOTHER_WAY,
    PAY_BACK_MORE,
    RETURN_WITHOUT_RECEIPT,
    LEAVE_SPENT_POINTS,
    REISSUE,
    CLOSE_SHIFT_OF,
    CLOSE_DAY,
    MOVE_CASH,
    OPEN_DRAWER,
    TAKE_MORE_THAN_THE_DRAWER_HOLDS,
    PASS_CREDIT_LIMIT,
    SEE_REPORTS,
    MERGE_CUSTOMERS,
    ANONYMISE_CUSTOMER,
    SEE_AUDIT,
    RECEIVE_STOCK,
    COUNT_STOCK,
    ADJUST_STOCK,
    ASK_FOR_GOODS,
    STEP_TRANSFER,
    SET_TIME,
    CONFIRM_CHAIN,
    DECIDE_PAYMENT,
    SETTLE_TERMINAL,
    RESOLVE,
    BACKUP,
    EXPORT_UNSENT,
    SET_UP_DEVICES,
    ONBOARD,
    RENEW,
    TRAIN;

    /** {@code price-by-hand}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(RoleRight::word).toList();
    }
}
