package org.tillmesh.tools.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.AuthorityTable;
import org.tillmesh.retail.Cart;
import org.tillmesh.retail.Count;
import org.tillmesh.retail.Customer;
import org.tillmesh.retail.DocType;
import org.tillmesh.retail.InvoiceChain;
import org.tillmesh.retail.InvoiceRecord;
import org.tillmesh.retail.IssuedDocument;
import org.tillmesh.retail.Money;
import org.tillmesh.retail.Movement;
import org.tillmesh.retail.Party;
import org.tillmesh.retail.Product;
import org.tillmesh.retail.Quantity;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.TaxCategory;
import org.tillmesh.retail.Tender;
import org.tillmesh.retail.TillId;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.store.Stores;

/** One till (or head office) of a simulated store: a real store on a simulated disk, and what it does for its people. */
final class SimNode {
    static final Scope STORE = Scope.store("S001");
    static final List<Product> PRODUCTS =
            Stream.of("milk", "bread", "dates").map(SimNode::product).toList();
    private static final Path DIR = Path.of("/sim/store").toAbsolutePath();
    private static final int SEGMENT_BYTES = 16 << 10;
    private static final long RELAY_REPLICA = 0xF0;

    final String name;
    final TillId till;
    private final Random random;
    private final long replica;
    private final SimTime time;
    SimDisk disk;
    long skewMillis;
    boolean hasRotted;
    private @Nullable Store store;
    private @Nullable Retail retail;

    /** @param number 0 is head office, 1, 2 … are tills; a copy of a till has its number */
    SimNode(String name, int number, SimDisk disk, Random random, SimTime time) {
        this.name = name;
        this.till = tillOf(number);
        this.replica = number == 0 ? RELAY_REPLICA : number;
        this.disk = disk;
        this.random = random;
        this.time = time;
    }

    private static TillId tillOf(int number) {
        return new TillId("S001", String.format("T%02d", Math.max(1, number)));
    }

    private static Product product(String id) {
        return new Product(
                id,
                id,
                id,
                "food",
                Money.sar(500 + id.length()),
                "PCE",
                TaxCategory.S15,
                false,
                false,
                0,
                true,
                List.of(id));
    }

    /** Simulated time, the same for all; each node's own clock may be off. */
    static final class SimTime {
        private long millis = 1_800_000_000_000L;

        long tick() {
            return ++millis;
        }

        void pass(long more) {
            millis += more;
        }

        long now() {
            return millis;
        }
    }

    boolean isRelay() {
        return replica == RELAY_REPLICA;
    }

    int number() {
        return isRelay() ? 0 : (int) replica;
    }

    boolean isUp() {
        return store != null;
    }

    Store store() {
        return Objects.requireNonNull(store, name + " is down");
    }

    Retail retail() {
        return Objects.requireNonNull(retail, name + " is down");
    }

    private static Party party(Origin origin) {
        long bits = origin.replica().bits();
        return bits == RELAY_REPLICA ? Party.RELAY : Party.till(tillOf((int) bits));
    }

    void open() {
        try {
            Store opened = Stores.open(
                    DIR,
                    Stores.Options.of(new AuthorityTable(SimNode::party), () -> Math.max(0, time.now() + skewMillis))
                            .withReplica(new ReplicaId(replica))
                            .withSchema(RetailSchema.SHOP)
                            .withSegmentBytes(SEGMENT_BYTES)
                            .withFreeBytesMin(SEGMENT_BYTES)
                            .withClockError(() -> 0)
                            .on(disk, random::nextLong));
            store = opened;
            retail = Retail.attach(opened);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        store().close();
        down();
    }

    /** The process is gone; what it wrote is for the disk to decide. */
    void down() {
        store = null;
        retail = null;
    }

    // ---- what people do

    /** A sale with its movements and its invoice, in one commit. */
    void sell(String uuid) {
        Instant at = Instant.ofEpochMilli(time.tick() + skewMillis);
        Cart cart = Cart.open("cart-" + uuid, at);
        int lines = 1 + random.nextInt(PRODUCTS.size());
        for (int i = 0; i < lines; i++) {
            cart = cart.add(PRODUCTS.get(i), Quantity.of(1 + random.nextInt(3)), null, null);
        }
        Cart paid = cart.withTender(Tender.cash(cart.total()));
        store().write(tx -> {
            var heading = new IssuedDocument.Heading(
                    uuid, retail().sales().nextReceipt(STORE, till), "noura", null, "shift", at, "key-" + uuid);
            IssuedDocument sale = IssuedDocument.sale(heading, paid);
            sale.appendTo(tx, STORE);
            sale.movements().forEach(m -> m.appendTo(tx, STORE));
            long icv = retail().invoices()
                            .head(STORE, till)
                            .map(InvoiceChain.Link::icv)
                            .orElse(0L)
                    + 1;
            String pih = retail().invoices()
                    .head(STORE, till)
                    .map(InvoiceChain.Link::hash)
                    .orElse("0");
            new InvoiceRecord(
                            uuid,
                            till,
                            heading.receipt().toString(),
                            icv,
                            pih,
                            "hash-" + uuid,
                            "signature",
                            "qr",
                            new byte[random.nextInt(300)],
                            0,
                            at)
                    .appendTo(tx, STORE);
            return true;
        });
    }

    void receive(String uuid) {
        Instant at = Instant.ofEpochMilli(time.tick() + skewMillis);
        store().write(tx -> {
            Movement.received(uuid, till, anyProduct(), null, null, Quantity.of(12), at, null, "mona", null)
                    .appendTo(tx, STORE);
            return true;
        });
    }

    void count(String uuid) {
        Instant at = Instant.ofEpochMilli(time.tick() + skewMillis);
        store().write(tx -> {
            new Count(uuid, till, anyProduct(), null, null, Quantity.of(random.nextInt(30)), at, "mona", null)
                    .appendTo(tx, STORE);
            return true;
        });
    }

    private String anyProduct() {
        return PRODUCTS.get(random.nextInt(PRODUCTS.size())).id();
    }

    /** Edits fields, sets and the address of one of a few customers, as this node sees it. */
    void editCustomer(String mark) {
        String id = "customer-" + random.nextInt(3);
        int what = random.nextInt(5);
        store().write(tx -> {
            Customer before = tx.state(Scope.COMPANY, DocType.CUSTOMER.ref(id))
                    .filter(s -> s.value("name").isPresent())
                    .map(Customer::of)
                    .orElse(null);
            if (before == null) {
                Customer.fresh(
                                id,
                                "name " + mark,
                                null,
                                List.of("05" + mark.length()),
                                List.of("tag"),
                                null,
                                new Customer.CreatedBy(till, null))
                        .writeTo(tx, Scope.COMPANY);
                return true;
            }
            Customer after =
                    switch (what) {
                        case 0 -> before.withName("name " + mark);
                        case 1 -> before.withNote("note " + mark);
                        case 2 -> before.withTags(toggled(before.tags()));
                        case 3 -> before.withPhones(toggled(before.phones()));
                        default -> before.withAddress("street " + mark);
                    };
            after.writeChanges(tx, before);
            return true;
        });
    }

    private List<String> toggled(List<String> elements) {
        var changed = new TreeSet<>(elements);
        String element = "e" + random.nextInt(4);
        if (!changed.remove(element)) {
            changed.add(element);
        }
        return List.copyOf(changed);
    }

    /** A till writes what only head office may: it must have no effect anywhere. */
    void overstep(String mark) {
        store().write(tx -> {
            tx.put(Scope.COMPANY, DocType.PRODUCT.ref("milk"), "name", Value.of("forged " + mark));
            return true;
        });
    }

    void editProduct(String mark) {
        store().write(tx -> {
            tx.put(Scope.COMPANY, DocType.PRODUCT.ref("milk"), "name", Value.of("milk " + mark));
            return true;
        });
    }

    // ---- what it holds

    /** Sale uuid to how many of its parts (the sale, each movement, the invoice) are missing. */
    Map<String, Integer> sales() {
        return store().read(view -> {
            var found = new TreeMap<String, Integer>();
            try (Stream<Document> all = view.scan(STORE, DocType.SALE.typeName())) {
                all.forEach(document -> {
                    IssuedDocument sale = IssuedDocument.of((Document.Record) document);
                    int missing =
                            view.get(STORE, DocType.INVOICE.ref(sale.uuid())).isPresent() ? 0 : 1;
                    for (Movement movement : sale.movements()) {
                        missing += view.get(STORE, movement.ref()).isPresent() ? 0 : 1;
                    }
                    found.put(sale.uuid(), missing);
                });
            }
            return found;
        });
    }

    /** Every id of a type that is here. */
    TreeSet<String> ids(DocType type) {
        return store().read(view -> {
            var ids = new TreeSet<String>();
            try (Stream<Document> all = view.scan(STORE, type.typeName())) {
                all.forEach(d -> ids.add(d.ref().id()));
            }
            return ids;
        });
    }

    /** Stock by the words of the design, worked out from the records anew: latest count plus what came after it. */
    Map<String, Quantity> stockByTheWords() {
        return store().read(view -> {
            var latest = new TreeMap<String, Count>();
            try (Stream<Document> all = view.scan(STORE, DocType.COUNT.typeName())) {
                all.map(d -> Count.of((Document.Record) d)).forEach(count -> {
                    Count other = latest.get(count.product());
                    if (other == null || isAfter(count.at(), count.uuid(), other)) {
                        latest.put(count.product(), count);
                    }
                });
            }
            var stock = new TreeMap<String, Quantity>();
            latest.forEach((product, count) -> stock.put(product, count.qty()));
            try (Stream<Document> all = view.scan(STORE, DocType.MOVEMENT.typeName())) {
                all.map(d -> Movement.of((Document.Record) d)).forEach(m -> {
                    Count base = latest.get(m.product());
                    if (base == null || isAfter(m.at(), m.uuid(), base)) {
                        stock.merge(m.product(), m.qty(), Quantity::plus);
                    }
                });
            }
            PRODUCTS.forEach(p -> stock.putIfAbsent(p.id(), Quantity.ZERO));
            return stock;
        });
    }

    private static boolean isAfter(Instant at, String uuid, Count count) {
        int order = at.compareTo(count.at());
        return order != 0 ? order > 0 : uuid.compareTo(count.uuid()) > 0;
    }

    Map<String, Quantity> stockShown() {
        var stock = new TreeMap<String, Quantity>();
        PRODUCTS.forEach(p -> stock.put(p.id(), retail().stock().onHand(STORE, p.id())));
        return stock;
    }
}
