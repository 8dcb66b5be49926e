package org.tillmesh.retail.customer;

import java.util.List;
import java.util.Optional;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.query.FoundWords;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.retail.query.Words;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** Customers by id, phone and words of their name. */
public final class Customers extends StoreReader {
    private static final int PHONE_DIGITS_MIN = 3;

    private final FoundWords words;

    public Customers(Store store) {
        super(store);
        words = new FoundWords(
                store, DocType.CUSTOMER, Index.CUSTOMER_WORDS, state -> CustomerRows.found(Customer.of(state)));
    }

    public List<TypedProjection> projections() {
        return List.of(words);
    }

    public Optional<Customer> byId(CustomerId id) {
        return read(view -> customer(view, id));
    }

    private static Optional<Customer> customer(View view, CustomerId id) {
        return Read.state(view.get(Scope.COMPANY, DocType.CUSTOMER.ref(id)).orElse(null), Customer::of);
    }

    /**
     * Customers whose phone begins with the digits of the text (with or without the country's prefix), whose VAT number
     * does, or whose name has all its words; in the order of their names. An empty text finds any.
     */
    public List<Customer> find(String text, int limit) {
        String digits = phoneDigits(text);
        boolean phone = digits.length() >= PHONE_DIGITS_MIN && text.chars().noneMatch(Character::isLetter);
        List<String> ids = words.find(phone ? List.of(digits) : Words.query(text), found -> true, limit);
        return read(view -> ids.stream()
                .flatMap(id -> customer(view, new CustomerId(id)).stream())
                .toList());
    }

    /** Customers of whom some field has concurrent values, by id. */
    public List<Customer> inConflict() {
        return read(view -> view.rows(Scope.COMPANY, Index.CUSTOMER_CONFLICT, KeyRange.ALL).toList().stream()
                .flatMap(row -> customer(view, new CustomerId(row.key())).stream())
                .toList());
    }

    public int size() {
        return read(view -> (int) view.count(Scope.COMPANY, DocType.CUSTOMER.typeName()));
    }

    /** Makes the first search quick: for a thread in the background. */
    public void warm() {
        words.fill();
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
}
