package org.tillmesh.retail;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.tillmesh.crdt.Value;

/**
 * By which words a product or customer is found.
 *
 * @param sort what it is ordered by among what is found
 * @param category a product's; empty for a customer
 * @param words distinct, in order
 */
record Found(String sort, String category, boolean active, List<String> words) {

    static Found of(Product product) {
        var words = new TreeSet<>(Words.indexed(product.name()));
        words.addAll(Words.indexed(product.nameAr()));
        words.addAll(product.barcodes());
        return new Found(
                String.join(" ", Words.of(product.name())), product.category(), product.active(), List.copyOf(words));
    }

    static Found of(Customer customer) {
        var words = new TreeSet<>(Words.indexed(customer.name()));
        customer.phones().forEach(phone -> words.add(Customers.phoneDigits(phone)));
        if (customer.vatNumber() != null) {
            words.add(customer.vatNumber());
        }
        words.remove("");
        return new Found(String.join(" ", Words.of(customer.name())), "", true, List.copyOf(words));
    }

    Value toValue() {
        var parts = new ArrayList<Value>(words.size() + 3);
        parts.add(Value.of(sort));
        parts.add(Value.of(category));
        parts.add(Value.of(active));
        words.forEach(word -> parts.add(Value.of(word)));
        return Value.list(parts);
    }

    static Found of(Value value) {
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
