package org.tillmesh.retail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.Document;
import org.tillmesh.store.View;

/** Every issued document of a store, by uuid, receipt, time and cart. Full documents are read from the store's view. */
public final class SalesBook implements TypedProjection {

    /** Documents counted, and their signed sums. */
    public record Sums(int count, Money gross, Money vat) {
        static final Sums NONE = new Sums(0, Money.ZERO, Money.ZERO);

        Sums plus(Sold sold) {
            return new Sums(count + 1, gross.plus(sold.total()), vat.plus(sold.vat()));
        }
    }

    private static final class PerStore {
        final Map<String, Sold> byUuid = new HashMap<>();
        final TreeSet<Sold> byTime = new TreeSet<>();
        final TreeMap<ReceiptNumber, TreeSet<String>> byReceipt = new TreeMap<>();
        final Map<String, TreeSet<String>> byCart = new HashMap<>();
        final Map<String, TreeSet<String>> returnsOf = new HashMap<>();
        final Map<String, Money> onAccount = new HashMap<>();
    }

    private final Map<Scope, PerStore> stores = new TreeMap<>();

    public synchronized Optional<Sold> find(Scope store, String uuid) {
        return Optional.ofNullable(there(store).byUuid.get(uuid));
    }

    /** Documents that bear a receipt number, by uuid: normally one; two after a fork. */
    public synchronized List<Sold> byReceipt(Scope store, ReceiptNumber receipt) {
        return sold(store, there(store).byReceipt.getOrDefault(receipt, new TreeSet<>()));
    }

    /** Documents issued at or after a time (null: all), in the order of (at, receipt, uuid). */
    public synchronized List<Sold> since(Scope store, @Nullable Instant from) {
        return between(store, from, null);
    }

    /** Documents issued at or after {@code from} and before {@code to}; null is open. */
    public synchronized List<Sold> between(Scope store, @Nullable Instant from, @Nullable Instant to) {
        return there(store).byTime.stream()
                .filter(s -> from == null || !s.at().isBefore(from))
                .filter(s -> to == null || s.at().isBefore(to))
                .toList();
    }

    /** Every document of one till, by receipt. */
    public synchronized List<Sold> of(Scope store, TillId till) {
        return there(store)
                .byReceipt
                .subMap(new ReceiptNumber(till, 1), true, new ReceiptNumber(till, Long.MAX_VALUE), true)
                .values()
                .stream()
                .flatMap(uuids -> sold(store, uuids).stream())
                .toList();
    }

    /** The till of an issued document. */
    public static Optional<TillId> till(Document.Record record) {
        return Read.record(record, IssuedDocument::of).map(IssuedDocument::till);
    }

    public static Sums sums(Collection<Sold> documents) {
        Sums sums = Sums.NONE;
        for (Sold sold : documents) {
            sums = sums.plus(sold);
        }
        return sums;
    }

    /** The document with the till's highest counter (of two with one number, the later). */
    public synchronized Optional<Sold> highest(Scope store, TillId till) {
        ReceiptNumber top = there(store).byReceipt.floorKey(new ReceiptNumber(till, Long.MAX_VALUE));
        if (top == null || !top.till().equals(till)) {
            return Optional.empty();
        }
        return byReceipt(store, top).stream().max(Sold::compareTo);
    }

    /** The number for the till's next document: behind the highest known, 1 at first. */
    public synchronized ReceiptNumber nextReceipt(Scope store, TillId till) {
        return highest(store, till).map(s -> s.receipt().next()).orElseGet(() -> new ReceiptNumber(till, 1));
    }

    /** The till's document that was issued last. */
    public synchronized Optional<Sold> last(Scope store, TillId till) {
        for (Sold sold : there(store).byTime.descendingSet()) {
            if (sold.till().equals(till)) {
                return Optional.of(sold);
            }
        }
        return Optional.empty();
    }

    /** Sales of a cart, by uuid: more than one is an exception. */
    public synchronized List<Sold> ofCart(Scope store, String cart) {
        return sold(store, there(store).byCart.getOrDefault(cart, new TreeSet<>()));
    }

    /** Carts that were sold more than once. */
    public synchronized List<String> cartsSoldTwice(Scope store) {
        return moreThanOne(there(store).byCart);
    }

    /** Receipt numbers that more than one document bears. */
    public synchronized List<ReceiptNumber> doubledReceipts(Scope store) {
        var found = new ArrayList<ReceiptNumber>();
        there(store).byReceipt.forEach((receipt, uuids) -> {
            if (uuids.size() > 1) {
                found.add(receipt);
            }
        });
        return found;
    }

    /** Returns of a sale, in order of their issue. */
    public synchronized List<Sold> returnsOf(Scope store, String saleUuid) {
        return sold(store, there(store).returnsOf.getOrDefault(saleUuid, new TreeSet<>())).stream()
                .sorted()
                .toList();
    }

    /** Sales that have more than one return. */
    public synchronized List<String> salesWithSeveralReturns(Scope store) {
        return moreThanOne(there(store).returnsOf);
    }

    /** What a customer owes from sales on account in this store. */
    public synchronized Money onAccount(Scope store, String customerId) {
        return there(store).onAccount.getOrDefault(customerId, Money.ZERO);
    }

    /** The whole document. */
    public static Optional<IssuedDocument> document(View view, Scope store, Sold sold) {
        DocType type = sold.isSale() ? DocType.SALE : DocType.RETURN;
        return view.record(store, type.ref(sold.uuid())).flatMap(r -> Read.record(r, IssuedDocument::of));
    }

    /** The whole returns of a sale, for {@link Returns#of}. */
    public List<IssuedDocument> returnDocuments(View view, Scope store, String saleUuid) {
        return returnsOf(store, saleUuid).stream()
                .flatMap(sold -> document(view, store, sold).stream())
                .toList();
    }

    @Override
    public synchronized void reset(Scope scope) {
        stores.remove(scope);
    }

    @Override
    public synchronized void accept(Typed change) {
        if (change.is(DocType.SALE) || change.is(DocType.RETURN)) {
            PerStore there = stores.computeIfAbsent(change.scope(), s -> new PerStore());
            change.before(IssuedDocument.class).ifPresent(d -> remove(there, d));
            change.after(IssuedDocument.class).ifPresent(d -> add(there, d));
        }
    }

    private static void add(PerStore there, IssuedDocument document) {
        Sold sold = Sold.of(document);
        there.byUuid.put(sold.uuid(), sold);
        there.byTime.add(sold);
        there.byReceipt.computeIfAbsent(sold.receipt(), r -> new TreeSet<>()).add(sold.uuid());
        if (sold.isSale() && sold.cart() != null) {
            there.byCart.computeIfAbsent(sold.cart(), c -> new TreeSet<>()).add(sold.uuid());
        }
        if (sold.original() != null) {
            there.returnsOf
                    .computeIfAbsent(sold.original(), c -> new TreeSet<>())
                    .add(sold.uuid());
        }
        account(there, document, false);
    }

    private static void remove(PerStore there, IssuedDocument document) {
        Sold sold = Sold.of(document);
        there.byUuid.remove(sold.uuid());
        there.byTime.remove(sold);
        take(there.byReceipt, sold.receipt(), sold.uuid());
        if (sold.cart() != null) {
            take(there.byCart, sold.cart(), sold.uuid());
        }
        if (sold.original() != null) {
            take(there.returnsOf, sold.original(), sold.uuid());
        }
        account(there, document, true);
    }

    private static void account(PerStore there, IssuedDocument document, boolean undo) {
        Money amount = document.takings().getOrDefault(TenderKind.ACCOUNT, Money.ZERO);
        if (document.customerId() != null && !amount.isZero()) {
            there.onAccount.merge(document.customerId(), undo ? amount.negated() : amount, Money::plus);
        }
    }

    private static <K> void take(Map<K, TreeSet<String>> index, K key, String uuid) {
        TreeSet<String> uuids = index.get(key);
        if (uuids != null) {
            uuids.remove(uuid);
            if (uuids.isEmpty()) {
                index.remove(key);
            }
        }
    }

    private static List<String> moreThanOne(Map<String, TreeSet<String>> index) {
        return index.entrySet().stream()
                .filter(e -> e.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private List<Sold> sold(Scope store, Collection<String> uuids) {
        PerStore there = there(store);
        var found = new ArrayList<Sold>();
        for (String uuid : uuids) {
            Sold sold = there.byUuid.get(uuid);
            if (sold != null) {
                found.add(sold);
            }
        }
        return found;
    }

    private PerStore there(Scope store) {
        PerStore there = stores.get(store);
        return there == null ? new PerStore() : there;
    }
}
