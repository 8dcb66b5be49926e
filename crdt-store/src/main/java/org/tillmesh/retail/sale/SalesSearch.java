package org.tillmesh.retail.sale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/**
 * Finds issued documents by what somebody remembers of them, the newest first. It looks at indexes alone, so what was
 * archived is found too, and goes back in time in ever wider steps, so the newest are found soon however many there are.
 */
public final class SalesSearch extends StoreReader {
    static final String AMOUNT = "amount";
    static final String CUSTOMER = "customer";
    static final String CARD = "card";

    private static final int CARD_CHARS = 4;
    private static final Duration FIRST_STEP = Duration.ofHours(12);
    private static final int WIDER = 4;

    /**
     * What is remembered; null is anything.
     *
     * @param from inclusive
     * @param to exclusive
     * @param customers one of them
     * @param products one of them is among the goods
     * @param card last four of a gift card's number or of an approval code
     */
    public record Wanted(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Set<CustomerId> customers,
            @Nullable Set<ProductId> products,
            @Nullable Money amount,
            @Nullable String card) {}

    public SalesSearch(Store store) {
        super(store);
    }

    /** The last four letters and digits of a card's number or an approval code; empty if it has fewer. */
    public static Optional<String> lastFour(@Nullable String card) {
        if (card == null) {
            return Optional.empty();
        }
        String plain = card.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
        return plain.length() < CARD_CHARS
                ? Optional.empty()
                : Optional.of(plain.substring(plain.length() - CARD_CHARS));
    }

    /** The newest documents that fit, so many at most, the newest first. */
    public List<Sold> newest(Scope branch, Wanted wanted, int limit) {
        return read(view -> newest(view, branch, wanted, limit));
    }

    /** Those of some documents that fit, the newest first. */
    public List<Sold> fitting(Scope branch, Collection<Sold> some, Wanted wanted, int limit) {
        return read(view -> {
            Set<String> goods = withProducts(view, branch, wanted.products());
            return some.stream()
                    .filter(sold -> wanted.from() == null || !sold.at().isBefore(wanted.from()))
                    .filter(sold -> wanted.to() == null || sold.at().isBefore(wanted.to()))
                    .filter(sold -> fits(view, branch, sold, wanted, goods))
                    .sorted(Comparator.reverseOrder())
                    .limit(limit)
                    .toList();
        });
    }

    private static List<Sold> newest(View view, Scope branch, Wanted wanted, int limit) {
        var found = new ArrayList<Sold>();
        Optional<Row> first = view.rows(branch, Index.ISSUED, KeyRange.ALL).findFirst();
        Optional<Row> last = view.lastRow(branch, Index.ISSUED, KeyRange.ALL);
        if (first.isEmpty() || last.isEmpty()) {
            return found;
        }
        Set<String> goods = withProducts(view, branch, wanted.products());
        long begin = latest(Sold.of(first.get().value()).at(), wanted.from());
        long end = Sold.of(last.get().value()).at().toEpochMilli() + 1;
        if (wanted.to() != null) {
            end = Math.min(end, wanted.to().toEpochMilli());
        }
        long step = FIRST_STEP.toMillis();
        while (end > begin && found.size() < limit) {
            long from = Math.max(begin, end - step);
            candidates(view, branch, wanted, Index.ordered(from), Index.ordered(end))
                    .filter(sold -> fits(view, branch, sold, wanted, goods))
                    .sorted(Comparator.reverseOrder())
                    .limit(limit - (long) found.size())
                    .forEach(found::add);
            end = from;
            step *= WIDER;
        }
        return found;
    }

    private static long latest(Instant first, @Nullable Instant from) {
        return from == null ? first.toEpochMilli() : Math.max(first.toEpochMilli(), from.toEpochMilli());
    }

    /** By the index that has the fewest of them. */
    private static Stream<Sold> candidates(View view, Scope branch, Wanted wanted, String from, String to) {
        Set<String> facts = facts(wanted);
        if (facts.isEmpty()) {
            return view.rows(branch, Index.ISSUED, new KeyRange(from, to)).toList().stream()
                    .map(row -> Sold.of(row.value()));
        }
        return facts.stream()
                .flatMap(fact -> view
                        .rows(branch, Index.ISSUED_BY, new KeyRange(Index.key(fact, from), Index.key(fact, to)))
                        .toList()
                        .stream())
                .flatMap(row -> sold(view, branch, row).stream());
    }

    private static Set<String> facts(Wanted wanted) {
        if (wanted.card() != null) {
            return Set.of(Index.key(CARD, wanted.card()));
        }
        if (wanted.customers() != null) {
            return customers(wanted.customers());
        }
        return wanted.amount() == null ? Set.of() : Set.of(amount(wanted.amount()));
    }

    private static Set<String> customers(Set<CustomerId> customers) {
        return customers.stream()
                .map(customer -> Index.key(CUSTOMER, customer.value()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String amount(Money amount) {
        return Index.key(AMOUNT, Index.ordered(amount.minor()));
    }

    /** The document of a row whose key ends with its time. */
    private static Optional<Sold> sold(View view, Scope branch, Row row) {
        String at = row.key().substring(row.key().lastIndexOf(Index.SEP) + Index.SEP.length());
        return view.rows(branch, Index.ISSUED, KeyRange.startingWith(Index.key(at, ""))).toList().stream()
                .filter(issued -> issued.document().equals(row.document()))
                .map(issued -> Sold.of(issued.value()))
                .findFirst();
    }

    private static boolean fits(View view, Scope branch, Sold sold, Wanted wanted, @Nullable Set<String> goods) {
        Money amount = wanted.amount();
        Set<CustomerId> customers = wanted.customers();
        return (amount == null || bears(view, branch, sold, Set.of(amount(amount))))
                && (wanted.card() == null || bears(view, branch, sold, Set.of(Index.key(CARD, wanted.card()))))
                && (customers == null || bears(view, branch, sold, customers(customers)))
                && (goods == null || goods.contains(sold.uuid().value()));
    }

    private static boolean bears(View view, Scope branch, Sold sold, Set<String> facts) {
        String at = Index.ordered(sold.at().toEpochMilli());
        return facts.stream()
                .anyMatch(fact ->
                        view.rows(branch, Index.ISSUED_BY, KeyRange.exactly(Index.key(fact, at))).toList().stream()
                                .anyMatch(row -> row.document().equals(sold.ref())));
    }

    /** Documents that moved one of these products, by uuid; null for all. */
    private static @Nullable Set<String> withProducts(View view, Scope branch, @Nullable Set<ProductId> products) {
        if (products == null) {
            return null;
        }
        var documents = new HashSet<String>(); // asked whether it holds one, never walked through
        for (ProductId product : products) {
            view.rows(branch, Index.STOCK, KeyRange.startingWith(Index.key(product.value(), "")))
                    .forEach(row -> documents.add(
                            IssuedDocument.ofMovement(row.document().id())));
        }
        return documents;
    }
}
