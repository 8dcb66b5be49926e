package org.tillmesh.retail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.crdt.Scope;

/** Customers by id, phone and words of their name. */
public final class Customers implements TypedProjection {
    private static final int PHONE_DIGITS_MIN = 3;

    private final Map<String, Customer> byId = new HashMap<>();
    private final WordIndex<Customer> words = new WordIndex<>();

    public synchronized Optional<Customer> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Customers whose phone begins with the digits of the text (with or without the country's prefix), whose VAT number
     * does, or whose name has all its words; in the order of their names. An empty text finds any.
     */
    public synchronized List<Customer> find(String text, int limit) {
        String digits = phoneDigits(text);
        boolean phone = digits.length() >= PHONE_DIGITS_MIN && text.chars().noneMatch(Character::isLetter);
        return words.find(phone ? List.of(digits) : Words.query(text), c -> true, limit);
    }

    /** Customers of whom some field has concurrent values, by id. */
    public synchronized List<Customer> inConflict() {
        return byId.values().stream()
                .filter(c -> !c.conflicts().isEmpty())
                .sorted(Comparator.comparing(Customer::id))
                .toList();
    }

    public synchronized int size() {
        return byId.size();
    }

    /** {@code 0512345678} of {@code +966 51 234 5678}: digits only, national form. */
    public static String phoneDigits(String phone) {
        var digits = new StringBuilder();
        phone.codePoints().filter(Character::isDigit).forEach(c -> digits.append(Character.digit(c, 10)));
        String all = digits.toString();
        for (String country : List.of("00966", "966")) {
            if (all.startsWith(country) && all.length() > country.length()) {
                String national = all.substring(country.length());
                return national.startsWith("0") ? national : "0" + national;
            }
        }
        return all;
    }

    @Override
    public synchronized void reset(Scope scope) {
        if (scope.equals(Scope.COMPANY)) {
            byId.clear();
            words.clear();
        }
    }

    @Override
    public synchronized void accept(Typed change) {
        if (!change.is(DocType.CUSTOMER)) {
            return;
        }
        change.after(Customer.class).ifPresentOrElse(this::put, () -> {
            byId.remove(change.id());
            words.remove(change.id());
        });
    }

    private void put(Customer customer) {
        byId.put(customer.id(), customer);
        var found = new ArrayList<>(Words.indexed(customer.name()));
        customer.phones().forEach(phone -> found.add(phoneDigits(phone)));
        if (customer.vatNumber() != null) {
            found.add(customer.vatNumber());
        }
        found.removeIf(String::isEmpty);
        words.put(customer.id(), String.join(" ", Words.of(customer.name())), found, customer);
    }
}
