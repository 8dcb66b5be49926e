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
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Id;
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
    static final String PRODUCT = "product";

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
     * @param card last four of a gift card's number, of an approval code, or of the card that a terminal booked
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

    /** Of all numbers by which a tender is remembered: its own, and the masked one of a card that a terminal booked. */
    static Stream<String> lastFours(Tender tender) {
        String pan = tender.charge() == null ? null : tender.charge().pan();
        return Stream.of(lastFour(tender.card()), lastFour(pan)).flatMap(Optional::stream);
    }

    /** The newest documents that fit, so many at most, the newest first. */
    public List<Sold> newest(Scope branch, Wanted wanted, int limit) {
        return read(view -> newest(view, branch, wanted, limit));
    }

    /** Those of some documents that fit, the newest first. */
    public List<Sold> fitting(Scope branch, Collection<Sold> some, Wanted wanted, int limit) {
        List<Set<String>> facts = facts(wanted);
        return read(view -> some.stream()
                .filter(sold -> wanted.from() == null || !sold.at().isBefore(wanted.from()))
                .filter(sold -> wanted.to() == null || sold.at().isBefore(wanted.to()))
                .filter(sold -> bears(view, branch, sold, facts))
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .toList());
    }

    private static List<Sold> newest(View view, Scope branch, Wanted wanted, int limit) {
        var found = new ArrayList<Sold>();
        Optional<Row> first = view.rows(branch, Index.ISSUED, KeyRange.ALL).findFirst();
        Optional<Row> last = view.lastRow(branch, Index.ISSUED, KeyRange.ALL);
        if (first.isEmpty() || last.isEmpty()) {
            return found;
        }
        List<Set<String>> facts = facts(wanted);
        long begin = latest(Sold.of(first.get().value()).at(), wanted.from());
        long end = Sold.of(last.get().value()).at().toEpochMilli() + 1;
        if (wanted.to() != null) {
            end = Math.min(end, wanted.to().toEpochMilli());
        }
        long step = FIRST_STEP.toMillis();
        while (end > begin && found.size() < limit) {
            long from = Math.max(begin, end - step);
            int missing = limit - found.size();
            found.addAll(newest(view, branch, candidates(view, branch, facts, from, end), facts, missing));
            end = from;
            step *= WIDER;
        }
        return found;
    }

    /** Of rows by their time; none is read beyond those that are needed, but for the ones of the last one's moment. */
    private static List<Sold> newest(
            View view, Scope branch, List<Candidate> candidates, List<Set<String>> facts, int limit) {
        var others = facts.isEmpty() ? facts : facts.subList(1, facts.size());
        var found = new ArrayList<Sold>();
        var seen = new HashSet<String>(); // asked whether it holds one, never walked through
        String last = "";
        for (Candidate candidate : candidates) {
            if (found.size() >= limit && !candidate.at().equals(last)) {
                break;
            }
            last = candidate.at();
            if (seen.add(candidate.row().document().id())) {
                sold(view, branch, candidate)
                        .filter(sold -> bears(view, branch, sold, others))
                        .ifPresent(found::add);
            }
        }
        return found.stream().sorted(Comparator.reverseOrder()).limit(limit).toList();
    }

    private static long latest(Instant first, @Nullable Instant from) {
        return from == null ? first.toEpochMilli() : Math.max(first.toEpochMilli(), from.toEpochMilli());
    }

    /** A row of one of the indexes by time. @param at as the keys have it */
    private record Candidate(String at, Row row) {
        static final Comparator<Candidate> NEWEST_FIRST =
                Comparator.comparing(Candidate::at).reversed();
    }

    /** Those of a time that have the first of the facts, the newest first. */
    private static List<Candidate> candidates(View view, Scope branch, List<Set<String>> facts, long from, long to) {
        String begin = Index.ordered(from);
        String end = Index.ordered(to);
        var all = new ArrayList<Candidate>();
        if (facts.isEmpty()) {
            view.rows(branch, Index.ISSUED, new KeyRange(begin, end))
                    .forEach(row -> all.add(
                            new Candidate(row.key().substring(0, row.key().indexOf(Index.SEP)), row)));
        } else {
            for (String fact : facts.get(0)) {
                view.rows(branch, Index.ISSUED_BY, new KeyRange(Index.key(fact, begin), Index.key(fact, end)))
                        .forEach(row -> all.add(new Candidate(
                                row.key().substring(row.key().lastIndexOf(Index.SEP) + Index.SEP.length()), row)));
            }
        }
        all.sort(Candidate.NEWEST_FIRST);
        return all;
    }

    /** What the index is asked for, one of each set, those first that fewest documents have. */
    private static List<Set<String>> facts(Wanted wanted) {
        var facts = new ArrayList<Set<String>>();
        if (wanted.card() != null) {
            facts.add(Set.of(Index.key(CARD, wanted.card())));
        }
        if (wanted.customers() != null) {
            facts.add(keys(CUSTOMER, wanted.customers()));
        }
        if (wanted.amount() != null) {
            facts.add(Set.of(Index.key(AMOUNT, Index.ordered(wanted.amount().minor()))));
        }
        if (wanted.products() != null) {
            facts.add(keys(PRODUCT, wanted.products()));
        }
        return facts;
    }

    private static Set<String> keys(String fact, Set<? extends Id<?>> ids) {
        return ids.stream().map(id -> Index.key(fact, id.value())).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<Sold> sold(View view, Scope branch, Candidate candidate) {
        return view
                .rows(branch, Index.ISSUED, KeyRange.startingWith(Index.key(candidate.at(), "")))
                .filter(issued -> issued.document().equals(candidate.row().document()))
                .map(issued -> Sold.of(issued.value()))
                .toList()
                .stream()
                .findFirst();
    }

    /** Whether it has one of each. */
    private static boolean bears(View view, Scope branch, Sold sold, List<Set<String>> facts) {
        String at = Index.ordered(sold.at().toEpochMilli());
        return facts.stream().allMatch(choice -> choice.stream()
                .anyMatch(fact ->
                        view.rows(branch, Index.ISSUED_BY, KeyRange.exactly(Index.key(fact, at))).toList().stream()
                                .anyMatch(row -> row.document().equals(sold.ref()))));
    }
}
