package org.tillmesh.retail.sale;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.invoice.PrintedHead;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** Every issued document of a branch, by uuid, receipt, time and cart. Full documents are read from the store's view. */
public final class SalesBook extends StoreReader {

    /** Documents counted, and their signed sums. */
    public record Sums(int count, Money gross, Money vat) {
        static final Sums NONE = new Sums(0, Money.ZERO, Money.ZERO);

        Sums plus(Sold sold) {
            return new Sums(count + 1, gross.plus(sold.total()), vat.plus(sold.vat()));
        }
    }

    public SalesBook(Store store) {
        super(store);
    }

    public Optional<Sold> find(Scope branch, DocumentId uuid) {
        return read(view -> sold(view, branch, uuid));
    }

    private static Optional<Sold> sold(View view, Scope branch, DocumentId uuid) {
        return view.record(branch, DocType.SALE.ref(uuid))
                .or(() -> view.record(branch, DocType.RETURN.ref(uuid)))
                .flatMap(record -> Read.record(record, IssuedDocument::of))
                .map(Sold::of);
    }

    /** Documents that bear a receipt number, by uuid: normally one; two after a fork. */
    public List<Sold> byReceipt(Scope branch, ReceiptNumber receipt) {
        String key = Index.key(receipt.till().toString(), Index.ordered(receipt.counter()));
        return read(view -> rows(view, branch, Index.RECEIPT, KeyRange.exactly(key)).stream()
                .sorted(Comparator.comparing(Sold::uuid))
                .toList());
    }

    /** Documents issued at or after a time (null: all), in the order of (at, receipt, uuid). */
    public List<Sold> since(Scope branch, @Nullable Instant from) {
        return between(branch, from, null);
    }

    /** Documents issued at or after {@code from} and before {@code to}; null is open. */
    public List<Sold> between(Scope branch, @Nullable Instant from, @Nullable Instant to) {
        var range = new KeyRange(
                from == null ? KeyRange.ALL.from() : Index.ordered(upToMilli(from)),
                to == null ? KeyRange.ALL.to() : Index.ordered(upToMilli(to)));
        return read(view -> rows(view, branch, Index.ISSUED, range));
    }

    /** The first whole millisecond at or after a time: documents are dated in whole ones. */
    private static long upToMilli(Instant time) {
        long millis = time.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(time) ? millis + 1 : millis;
    }

    private static List<Sold> rows(View view, Scope branch, String index, KeyRange keys) {
        return view.rows(branch, index, keys).map(row -> Sold.of(row.value())).toList();
    }

    /** Tills of which a document is known, in the order of their names. */
    public List<TillId> tills(Scope branch) {
        return read(view -> {
            var tills = new ArrayList<TillId>();
            String from = KeyRange.ALL.from();
            for (Optional<Row> row = firstFrom(view, branch, from);
                    row.isPresent();
                    row = firstFrom(view, branch, from)) {
                String till = row.get().key().substring(0, row.get().key().indexOf(Index.SEP));
                tills.add(TillId.parse(till));
                from = KeyRange.startingWith(Index.key(till, "")).to();
            }
            return tills;
        });
    }

    private static Optional<Row> firstFrom(View view, Scope branch, String from) {
        return view.rows(branch, Index.RECEIPT, new KeyRange(from, KeyRange.ALL.to()))
                .findFirst();
    }

    /** Every document of one till, by receipt. */
    public List<Sold> of(Scope branch, TillId till) {
        return read(view -> rows(view, branch, Index.RECEIPT, KeyRange.startingWith(Index.key(till.toString(), ""))));
    }

    /** Where in its writer's stream every document of one till stands, by uuid. */
    public SortedMap<DocumentId, Dot> placesOf(Scope branch, TillId till) {
        return read(view -> {
            var places = new TreeMap<DocumentId, Dot>();
            view.rows(branch, Index.TILL_ISSUED, KeyRange.startingWith(Index.key(till.toString(), "")))
                    .forEach(row -> places.put(new DocumentId(row.document().id()), SaleRows.dot(row.value())));
            return places;
        });
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
    public Optional<Sold> highest(Scope branch, TillId till) {
        return read(view -> lastOf(view, branch, Index.RECEIPT, till)
                .flatMap(last -> rows(view, branch, Index.RECEIPT, KeyRange.exactly(last.key())).stream()
                        .max(Comparator.naturalOrder())));
    }

    private static Optional<Row> lastOf(View view, Scope branch, String index, TillId till) {
        return view.lastRow(branch, index, KeyRange.startingWith(Index.key(till.toString(), "")));
    }

    /** The number for the till's next document: behind the highest known or given out, 1 at first. */
    public ReceiptNumber nextReceipt(Scope branch, TillId till) {
        long known = highest(branch, till).map(s -> s.receipt().counter()).orElse(0L);
        long givenOut = PrintedHead.of(store(), till).map(PrintedHead::counter).orElse(0L);
        return new ReceiptNumber(till, Math.max(known, givenOut) + 1);
    }

    /** Sales of a cart, by uuid: more than one is an exception. */
    public List<Sold> ofCart(Scope branch, String cart) {
        return read(view -> documents(view, branch, Index.CART, cart));
    }

    private static List<Sold> documents(View view, Scope branch, String index, String key) {
        return view.rows(branch, index, KeyRange.exactly(key)).toList().stream()
                .flatMap(row -> sold(view, branch, new DocumentId(row.document().id())).stream())
                .toList();
    }

    /** Carts that were sold more than once. */
    public List<String> cartsSoldTwice(Scope branch) {
        return several(branch, Index.CART);
    }

    /** Receipt numbers that more than one document bears. */
    public List<ReceiptNumber> doubledReceipts(Scope branch) {
        return several(branch, Index.RECEIPT).stream()
                .map(key -> key.split(Index.SEP, -1))
                .map(parts -> new ReceiptNumber(TillId.parse(parts[0]), Index.number(parts[1])))
                .toList();
    }

    /** Returns of a sale, in order of their issue. */
    public List<Sold> returnsOf(Scope branch, DocumentId saleUuid) {
        return read(view -> documents(view, branch, Index.RETURNS, saleUuid.value()).stream()
                .sorted()
                .toList());
    }

    /** Sales that have more than one return. */
    /** The number of the receipt by which a piece was sold last, unless it came back since. */
    public Optional<String> soldSerial(Scope branch, ProductId product, String serial) {
        KeyRange keys = KeyRange.startingWith(Index.key(product.value(), serial, ""));
        return read(view -> view.lastRow(branch, Index.SERIAL, keys))
                .map(row -> ((Value.ListOf) row.value()).items())
                .filter(last -> ((Value.Bool) last.get(0)).value())
                .map(last -> ((Value.Text) last.get(1)).value());
    }

    public List<DocumentId> salesWithSeveralReturns(Scope branch) {
        return several(branch, Index.RETURNS).stream().map(DocumentId::new).toList();
    }

    private List<String> several(Scope branch, String index) {
        return read(view ->
                view.folds(branch, index, KeyRange.ALL).map(fold -> fold.key()).toList());
    }

    /** The whole document. */
    public static Optional<IssuedDocument> document(View view, Scope branch, Sold sold) {
        return view.record(branch, sold.ref()).flatMap(r -> Read.record(r, IssuedDocument::of));
    }

    /** The whole returns of a sale, for {@link Returns#of}. */
    public List<IssuedDocument> returnDocuments(View view, Scope branch, DocumentId saleUuid) {
        return returnsOf(branch, saleUuid).stream()
                .flatMap(sold -> document(view, branch, sold).stream())
                .toList();
    }
}
