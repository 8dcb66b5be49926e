package org.tillmesh.tools.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.store.engine.Stores;

/** The store against its budgets and its peers. */
final class StoreBench {
    private static final int SETTLING_BYTES = 512;
    private static final int REST_NANOS = 500_000;
    private static final int BULK_ROUNDS = 16;
    private static final int MERGE_ROUNDS = 6;
    private static final Scope BRANCH = Scope.branch("S001");
    private static final TillId TILL = new TillId("S001", "T01");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String[] WORDS = {
        "milk", "bread", "date", "rice", "tea", "coffee", "water", "juice", "soap", "paper", "حليب", "خبز", "تمر",
        "أرز", "شاي", "قهوة", "ماء", "عصير", "صابون", "ورق", "fresh", "large", "small", "طازج", "كبير", "صغير"
    };

    private final Path dir;
    private final Measurements table;
    private final Random random = new Random(7);
    private final int scale;
    private final List<String> parts;

    /** @param scale percent of the sizes that the budgets name; @param parts what to measure, all if empty */
    StoreBench(Path dir, boolean json, int scale, List<String> parts, PrintStream out) {
        this.parts = parts;
        this.dir = dir;
        this.scale = scale;
        this.table = new Measurements("store", json, out);
    }

    static Store open(Path folder, long replica) throws IOException {
        return Stores.open(
                folder,
                Stores.Options.of((scope, origin, delta) -> true, NOON::toEpochMilli)
                        .withReplica(new ReplicaId(replica))
                        .withSchema(RetailSchema.SHOP));
    }

    void run() throws Exception {
        for (String part : parts.isEmpty() ? List.of("commit", "bulk", "merge", "big") : parts) {
            switch (part) {
                case "commit" -> commits();
                case "bulk" -> bulk();
                case "merge" -> merge();
                case "big" -> new GrownShopBench(this, dir.resolve("big"), scale, table).run();
                default ->
                    throw new IllegalArgumentException(
                            "There is no part \"" + part + "\"; name commit, bulk, merge or big");
            }
        }
        table.end();
    }

    // ---- samples

    Product product(int i) {
        String name = WORDS[random.nextInt(WORDS.length)] + " " + WORDS[random.nextInt(WORDS.length)] + " " + i;
        return new Product(
                new ProductId("p" + i),
                name,
                WORDS[10 + random.nextInt(10)] + " " + i,
                "food",
                Money.sar(100 + i % 5_000),
                "PCE",
                TaxCategory.S15,
                false,
                false,
                0,
                true,
                List.of(String.format(Locale.ROOT, "628%010d", i)));
    }

    record Sale(IssuedDocument document, InvoiceRecord invoice) {}

    Sale sale(int number, List<Product> products) {
        Cart cart = Cart.open("cart-" + number, NOON);
        for (int i = 0; i < 8; i++) {
            cart = cart.add(products.get(random.nextInt(products.size())), Quantity.of(1), null, null);
        }
        String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
        var heading = new IssuedDocument.Heading(
                new DocumentId(uuid),
                new ReceiptNumber(TILL, number + 1),
                new UserId("noura"),
                null,
                new ShiftId("shift-1"),
                NOON.plusMillis(number * 1_000L),
                "key-" + uuid);
        IssuedDocument document = IssuedDocument.sale(heading, cart.withTender(Tender.cash(cart.total())));
        byte[] xml = new byte[1_800];
        random.nextBytes(xml);
        return new Sale(
                document,
                new InvoiceRecord(
                        uuid,
                        TILL,
                        heading.receipt().toString(),
                        number + 1,
                        "previous",
                        "hash-" + uuid,
                        "signature",
                        "qr",
                        xml,
                        1,
                        heading.at()));
    }

    /** A record's body before the store's call. */
    private record Body(DocRef ref, Value value) {
        static Body of(RecordDocument document) {
            return new Body(document.ref(), document.body());
        }
    }

    private static List<Body> bodies(Sale sale) {
        var bodies = new ArrayList<Body>();
        bodies.add(Body.of(sale.document()));
        Movement.of(sale.document()).forEach(m -> bodies.add(Body.of(m)));
        bodies.add(Body.of(sale.invoice()));
        return bodies;
    }

    private static void commit(Store store, List<Body> bodies) {
        store.write(tx -> {
            bodies.forEach(body -> tx.append(BRANCH, body.ref(), body.value()));
            tx.put(Scope.LOCAL, DocType.OPEN_CART.ref("open"), "cart", Value.NULL);
            return true;
        });
    }

    static void commit(Store store, Sale sale) {
        commit(store, bodies(sale));
    }

    // ---- one sale

    private void commits() throws Exception {
        int rounds = 3_000;
        int warm = 10_000; // until the compiler is through with whatever a commit calls, for all alike
        List<Product> products =
                Stream.iterate(0, i -> i + 1).limit(500).map(this::product).toList();
        try (Store store = open(dir.resolve("commit"), 1);
                var bare = new StorePeers.Bare(dir.resolve("bare"));
                var settling = new StorePeers.Bare(dir.resolve("settling"));
                var bareOfHashed = new StorePeers.Bare(dir.resolve("hashed"));
                var mv = new StorePeers.Mv(dir.resolve("mv"));
                var sqlite = new StorePeers.Sqlite(dir.resolve("sqlite"));
                var mapdb = new StorePeers.Map(dir.resolve("mapdb"))) {
            Retail.attach(store);
            var ours = new Samples("ours, from deltas", null, 1);
            var whole = new Samples("ours, from the sale's objects", null, 1);
            var least = new Samples("bare", bare, 1);
            var hashed = new Samples("only encoded, hashed, and bare", null, 1);
            List<Samples> others = List.of(
                    least,
                    new Samples("sqlite", sqlite, 1),
                    new Samples("mvstore", mv, 1),
                    new Samples("mapdb", mapdb, 10));
            int bytes = 5_000;
            for (int i = -warm; i < rounds; i++) {
                Sale sale = sale(i + warm, products);
                byte[] like = new byte[bytes];
                random.nextBytes(like);
                List<Body> bodies = bodies(sale);
                settle(settling);
                if (Math.floorMod(i, 4) == 3) {
                    long began = System.nanoTime();
                    commit(store, sale);
                    whole.took(i, System.nanoTime() - began);
                } else {
                    long began = System.nanoTime();
                    commit(store, bodies);
                    ours.took(i, System.nanoTime() - began);
                }
                StreamId stream = StreamId.of(BRANCH, store.self());
                ChangeSet last = store.since(stream, store.vector().head(stream).seq() - 1, 1)
                        .get(0);
                bytes = last.encoded().length() + 400;
                for (Samples other : others) {
                    settle(settling);
                    other.measure(i, like);
                }
                settle(settling);
                long began = System.nanoTime();
                bareOfHashed.put("hashed", anew(last).encoded().bytes());
                bareOfHashed.commit();
                hashed.took(i, System.nanoTime() - began);
            }
            ours.tell(table, least);
            whole.tell(table, least);
            hashed.tell(table, least);
            for (Samples other : others) {
                other.tell(table, least);
            }
            table.row("bytes of a sale in the journal", "", "bytes", bytes);
        }
    }

    /** The same deltas as a ChangeSet once more: no store that chains its records can do less. */
    private static ChangeSet anew(ChangeSet made) {
        return ChangeSets.of(
                made.scope(),
                made.origin(),
                made.seq(),
                made.hlc(),
                made.clockErrorMs(),
                made.prev(),
                List.of(),
                made.deltas());
    }

    /**
     * Whoever comes behind another's writes waits for them too, and a disk that synced a moment ago answers sooner than
     * one that rested, as it has between two customers: each begins on a disk that synced, and then rested as long.
     */
    private static void settle(StorePeers.Keeper keeper) throws Exception {
        keeper.put("settling", new byte[SETTLING_BYTES]);
        keeper.commit();
        long until = System.nanoTime() + REST_NANOS;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    /** What one keeper took. @param every slow ones are measured every so many rounds only */
    private record Samples(String name, StorePeers.@Nullable Keeper keeper, int every, List<Long> nanos) {
        Samples(String name, StorePeers.@Nullable Keeper keeper, int every) {
            this(name, keeper, every, new ArrayList<>());
        }

        void took(int round, long duration) {
            if (round >= 0) {
                nanos.add(duration);
            }
        }

        void measure(int round, byte[] bytes) throws Exception {
            StorePeers.Keeper to = keeper;
            if (to != null && Math.floorMod(round, every) == 0) {
                long began = System.nanoTime();
                to.put("sale-" + round, bytes);
                to.commit();
                took(round, System.nanoTime() - began);
            }
        }

        double micros(double fraction) {
            return Measurements.micros(nanos.stream().mapToLong(Long::longValue).toArray(), fraction);
        }

        void tell(Measurements table, Samples bare) {
            table.row(
                    "commit of a sale: " + name,
                    keeper != null
                            ? "peer"
                            : name.endsWith("deltas") ? "p50 <= 1.3 x, p99 <= 1.5 x bare" : "printed beside",
                    "p50us",
                    micros(0.5),
                    "p99us",
                    micros(0.99),
                    "x50",
                    micros(0.5) / bare.micros(0.5),
                    "x99",
                    micros(0.99) / bare.micros(0.99));
        }
    }

    // ---- many products

    private void bulk() throws Exception {
        int count = 100_000 * scale / 100;
        var products = new ArrayList<Product>();
        for (int i = 0; i < count; i++) {
            products.add(product(i));
        }
        var perSecond = new LinkedHashMap<String, Double>();
        for (int round = 0; round < BULK_ROUNDS; round++) {
            try (Store store = open(dir.resolve("bulk" + round), 1)) {
                long began = System.nanoTime();
                for (int from = 0; from < count; from += 10_000) {
                    List<Product> some = products.subList(from, Math.min(count, from + 10_000));
                    store.write(tx -> {
                        some.forEach(p -> p.writeTo(tx, Scope.COMPANY));
                        return true;
                    });
                }
                best(perSecond, "ours", count * 1e9 / (System.nanoTime() - began));
            }
            for (String name : List.of("mvstore", "sqlite")) {
                try (StorePeers.Keeper keeper = name.equals("mvstore")
                        ? new StorePeers.Mv(dir.resolve("bulk-mv" + round))
                        : new StorePeers.Sqlite(dir.resolve("bulk-sqlite" + round))) {
                    long began = System.nanoTime();
                    for (int i = 0; i < count; i++) {
                        keeper.put(products.get(i).id().value(), bytes(products.get(i)));
                        if (i % 10_000 == 9_999) {
                            keeper.commit();
                        }
                    }
                    keeper.commit();
                    best(perSecond, name, count * 1e9 / (System.nanoTime() - began));
                }
            }
        }
        perSecond.forEach((name, rate) -> table.row(
                "bulk load of products: " + name,
                name.equals("ours") ? ">= 200,000/s, >= peers" : "peer",
                "perSecond",
                Math.round(rate)));
    }

    /** Of several rounds the best counts, for all: the first ones warm up. */
    private static void best(Map<String, Double> perSecond, String name, double rate) {
        perSecond.merge(name, rate, Math::max);
    }

    /** The same document for those that keep bytes. */
    private static byte[] bytes(Product product) {
        var fields = new TreeMap<String, Value>();
        product.fields().forEach((path, value) -> fields.put(String.join("/", path), value));
        return Values.encode(Value.map(fields));
    }

    // ---- merge

    private void merge() throws Exception {
        int customers = 10_000 * scale / 100;
        int edits = 10_000 * scale / 100;
        try (Store one = open(dir.resolve("m1"), 1);
                Store two = open(dir.resolve("m2"), 2);
                Store three = open(dir.resolve("m3"), 3)) {
            List<Store> all = List.of(one, two, three);
            one.write(tx -> {
                for (int i = 0; i < customers; i++) {
                    Customer.fresh(
                                    new CustomerId("c" + i),
                                    "Name " + i,
                                    null,
                                    List.of("05" + i),
                                    List.of(),
                                    null,
                                    new Customer.CreatedBy(TILL, null))
                            .writeTo(tx, Scope.COMPANY);
                }
                return true;
            });
            List<ChangeSet> beginning = everything(one);
            for (Store each : List.of(two, three)) {
                each.receive(beginning, Map.of());
            }
            for (Store each : all) {
                for (int e = 0; e < edits; e += 100) {
                    each.write(tx -> {
                        for (int i = 0; i < 100; i++) {
                            tx.put(
                                    Scope.COMPANY,
                                    DocType.CUSTOMER.ref("c" + random.nextInt(customers)),
                                    random.nextBoolean() ? "name" : "note",
                                    Value.of("edit " + random.nextInt()));
                        }
                        return true;
                    });
                }
            }
            var changes = new ArrayList<ChangeSet>();
            long had = one.vector()
                            .of(Scope.COMPANY)
                            .head(StreamId.of(Scope.COMPANY, one.self()))
                            .seq()
                    - edits / 100;
            changes.addAll(one.since(StreamId.of(Scope.COMPANY, one.self()), had, Integer.MAX_VALUE));
            changes.addAll(two.since(StreamId.of(Scope.COMPANY, two.self()), 0, Integer.MAX_VALUE));
            changes.addAll(three.since(StreamId.of(Scope.COMPANY, three.self()), 0, Integer.MAX_VALUE));
            var wire = new ArrayList<byte[]>();
            changes.forEach(c -> wire.add(c.encoded().bytes()));
            double ours = 0;
            double bare = 0;
            for (int round = 0; round < MERGE_ROUNDS; round++) {
                try (Store into = open(dir.resolve("into" + round), 4)) {
                    into.receive(beginning, Map.of());
                    bare = Math.max(bare, bareApply(wire, edits));
                    ours = Math.max(ours, 3.0 * edits * 1e9 / merged(wire, into));
                    if (round == MERGE_ROUNDS - 1) {
                        table.row(
                                "merge of field edits",
                                ">= 25 % of a bare HashMap apply",
                                "editsPerSecond",
                                Math.round(ours),
                                "bareHashMap",
                                Math.round(bare),
                                "percent",
                                100 * ours / bare);
                        new MergePeers(table, dir, customers, changes).run(into);
                    }
                }
            }
        }
    }

    /** Nanoseconds until all are decoded, durable and in effect. */
    private static long merged(List<byte[]> wire, Store into) {
        long began = System.nanoTime();
        for (int from = 0; from < wire.size(); from += 50) {
            into.receive(
                    wire.subList(from, Math.min(wire.size(), from + 50)).stream()
                            .map(ChangeSets::decode)
                            .toList(),
                    Map.of());
        }
        return System.nanoTime() - began;
    }

    /** What a map that keeps the last value would need for the same: decode each edit, put it. */
    private static double bareApply(List<byte[]> wire, int edits) {
        var map = new HashMap<String, Value>();
        long began = System.nanoTime();
        for (byte[] each : wire) {
            ChangeSet changeSet = ChangeSets.decode(each);
            for (Delta delta : changeSet.deltas()) {
                if (delta instanceof Delta.Put put) {
                    map.put(put.doc().id() + "/" + put.path(), put.value());
                }
            }
        }
        return 3.0 * edits * 1e9 / (System.nanoTime() - began);
    }

    private static List<ChangeSet> everything(Store store) {
        var all = new ArrayList<ChangeSet>();
        store.vector().heads().keySet().stream()
                .filter(id -> id.scope().isReplicated())
                .forEach(id -> all.addAll(store.since(id, store.startOf(id).seq(), Integer.MAX_VALUE)));
        return all;
    }
}
