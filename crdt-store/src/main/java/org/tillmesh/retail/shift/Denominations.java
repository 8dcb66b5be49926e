package org.tillmesh.retail.shift;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;

/**
 * Notes and coins as they were counted.
 *
 * @param pieces how many of each value, 1 or more; the largest value first
 */
public record Denominations(SortedMap<Money, Integer> pieces) {
    /** Values of the notes and coins of the riyal, the largest first. */
    public static final List<Money> OF_RIYAL =
            List.of(50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5, 1).stream()
                    .map(Money::sar)
                    .toList();

    /** More pieces of one value than that lie in no drawer. */
    public static final int PIECES_MAX = 99_999;

    public static final Denominations NONE = new Denominations(new TreeMap<>());

    public Denominations {
        var sorted = new TreeMap<Money, Integer>(Comparator.reverseOrder());
        sorted.putAll(pieces);
        sorted.values().removeIf(count -> count == 0);
        pieces = Collections.unmodifiableSortedMap(sorted);
    }

    /** What they are worth together. */
    public Money total() {
        long halalas = 0;
        for (Map.Entry<Money, Integer> piece : pieces.entrySet()) {
            halalas = Math.addExact(halalas, Math.multiplyExact(piece.getKey().minor(), (long) piece.getValue()));
        }
        return Money.sar(halalas);
    }

    /** A list of {value, count}. */
    List<Value> toValues() {
        return pieces.entrySet().stream()
                .map(piece -> new Body()
                        .put("value", piece.getKey())
                        .put("count", piece.getValue())
                        .toValue())
                .toList();
    }

    static Denominations of(List<Value> values) {
        var found = new TreeMap<Money, Integer>();
        for (Value value : values) {
            Fields piece = Fields.of("denominations", value);
            found.put(piece.money("value"), piece.smallNumber("count"));
        }
        return new Denominations(found);
    }
}
