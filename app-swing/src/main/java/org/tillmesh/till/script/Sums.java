package org.tillmesh.till.script;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.backroom.BackroomAnswers;

/**
 * One amount of cash, or amounts by code of tender: in the form in which the count was given.
 *
 * @param byTender null where one amount is said
 */
record Sums(Money cash, @Nullable Map<String, Money> byTender) {
    /** @param part of each tender's tally; tenders without it are left out */
    static Sums of(Money cash, boolean isPlain, BackroomAnswers.ShiftClosed closed, Function<BackroomAnswers.Tally, @Nullable Money> part) {
        if (isPlain) {
            return new Sums(cash, null);
        }
        var sums = new TreeMap<String, Money>();
        closed.byTender().forEach((code, tally) -> {
            Money sum = part.apply(tally);
            if (sum != null) {
                sums.put(code, sum);
            }
        });
        return new Sums(cash, sums);
    }
}
