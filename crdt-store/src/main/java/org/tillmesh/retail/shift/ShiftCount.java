package org.tillmesh.retail.shift;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.UserId;

/**
 * What was counted when a shift closed beside the sum of its cash, and what it left behind.
 *
 * @param denominations notes and coins; none if only their sum was counted
 * @param others counted slips by code of tender, cash left out
 * @param cash moved in the shift beside sales
 * @param onAccount what customers paid towards their accounts, by code of tender
 * @param reason what the counter says of a difference
 * @param approvedBy who allowed to close another's shift
 * @param parked carts that waited in the branch then
 * @param unsent own documents that head office had not acknowledged then
 * @param cards what till and payment terminal took by cards; null where no terminal was asked
 */
public record ShiftCount(
        Denominations denominations,
        SortedMap<String, Money> others,
        CashSums cash,
        SortedMap<String, Money> onAccount,
        @Nullable String reason,
        @Nullable UserId approvedBy,
        int parked,
        long unsent,
        @Nullable CardTotals cards) {
    /** What a version that wrote none of it closed a shift with. */
    public static final ShiftCount NONE =
            new ShiftCount(Denominations.NONE, new TreeMap<>(), CashSums.NONE, new TreeMap<>(), null, null, 0, 0);

    /** Without a payment terminal. */
    public ShiftCount(
            Denominations denominations,
            SortedMap<String, Money> others,
            CashSums cash,
            SortedMap<String, Money> onAccount,
            @Nullable String reason,
            @Nullable UserId approvedBy,
            int parked,
            long unsent) {
        this(denominations, others, cash, onAccount, reason, approvedBy, parked, unsent, null);
    }

    public ShiftCount {
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
        onAccount = Collections.unmodifiableSortedMap(new TreeMap<>(onAccount));
    }

    void put(Body body) {
        if (!denominations.pieces().isEmpty()) {
            body.putList("denominations", denominations.toValues(), value -> value);
        }
        if (!others.isEmpty()) {
            body.putMoneys("countedOthers", others);
        }
        if (!cash.equals(CashSums.NONE)) {
            body.put("cash", cash.toValue());
        }
        if (!onAccount.isEmpty()) {
            body.putMoneys("onAccount", onAccount);
        }
        body.put("reason", reason)
                .put("approvedBy", approvedBy)
                .putUnlessZero("parked", parked)
                .putUnlessZero("unsent", unsent)
                .put("cards", cards == null ? null : cards.toValue());
    }

    static ShiftCount of(Fields in) {
        return new ShiftCount(
                Denominations.of(in.list("denominations", value -> value)),
                in.moneys("countedOthers"),
                in.has("cash") ? CashSums.of(in.needed("cash")) : CashSums.NONE,
                in.moneys("onAccount"),
                in.textOrNull("reason"),
                in.idOrNull("approvedBy", UserId::new),
                in.smallNumber("parked", 0),
                in.number("unsent", 0),
                in.has("cards") ? CardTotals.of(in.needed("cards")) : null);
    }
}
