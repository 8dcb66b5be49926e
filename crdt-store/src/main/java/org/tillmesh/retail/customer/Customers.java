package org.tillmesh.retail.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.query.FoundWords;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.retail.query.Words;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** Customers by id, phone and words of their name. */
public final class Customers extends StoreReader {
    private static final int PHONE_DIGITS_MIN = 3;

    private static final int BEARERS_MAX = 50;

    private final FoundWords words;
    private final Merges merges = new Merges();

    public Customers(Store store) {
        super(store);
        words = new FoundWords(
                store, DocType.CUSTOMER, Index.CUSTOMER_WORDS, state -> CustomerRows.found(Customer.of(state)));
    }

    public List<TypedProjection> projections() {
        return List.of(words, merges);
    }

    /** Of one who was merged into another, that other. */
    public Optional<Customer> byId(CustomerId id) {
        return read(view -> customer(view, merges.stays(id)));
    }

    /** The id of the one who stays of all that are one with a customer by merges. */
    public CustomerId staying(CustomerId id) {
        return read(view -> merges.stays(id));
    }

    /** Ids of all who are one with a customer by merges, that one too. */
    public List<CustomerId> members(CustomerId id) {
        return read(view -> List.copyOf(merges.members(id)));
    }

    /**
     * What a customer owes, with all who are one with that customer: from the sales, returns and payments of a branch, and from
     * what other branches and head office told of theirs.
     */
    public Money owed(Scope branch, CustomerId id) {
        return read(view -> merges.members(id).stream()
                .flatMap(member -> Stream.concat(
                        view.folded(branch, Index.ACCOUNT, member.value()).stream(), elsewhere(view, branch, member)))
                .map(Customers::money)
                .reduce(Money.ZERO, Money::plus));
    }

    /** Ids of those who have something on account in a branch, each of those who stay once. */
    public List<CustomerId> owingIn(Scope branch) {
        return read(view ->
                view
                        .folds(branch, Index.ACCOUNT, KeyRange.ALL)
                        .map(fold -> new CustomerId(fold.key()))
                        .toList()
                        .stream()
                        .map(merges::stays)
                        .distinct()
                        .toList());
    }

    /** A branch's own documents say what its entries say, and those of before there were entries. */
    private static Stream<Value> elsewhere(View view, Scope branch, CustomerId member) {
        return view
                .folds(Scope.COMPANY, Index.BRANCH_ACCOUNT, KeyRange.startingWith(Index.key(member.value(), "")))
                .filter(fold -> !fold.key().equals(Index.key(member.value(), branch.branchId())))
                .flatMap(fold -> Optional.ofNullable(fold.value()).stream())
                .toList()
                .stream();
    }

    private static Money money(Value halalas) {
        return Money.sar(((Value.Int) halalas).value());
    }

    /** What {@link #owed} is the sum of, in no order. */
    public List<Owing> owing(Scope branch, CustomerId id) {
        return read(view -> {
            var all = new ArrayList<Owing>();
            for (CustomerId member : merges.members(id)) {
                for (Row row : view.rows(branch, Index.ACCOUNT, KeyRange.exactly(member.value()))
                        .toList()) {
                    all.add(new Owing(row.document(), money(row.value())));
                }
                for (Row row : view.rows(
                                Scope.COMPANY,
                                Index.BRANCH_ACCOUNT,
                                KeyRange.startingWith(Index.key(member.value(), "")))
                        .filter(row -> !row.key().equals(Index.key(member.value(), branch.branchId())))
                        .toList()) {
                    all.add(new Owing(row.document(), money(row.value())));
                }
            }
            return all;
        });
    }

    /** @param document a sale, return or payment of the branch, or an account entry from elsewhere */
    public record Owing(DocRef document, Money amount) {}

    /**
     * Customers who have a phone, however it is written, or a VAT number; by id. Null or empty for neither.
     */
    public List<Customer> bearers(@Nullable String phone, @Nullable String vatNumber) {
        var bearers = new TreeMap<CustomerId, Customer>();
        for (String number : Stream.of(phone == null ? "" : phoneDigits(phone), vatNumber == null ? "" : vatNumber)
                .filter(text -> !text.isEmpty())
                .toList()) {
            List<String> ids = words.find(List.of(number), found -> true, BEARERS_MAX);
            read(view -> stay(view, ids)).stream()
                    .filter(c -> number.equals(c.vatNumber())
                            || c.phones().stream().anyMatch(p -> phoneDigits(p).equals(number)))
                    .forEach(c -> bearers.put(c.id(), c));
        }
        return List.copyOf(bearers.values());
    }

    /** Each of those who stay, once. */
    private List<Customer> stay(View view, List<String> ids) {
        return ids.stream()
                .map(id -> merges.stays(new CustomerId(id)))
                .distinct()
                .flatMap(id -> customer(view, id).stream())
                .toList();
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
        return read(view -> stay(view, ids));
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

    /**
     * Digits only, in the national form: {@code 0512345678} of {@code +966 51 234 5678}, {@code 00966512345678} and
     * {@code 512345678}, in whichever digits.
     */
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
        return all.matches("5[0-9]{8}") ? "0" + all : all;
    }
}
