package org.tillmesh.tools.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.demo.DemoSeed;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.till.Till;
import org.tillmesh.till.links.SyncMode;
import org.tillmesh.tools.trial.ChildProgram;
import org.tillmesh.tools.trial.WireLink;

/** Hard Sync of a shop's catalogue and customers, beside a bare TLS stream of the same bytes and PouchDB. */
final class HardSyncBench {
    private static final int ROUNDS = 3;

    private final Path dir;
    private final Measurements table;
    private final int products;
    private final int customers;

    HardSyncBench(Path dir, Measurements table, int scale) {
        this.dir = dir;
        this.table = table;
        this.products = Math.max(100, 100_000 * scale / 100);
        this.customers = Math.max(50, 50_000 * scale / 100);
    }

    void run() throws Exception {
        var whole = new ArrayList<Long>();
        var receiving = new ArrayList<Long>();
        long rawNanos;
        long bytes;
        try (BenchShop shop = new BenchShop(dir)) {
            shop.stockUp(products, customers);
            long made = makeCheckpoint(shop);
            List<byte[]> chunks = chunks(shop);
            bytes = chunks.stream().mapToLong(c -> c.length).sum();
            table.row("relay makes the checkpoint, once", "", "seconds", made / 1e9, "bytes", bytes);
            rawNanos = RawTls.best(chunks, dir.resolve("raw"), ROUNDS);
            for (int round = 0; round < ROUNDS; round++) {
                measure(shop, round, whole, receiving);
            }
        }
        whole.sort(null);
        receiving.sort(null);
        double seconds = whole.get(ROUNDS / 2) / 1e9;
        double receive = receiving.get(ROUNDS / 2) / 1e9;
        double documents = products + customers;
        table.row(
                "Hard Sync, " + products + " products, " + customers + " customers",
                "<= 2.3 s",
                "seconds",
                seconds,
                "documentsPerSecond",
                Math.round(documents / seconds),
                "receivingSeconds",
                receive,
                "baseAndViewsSeconds",
                seconds - receive);
        table.row(
                "receiving verified chunks",
                ">= 50 % of a raw TLS stream to disk",
                "MBperSecond",
                bytes / receive / 1e6,
                "rawMBperSecond",
                bytes / (rawNanos / 1e9) / 1e6,
                "percentOfRaw",
                100 * (rawNanos / 1e9) / receive);
        PouchPeer.measure(dir.resolve("pouch"), documents(), table, seconds);
    }

    /** A new till of the demo company, and the whole button: from the call until it answers. */
    private static void measure(BenchShop shop, int round, List<Long> whole, List<Long> receiving) throws Exception {
        Till till = shop.till(round + 1, "till" + round);
        BenchShop.await("online", 20, () -> till.links().status().online());
        var lastChunk = new AtomicLong();
        long began = System.nanoTime();
        till.links().sync(SyncMode.HARD, (done, total) -> {
            if (done == total && lastChunk.get() == 0) {
                lastChunk.set(System.nanoTime());
            }
        });
        whole.add(System.nanoTime() - began);
        receiving.add(lastChunk.get() - began);
        if (till.counter().search(Goods.product(7, 0).barcode(), 1).isEmpty()) {
            throw new IOException("After a Hard Sync the till has no products");
        }
        shop.close(till);
    }

    private static WireLink link(BenchShop shop, int number) throws IOException {
        TillId till = new TillId("S001", "T" + number);
        KeyRing ring = DemoCredentials.till("S001", till.toString(), DemoSeed.replicaOf(till));
        WireLink link = WireLink.open(new HostPort("127.0.0.1", shop.relay().port()), ring, Clock.systemUTC());
        link.hello();
        return link;
    }

    private static long makeCheckpoint(BenchShop shop) throws IOException {
        try (WireLink link = link(shop, 19)) {
            long began = System.nanoTime();
            link.send(new Message.GetCheckpoint(Scope.COMPANY));
            link.next(Message.CheckpointOffer.class, 120_000);
            return System.nanoTime() - began;
        }
    }

    /** The chunks as they go over the wire. */
    private static List<byte[]> chunks(BenchShop shop) throws IOException {
        try (WireLink link = link(shop, 20)) {
            link.send(new Message.GetCheckpoint(Scope.COMPANY));
            Store.Checkpoint checkpoint = Stores.checkpoint(
                    link.next(Message.CheckpointOffer.class, 60_000).manifest().manifest());
            var chunks = new ArrayList<byte[]>();
            for (var hash : checkpoint.chunks()) {
                link.send(new Message.GetChunk(Scope.COMPANY, hash));
                chunks.add(link.next(Message.Chunk.class, 60_000).bytes());
            }
            return chunks;
        }
    }

    /** The same documents as JSON, one a line. */
    private Path documents() throws IOException {
        Path file = dir.resolve("documents.jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < products; i++) {
                Product p = Goods.product(i, 1_000);
                ObjectNode json = ChildProgram.JSON
                        .createObjectNode()
                        .put("_id", p.id().value())
                        .put("type", "product")
                        .put("name", p.name())
                        .put("nameAr", p.nameAr())
                        .put("category", p.category())
                        .put("price", p.price().toString())
                        .put("unit", p.unit())
                        .put("tax", p.tax().name())
                        .put("active", p.active());
                json.putArray("barcodes").add(p.barcode());
                out.write(json + "\n");
            }
            for (int i = 0; i < customers; i++) {
                Customer c = Goods.customer(i);
                ObjectNode json = ChildProgram.JSON
                        .createObjectNode()
                        .put("_id", c.id().value())
                        .put("type", "customer")
                        .put("name", c.name());
                c.phones().forEach(json.putArray("phones")::add);
                c.tags().forEach(json.putArray("tags")::add);
                out.write(json + "\n");
            }
        }
        return file;
    }
}
