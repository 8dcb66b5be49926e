package org.tillmesh.tools.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.AuthorityTable;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.Party;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.ArchivedException;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;
import org.tillmesh.store.engine.Stores;

/** One till (or head office) of a simulated store: a real store on a simulated disk, and what it holds. */
final class SimNode {
    static final Scope BRANCH = Scope.branch("S001");
    private static final List<DocType> EDITED = List.of(DocType.PRODUCT, DocType.CUSTOMER, DocType.PARKED);
    static final Path DIR = Path.of("/sim/store").toAbsolutePath();
    private static final Path MACHINE = Path.of("/sim/state").toAbsolutePath();
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

    /** Files that were harmed since it was last open. */
    final TreeSet<Path> harmed = new TreeSet<>();

    private final TreeSet<Long> rottedCommits = new TreeSet<>();
    private final TreeSet<Long> rottedSums = new TreeSet<>();
    private boolean hasRottedCheckpoint;

    /** Nothing proves how far it had come: the power took what was not synced, or harm both the mark and the name. */
    boolean proofMayBeOld;

    boolean wasPutBack;
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
        return new TillId("S001", String.format(Locale.ROOT, "T%02d", Math.max(1, number)));
    }

    void rotted(HarmedFile by) {
        hasRotted = true;
        harmed.add(by.file());
        rottedCommits.addAll(by.commits());
        rottedSums.addAll(by.sums());
        hasRottedCheckpoint |= by.file().startsWith(DIR.resolve("checkpoint"));
    }

    /** This one's disk is a copy of another's. */
    void inherit(SimNode other) {
        hasRotted = other.hasRotted;
        wasPutBack = other.wasPutBack;
        harmed.addAll(other.harmed);
        rottedCommits.addAll(other.rottedCommits);
        rottedSums.addAll(other.rottedSums);
        hasRottedCheckpoint = other.hasRottedCheckpoint;
    }

    /** Whether rot may have taken a commit: its record, or what stood for it when its record had been dropped. */
    boolean mayHaveLost(long commit) {
        return rottedCommits.contains(commit) || rottedSums.ceiling(commit) != null || hasRottedCheckpoint;
    }

    /** Whether rot met a checkpoint that it keeps. */
    boolean hasRottedCheckpoint() {
        return hasRottedCheckpoint;
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
        proofMayBeOld =
                disk.stoppedByPower() || harmed.containsAll(List.of(DIR.resolve("identity"), DIR.resolve("durable")));
        try {
            Store opened = Stores.open(
                    DIR,
                    Stores.Options.of(new AuthorityTable(SimNode::party), () -> Math.max(0, time.now() + skewMillis))
                            .withReplica(new ReplicaId(replica))
                            .withSchema(RetailSchema.SHOP)
                            .withSegmentBytes(SEGMENT_BYTES)
                            .withFreeBytesMin(SEGMENT_BYTES)
                            .withClockError(() -> 0)
                            .on(disk, random::nextLong)
                            .withStateFolder(MACHINE));
            store = opened;
            retail = Retail.attach(opened);
            harmed.clear();
            disk.opened();
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

    // ---- what it holds

    /** Sale uuid to how many of its parts (the sale, each movement, the invoice) are missing. */
    Map<String, Integer> sales() {
        return store().read(view -> {
            var found = new TreeMap<String, Integer>();
            for (Sold sold : retail().sales().since(BRANCH, null)) {
                int missing = view.exists(BRANCH, DocType.INVOICE.ref(sold.uuid())) ? 0 : 1;
                for (Movement movement : movements(view, sold)) {
                    missing += view.get(BRANCH, movement.ref()).isPresent() ? 0 : 1;
                }
                found.put(sold.uuid().value(), missing);
            }
            return found;
        });
    }

    /** None of a sale whose body lies in an archive. */
    private static List<Movement> movements(View view, Sold sold) {
        try {
            return SalesBook.document(view, BRANCH, sold)
                    .map(Movement::of)
                    .orElseThrow(() -> new Broken("Sale " + sold.uuid() + " is listed and is not there"));
        } catch (ArchivedException e) {
            return List.of();
        }
    }

    /** How many sales and invoices are there, be it in an archive. */
    long documentsOfSales() {
        return store().read(view ->
                view.count(BRANCH, DocType.SALE.typeName()) + view.count(BRANCH, DocType.INVOICE.typeName()));
    }

    /** Whether it is there and its body is not. */
    boolean lacksBody(DocRef ref) {
        return store().<Boolean>read(view -> view.exists(BRANCH, ref))
                && whole(ref).isEmpty();
    }

    Optional<byte[]> whole(DocRef ref) {
        return store().whole(BRANCH, ref);
    }

    /** Parked carts that can be read, waiting or not. */
    List<ParkedCart> carts() {
        return ids(BRANCH, DocType.PARKED).stream()
                .flatMap(id -> retail().parked().find(BRANCH, id).stream())
                .toList();
    }

    private List<String> ids(Scope scope, DocType type) {
        return store().read(view -> {
            try (Stream<Document> all = view.scan(scope, type.typeName())) {
                return all.map(d -> d.ref().id()).toList();
            }
        });
    }

    /** What names every value that shows in the documents that people edit. */
    TreeSet<Dot> dots() {
        return store().read(view -> {
            var dots = new TreeSet<Dot>();
            for (DocType type : EDITED) {
                Scope scope = type.home() == DocType.Home.BRANCH ? BRANCH : Scope.COMPANY;
                try (Stream<Document> all = view.scan(scope, type.typeName())) {
                    all.flatMap(d -> ((Document.State) d).dots().rows().stream())
                            .forEach(row -> dots.add(row.dot()));
                }
            }
            return dots;
        });
    }

    /** What people find when they look for it: stock, what a barcode scans, carts that wait, customers. */
    TreeMap<String, String> shown() {
        var shown = new TreeMap<String, String>();
        for (Product product : SimPeople.PRODUCTS) {
            Quantity onHand = retail().stock().onHand(BRANCH, product.id());
            shown.put("stock of " + product.id(), onHand.toString());
        }
        for (String code : codes()) {
            retail().catalogue().byBarcode(code).ifPresent(p -> shown.put("barcode " + code, p.id().value()));
        }
        retail().parked().waiting(BRANCH).forEach(cart -> shown.put("waiting " + cart.id(), cart.name()));
        retail().customers().find("", 100).forEach(c -> shown.put(c.id().value(), c.name()));
        retail().customers()
                .inConflict()
                .forEach(c -> shown.put("conflict of " + c.id(), c.conflicts().toString()));
        return shown;
    }

    private static List<String> codes() {
        return Stream.concat(
                        SimPeople.PRODUCTS.stream().map(product -> product.id().value()), SimPeople.CODES.stream())
                .toList();
    }

    /** What they must find, worked out from the documents anew. */
    TreeMap<String, String> shownByTheWords() {
        var shown = new TreeMap<String, String>();
        stockByTheWords().forEach((product, stock) -> shown.put("stock of " + product, stock.toString()));
        for (Product product : retail().catalogue().all()) {
            product.barcodes()
                    .forEach(code ->
                            shown.putIfAbsent("barcode " + code, product.id().value()));
        }
        carts().stream().filter(ParkedCart::isWaiting).forEach(cart -> shown.put("waiting " + cart.id(), cart.name()));
        for (String id : ids(Scope.COMPANY, DocType.CUSTOMER)) {
            retail().customers().byId(new CustomerId(id)).ifPresent(customer -> {
                shown.put(id, customer.name());
                if (!customer.conflicts().isEmpty()) {
                    shown.put("conflict of " + id, customer.conflicts().toString());
                }
            });
        }
        return shown;
    }

    /** Stock by the words of the design, worked out from the records anew: latest count plus what came after it. */
    private Map<String, Quantity> stockByTheWords() {
        return store().read(view -> {
            var latest = new TreeMap<String, Count>();
            try (Stream<Document> all = view.scan(BRANCH, DocType.COUNT.typeName())) {
                all.map(d -> Count.of((Document.Record) d)).forEach(count -> {
                    Count other = latest.get(count.product().value());
                    if (other == null || isAfter(count.at(), count.uuid(), other)) {
                        latest.put(count.product().value(), count);
                    }
                });
            }
            var stock = new TreeMap<String, Quantity>();
            latest.forEach((product, count) -> stock.put(product, count.qty()));
            try (Stream<Document> all = view.scan(BRANCH, DocType.MOVEMENT.typeName())) {
                all.map(d -> Movement.of((Document.Record) d)).forEach(m -> {
                    Count base = latest.get(m.product().value());
                    if (base == null || isAfter(m.at(), m.uuid(), base)) {
                        stock.merge(m.product().value(), m.qty(), Quantity::plus);
                    }
                });
            }
            SimPeople.PRODUCTS.forEach(p -> stock.putIfAbsent(p.id().value(), Quantity.ZERO));
            return stock;
        });
    }

    private static boolean isAfter(Instant at, String uuid, Count count) {
        int order = at.compareTo(count.at());
        return order != 0 ? order > 0 : uuid.compareTo(count.uuid()) > 0;
    }
}
