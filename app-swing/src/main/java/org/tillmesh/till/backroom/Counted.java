package org.tillmesh.till.backroom;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.shift.Denominations;
import org.tillmesh.retail.value.BadText;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.CashBounds;

/**
 * What was counted at the end of a shift.
 *
 * @param cash in the drawer
 * @param denominations notes and coins that come to it; none if only the sum was counted
 * @param others slips by tender, cash left out
 * @param reason what the counter says of it
 */
public record Counted(
        Money cash, Denominations denominations, SortedMap<TenderKind, Money> others, @Nullable String reason) {
    public Counted {
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    }

    public static Counted cash(Money sum) {
        return new Counted(sum, Denominations.NONE, new TreeMap<>(), null);
    }

    /**
     * Notes and coins as somebody typed them.
     *
     * @param pieces how many of each value, which is written like 500 or 0.50
     * @throws TillException BAD_VALUE for what is no note and no coin, and for too many or fewer than none
     */
    public static Denominations notes(Map<String, Long> pieces) {
        var found = new TreeMap<Money, Integer>();
        pieces.forEach((text, count) -> {
            Money value = denomination(text);
            if (count < 0 || count > Denominations.PIECES_MAX) {
                throw new TillException(BackroomRefusal.PIECES_OUT_OF_RANGE, count, value, Denominations.PIECES_MAX);
            }
            if (found.put(value, count.intValue()) != null) {
                throw new TillException(BackroomRefusal.DENOMINATION_TWICE, value);
            }
        });
        return new Denominations(found);
    }

    private static Money denomination(String text) {
        try {
            Money value = Money.parse(text, Money.SAR);
            if (Denominations.OF_RIYAL.contains(value)) {
                return value;
            }
        } catch (BadText e) {
            // no number is no note either
        }
        throw new TillException(BackroomRefusal.NO_DENOMINATION, text, Denominations.OF_RIYAL);
    }

    /** @throws TillException BAD_VALUE for more than there can be */
    void check() {
        CashBounds.checkDrawer("Counted", cash);
        others.values().forEach(CashBounds::checkSlips);
    }

    /** The slips by code of tender. */
    SortedMap<String, Money> othersByCode() {
        var sums = new TreeMap<String, Money>();
        others.forEach((kind, sum) -> sums.put(kind.code(), sum));
        return sums;
    }
}
