package org.tillmesh.retail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Incarnation;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;
import org.tillmesh.store.View;

/** By what the documents of a shop are found, and which sums are kept of them; the table is in ARCHITECTURE.md. */
public final class RetailSchema implements Schema {
    /** The only one. */
    public static final RetailSchema SHOP = new RetailSchema();

    /** Raised with every change of what follows. */
    private static final int INDEXES = 7;

    private static final int ORDERED_DIGITS = 16;

    static final String BARCODE = "barcode";
    static final String PRODUCT_WORDS = "product-words";
    static final String CUSTOMER_WORDS = "customer-words";
    static final String CUSTOMER_CONFLICT = "customer-conflict";
    static final String KEY = "key";
    static final String RECEIPT = "receipt";
    static final String ISSUED = "issued";
    static final String TILL_ISSUED = "till-issued";
    static final String CART = "cart";
    static final String RETURNS = "returns";
    static final String ACCOUNT = "account";
    static final String ESCROW = "escrow";
    static final String OVERSPENT = "overspent";
    static final String FIGURES = "figures";
    static final String STOCK = "stock";
    static final String TILL_STOCKED = "till-stocked";
    static final String ICV = "icv";
    static final String INVOICE_HASH = "invoice-hash";
    static final String UNREPORTED = "unreported";
    static final String REJECTED = "rejected";
    static final String REISSUED = "reissued";
    static final String STANDARD = "standard";
    static final String PARKED = "parked";

    /** Separates the parts of a key; below every character of the parts. */
    static final String SEP = "\u0001";

    /** What the rows of one key come to. */
    private interface Fold {
        @Nullable Value of(List<Row> group);

        /** Of small groups the whole is looked at whenever somebody asks. */
        default boolean isGrowing() {
            return false;
        }

        /** Null if it takes the whole group. */
        default @Nullable Folded grown(String key, @Nullable Value fold, List<Row> added) {
            return null;
        }
    }

    private static final Map<String, Fold> FOLDS = folds();

    private RetailSchema() {}

    private static Map<String, Fold> folds() {
        var folds = new TreeMap<String, Fold>();
        for (String index : List.of(RECEIPT, CART, RETURNS, ICV)) {
            folds.put(index, new Several());
        }
        folds.put(FIGURES, new Sum<Figures>(Figures::of, Figures::toValue, Figures::plus));
        folds.put(
                ACCOUNT,
                new Sum<Money>(v -> Money.sar(((Value.Int) v).value()), money -> Value.of(money.minor()), Money::plus));
        folds.put(STOCK, new Shelf());
        folds.put(UNREPORTED, new Unanswered());
        folds.put(OVERSPENT, new Overspent());
        return folds;
    }

    @Override
    public int number() {
        return DocType.SCHEMA;
    }

    @Override
    public int indexes() {
        return INDEXES;
    }

    @Override
    public boolean countsInDigest(String type) {
        return DocType.countsInDigest(type);
    }

    /** Sales and their invoices: what is large. Returns are few, and the exceptions look at them. */
    @Override
    public boolean isArchivable(String type) {
        return type.equals(DocType.SALE.typeName()) || type.equals(DocType.INVOICE.typeName());
    }

    /** What exceptions, the reporting of invoices or rights of gift cards look at stays in every folder. */
    @Override
    public boolean isArchivable(View view, Document.Record record) {
        Scope store = record.scope();
        String uuid = record.ref().id();
        if ((view.folded(store, UNREPORTED, uuid).isPresent() && reports(view, store))
                || view.lastRow(store, REJECTED, KeyRange.exactly(uuid)).isPresent()
                || view.lastRow(store, REISSUED, KeyRange.startingWith(key(uuid, "")))
                        .isPresent()) {
            return false; // the first invoice of a sale has its uuid
        }
        if (DocType.INVOICE.is(record.ref())) {
            return true;
        }
        return Read.record(record, IssuedDocument::of)
                .filter(sale -> sale.lines().stream().allMatch(line -> line.card() == null))
                .filter(sale -> view.folded(store, RETURNS, uuid).isEmpty())
                .filter(sale -> sale.cart() == null
                        || view.folded(store, CART, sale.cart()).isEmpty())
                .isPresent();
    }

    /** Where nothing was ever reported, nothing waits for it either. */
    private static boolean reports(View view, Scope store) {
        try (Stream<Document> answers = view.scan(store, DocType.REPORTING.typeName())) {
            return answers.findFirst().isPresent();
        }
    }

    @Override
    public boolean isFolded(String index) {
        return FOLDS.containsKey(index);
    }

    private static Fold foldOf(String index) {
        Fold fold = FOLDS.get(index);
        if (fold == null) {
            throw new AssertionError("Index " + index + " is not folded");
        }
        return fold;
    }

    @Override
    public @Nullable Value fold(String index, List<Row> group) {
        return foldOf(index).of(group);
    }

    @Override
    public boolean isGrowing(String index) {
        return foldOf(index).isGrowing();
    }

    @Override
    public @Nullable Folded grown(String index, String key, @Nullable Value fold, List<Row> added) {
        return foldOf(index).grown(key, fold, added);
    }

    // ---- keys

    /** Sixteen digits that are in the order of the numbers, negative ones first. */
    static String ordered(long number) {
        long bits = number ^ Long.MIN_VALUE;
        var digits = new char[ORDERED_DIGITS];
        for (int i = ORDERED_DIGITS - 1; i >= 0; i--) {
            digits[i] = Character.forDigit((int) (bits & 0xF), 16);
            bits >>>= 4;
        }
        return new String(digits);
    }

    static long number(String ordered) {
        return Long.parseUnsignedLong(ordered, 16) ^ Long.MIN_VALUE;
    }

    static String key(String... parts) {
        return String.join(SEP, parts);
    }

    // ---- rows

    @Override
    public void index(Document document, Rows rows) {
        DocType type = DocType.named(document.ref().type()).orElse(null);
        if (type == null || !type.home().holds(document.scope())) {
            return;
        }
        if (document instanceof Document.Record record) {
            record(type, record, rows);
        } else if (document instanceof Document.State state) {
            state(type, state, rows);
        }
    }

    private static void record(DocType type, Document.Record record, Rows rows) {
        switch (type) {
            case SALE, RETURN ->
                Read.record(record, IssuedDocument::of)
                        .ifPresent(document -> issued(type, record.dot(), document, rows));
            case MOVEMENT -> Read.record(record, Movement::of).ifPresent(movement -> movement(record, movement, rows));
            case COUNT -> Read.record(record, Count::of).ifPresent(count -> count(record, count, rows));
            case INVOICE -> Read.record(record, InvoiceRecord::of).ifPresent(invoice -> invoice(invoice, rows));
            case ESCROW ->
                Read.record(record, EscrowRecord::of).ifPresent(escrow -> {
                    rows.row(ESCROW, escrow.account().toString(), Value.NULL);
                    rows.row(OVERSPENT, escrow.account().toString(), flows(escrow.entry()));
                });
            default -> {}
        }
    }

    private static void issued(DocType type, Dot dot, IssuedDocument document, Rows rows) {
        Sold sold = Sold.of(document);
        Value value = sold.toValue();
        String till = sold.till().toString();
        String at = ordered(sold.at().toEpochMilli());
        String number = ordered(sold.receipt().counter());
        rows.row(RECEIPT, key(till, number), value);
        rows.row(ISSUED, key(at, sold.receipt().toString(), sold.uuid()), value);
        rows.row(TILL_ISSUED, key(till, at, number), value(dot));
        if (sold.isSale() && sold.cart() != null) {
            rows.row(CART, sold.cart(), Value.NULL);
        }
        if (sold.original() != null) {
            rows.row(RETURNS, sold.original(), Value.NULL);
        }
        Money account = document.takings().getOrDefault(TenderKind.ACCOUNT, Money.ZERO);
        if (document.customerId() != null && !account.isZero()) {
            rows.row(ACCOUNT, document.customerId(), Value.of(account.minor()));
        }
        rows.row(FIGURES, document.shift(), Figures.of(document).toValue());
        used(
                document.till(),
                document.key(),
                type == DocType.SALE ? CommandKeys.Command.COMPLETE : CommandKeys.Command.RETURN,
                rows);
    }

    private static Value value(Dot dot) {
        return Value.list(List.of(
                Value.of(dot.origin().replica().bits()),
                Value.of(dot.origin().incarnation().bits()),
                Value.of(dot.seq()),
                Value.of(dot.index()),
                Value.of(dot.hashPrefix())));
    }

    static Dot dot(Value value) {
        var numbers = new long[5];
        List<Value> parts = ((Value.ListOf) value).items();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ((Value.Int) parts.get(i)).value();
        }
        return new Dot(
                new Origin(new ReplicaId(numbers[0]), new Incarnation(numbers[1])),
                numbers[2],
                (int) numbers[3],
                numbers[4]);
    }

    private static void movement(Document.Record record, Movement movement, Rows rows) {
        String batch = movement.batch() == null ? "" : movement.batch();
        rows.row(
                STOCK,
                key(movement.product(), batch),
                StockEntry.of(record, movement).toValue());
        if (movement.document() == null) {
            stocked(movement.till(), movement.at().toEpochMilli(), rows);
        }
        if (movement.kind() == Movement.Kind.RECEIVE) {
            used(movement.till(), movement.key(), CommandKeys.Command.RECEIVE, rows);
        }
    }

    private static void count(Document.Record record, Count count, Rows rows) {
        String batch = count.batch() == null ? "" : count.batch();
        rows.row(
                STOCK, key(count.product(), batch), StockEntry.of(record, count).toValue());
        TillId till = count.till();
        if (till != null) {
            stocked(till, count.at().toEpochMilli(), rows);
        }
        used(till, count.key(), CommandKeys.Command.COUNT, rows);
    }

    private static void stocked(TillId till, long atMillis, Rows rows) {
        rows.row(TILL_STOCKED, key(till.toString(), ordered(atMillis)), Value.NULL);
    }

    private static void invoice(InvoiceRecord invoice, Rows rows) {
        Value link = InvoiceChain.Link.of(invoice).toValue();
        rows.row(ICV, key(invoice.till().toString(), ordered(invoice.icv())), link);
        rows.row(INVOICE_HASH, key(invoice.till().toString(), invoice.hash()), Value.NULL);
        rows.row(UNREPORTED, invoice.uuid(), link);
        if (invoice.standard()) {
            rows.row(
                    STANDARD,
                    key(invoice.till().toString(), ordered(invoice.at().toEpochMilli()), invoice.uuid()),
                    link);
        }
        if (invoice.replaces() != null) {
            rows.row(REISSUED, key(invoice.replaces(), ordered(invoice.icv())), link);
        }
    }

    /** {@code [[replica, incarnation, rights more or less]…]}. */
    private static Value flows(BoundedCounter.Entry entry) {
        if (entry instanceof BoundedCounter.Grant grant) {
            return Value.list(List.of(flow(grant.to(), grant.amount())));
        }
        if (entry instanceof BoundedCounter.Spend spend) {
            return Value.list(List.of(flow(spend.by(), -spend.amount())));
        }
        var move = (BoundedCounter.Move) entry;
        return Value.list(List.of(flow(move.from(), -move.amount()), flow(move.to(), move.amount())));
    }

    private static Value flow(Origin origin, long rights) {
        return Value.list(List.of(
                Value.of(origin.replica().bits()), Value.of(origin.incarnation().bits()), Value.of(rights)));
    }

    private static void used(@Nullable TillId till, @Nullable String key, CommandKeys.Command command, Rows rows) {
        if (till != null && key != null) {
            rows.row(KEY, key(till.toString(), key), Value.of(command.name()));
        }
    }

    private static void state(DocType type, Document.State state, Rows rows) {
        switch (type) {
            case PRODUCT -> Read.state(state, Product::of).ifPresent(product -> product(product, rows));
            case CUSTOMER -> Read.state(state, Customer::of).ifPresent(customer -> customer(customer, rows));
            case PARKED ->
                Read.state(state, ParkedCart::of)
                        .filter(ParkedCart::isWaiting)
                        .ifPresent(cart ->
                                rows.row(PARKED, key(ordered(cart.at().toEpochMilli()), cart.id()), Value.NULL));
            case REPORTING ->
                Read.state(state, Reporting::of).ifPresent(answer -> {
                    rows.row(UNREPORTED, answer.invoice(), Value.NULL);
                    if (!answer.isAccepted()) {
                        rows.row(REJECTED, answer.invoice(), Value.NULL);
                    }
                });
            default -> {}
        }
    }

    private static void product(Product product, Rows rows) {
        product.barcodes().forEach(code -> rows.row(BARCODE, code, Value.NULL));
        rows.row(PRODUCT_WORDS, product.id(), Found.of(product).toValue());
    }

    private static void customer(Customer customer, Rows rows) {
        rows.row(CUSTOMER_WORDS, customer.id(), Found.of(customer).toValue());
        if (!customer.conflicts().isEmpty()) {
            rows.row(CUSTOMER_CONFLICT, customer.id(), Value.NULL);
        }
        Customer.CreatedBy by = customer.createdBy();
        if (by != null) {
            used(by.till(), by.key(), CommandKeys.Command.NEW_CUSTOMER, rows);
        }
    }

    // ---- folds

    /** There is something to say where several documents bear one key. */
    private static final class Several implements Fold {
        @Override
        public @Nullable Value of(List<Row> group) {
            return group.size() < 2 ? null : Value.of(group.size());
        }
    }

    private static final class Sum<T> implements Fold {
        private final Function<Value, T> read;
        private final Function<T, Value> write;
        private final BinaryOperator<T> plus;

        Sum(Function<Value, T> read, Function<T, Value> write, BinaryOperator<T> plus) {
            this.read = read;
            this.write = write;
            this.plus = plus;
        }

        @Override
        public Value of(List<Row> group) {
            return write.apply(group.stream()
                    .map(row -> read.apply(row.value()))
                    .reduce(plus)
                    .orElseThrow(() -> new AssertionError("A group without rows")));
        }

        @Override
        public boolean isGrowing() {
            return true;
        }

        @Override
        public Folded grown(String key, @Nullable Value fold, List<Row> added) {
            Value more = of(added);
            return new Folded(key, fold == null ? more : write.apply(plus.apply(read.apply(fold), read.apply(more))));
        }
    }

    private static final class Shelf implements Fold {
        private static List<StockEntry> entries(List<Row> rows) {
            var entries = new ArrayList<StockEntry>(rows.size());
            rows.forEach(row -> entries.add(StockEntry.of(row.document().id(), row.value())));
            return entries;
        }

        @Override
        public Value of(List<Row> group) {
            return StockItem.of(entries(group)).toValue();
        }

        @Override
        public boolean isGrowing() {
            return true;
        }

        @Override
        public @Nullable Folded grown(String key, @Nullable Value fold, List<Row> added) {
            StockItem before = fold == null ? StockItem.EMPTY : StockItem.of(fold);
            StockItem after = before.grown(entries(added));
            return after == null ? null : new Folded(key, after.toValue());
        }
    }

    /** There is something to say where somebody spent or handed on more than he held. */
    private static final class Overspent implements Fold {
        @Override
        public @Nullable Value of(List<Row> group) {
            var rights = new TreeMap<Origin, Long>();
            for (Row row : group) {
                for (Value flow : ((Value.ListOf) row.value()).items()) {
                    List<Value> parts = ((Value.ListOf) flow).items();
                    rights.merge(Origin.of(number(parts, 0), number(parts, 1)), number(parts, 2), Long::sum);
                }
            }
            return rights.values().stream().anyMatch(held -> held < 0) ? Value.NULL : null;
        }

        private static long number(List<Value> parts, int at) {
            return ((Value.Int) parts.get(at)).value();
        }
    }

    /** The invoice's own row, as long as the tax authority's answer has none under the same key. */
    private static final class Unanswered implements Fold {
        @Override
        public @Nullable Value of(List<Row> group) {
            boolean answered =
                    group.stream().anyMatch(row -> row.document().type().equals(DocType.REPORTING.typeName()));
            return answered ? null : group.get(0).value();
        }
    }
}
