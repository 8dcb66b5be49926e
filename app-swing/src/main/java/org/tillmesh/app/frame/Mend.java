package org.tillmesh.app.frame;

import org.tillmesh.retail.words.Wording;
import org.tillmesh.till.shop.ShopRefusal;
import org.tillmesh.till.shop.TillException;

/** What lets a refused command go on at the counter, with a manager's word. */
public enum Mend {
    /** Nothing here: the refusal says what else to do. */
    NONE,
    /** A manager's PIN for this one command. */
    APPROVAL,
    /** The QR of the last receipt: the till does not know the head of its invoice chain. */
    LAST_RECEIPT,
    /** The time: the till's clock can't be right. */
    TIME;

    public static Mend of(TillException refused) {
        return switch (refused.code()) {
            case FORBIDDEN, EXPIRED, AGE_CHECK -> APPROVAL;
            case CHAIN_UNCONFIRMED -> LAST_RECEIPT;
            case CLOCK -> isOfTill(refused.sentence().kind()) ? TIME : NONE;
            default -> NONE;
        };
    }

    /** Not of a time that somebody typed: that is said where it was typed. */
    private static boolean isOfTill(Wording kind) {
        return kind == ShopRefusal.CLOCK_BEFORE_BUILD || kind == ShopRefusal.CLOCK_BEFORE_LAST;
    }
}
