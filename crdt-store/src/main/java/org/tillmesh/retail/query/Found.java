package org.tillmesh.retail.query;

import java.util.ArrayList;
import java.util.List;
import org.tillmesh.crdt.Value;

/**
 * By which words a product or customer is found.
 *
 * @param sort what it is ordered by among what is found
 * @param category a product's; empty for a customer
 * @param words distinct, in order
 */
public record Found(String sort, String category, boolean active, List<String> words) {

    /** The same for an index that keeps each word once for all that have it. */
    Found withoutWords() {
        return new Found(sort, category, active, List.of());
    }

    public Value toValue() {
        var parts = new ArrayList<Value>(words.size() + 3);
        parts.add(Value.of(sort));
        parts.add(Value.of(category));
        parts.add(Value.of(active));
        words.forEach(word -> parts.add(Value.of(word)));
        return Value.list(parts);
    }

    public static Found of(Value value) {
        List<Value> parts = ((Value.ListOf) value).items();
        return new Found(
                ((Value.Text) parts.get(0)).value(),
                ((Value.Text) parts.get(1)).value(),
                ((Value.Bool) parts.get(2)).value(),
                parts.subList(3, parts.size()).stream()
                        .map(word -> ((Value.Text) word).value())
                        .toList());
    }
}
