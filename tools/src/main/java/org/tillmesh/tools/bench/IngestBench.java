package org.tillmesh.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.HostPort;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.TillId;
import org.tillmesh.retail.demo.DemoSeed;
import org.tillmesh.store.Store;
import org.tillmesh.store.Stores;
import org.tillmesh.tools.WireLink;

/** How many sales a second a relay acknowledges: batches were made, sealed and deflated before the clock starts. */
final class IngestBench {
    private static final int TILLS = 4;
    private static final int IN_FLIGHT = 8;
    private static final int ANSWER_MILLIS_MAX = 60_000;

    private final Path dir;
    private final Table table;
    private final int scale;
    private final Clock clock;

    IngestBench(Path dir, Table table, int scale, Clock clock) {
        this.dir = dir;
        this.table = table;
        this.scale = scale;
        this.clock = clock;
    }

    /** One till's batches as frames; the seq and the sale with which its stream ends. */
    private record Load(KeyRing ring, StreamId stream, List<byte[]> frames, long lastSeq, String lastSale) {}

    void run() throws Exception {
        int sales = Math.max(200, 5_000 * scale / 100);
        measure("an outage's records: 100 sales a batch", 100, sales);
        measure("a busy hour: 10 sales a batch", 10, Math.max(100, sales / 2));
        measure("one sale a batch", 1, Math.max(50, sales / 10));
    }

    private void measure(String name, int perBatch, int sales) throws Exception {
        Path folder = dir.resolve("by-" + perBatch);
        Instant from = clock.instant().minus(Duration.ofHours(1));
        var loads = new ArrayList<Load>();
        for (int i = 1; i <= TILLS; i++) {
            loads.add(load(folder, i, perBatch, sales, from));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2 * TILLS);
        try (BenchShop shop = new BenchShop(folder)) {
            var relay = new HostPort("127.0.0.1", shop.relay().port());
            var links = new ArrayList<WireLink>();
            for (Load load : loads) {
                WireLink link = WireLink.open(relay, load.ring(), clock);
                link.hello();
                link.next(Message.Hello.class, ANSWER_MILLIS_MAX);
                links.add(link);
            }
            long began = System.nanoTime();
            var done = new ArrayList<Future<?>>();
            for (int i = 0; i < TILLS; i++) {
                Load load = loads.get(i);
                WireLink link = links.get(i);
                var window = new Semaphore(IN_FLIGHT);
                done.add(threads.submit(() -> push(link, load, window)));
                done.add(threads.submit(() -> awaitAcknowledged(link, load, window)));
            }
            for (Future<?> each : done) {
                each.get();
            }
            long acknowledged = System.nanoTime();
            awaitShown(shop, loads, sales);
            double behind = (System.nanoTime() - acknowledged) / 1e9;
            double seconds = (acknowledged - began) / 1e9;
            table.row(
                    "relay ingest, " + name,
                    perBatch == 100 ? ">= 5,000 sales/s, views <= 1 s behind" : "",
                    "salesPerSecond",
                    Math.round(TILLS * sales / seconds),
                    "sales",
                    TILLS * sales,
                    "viewsBehindSeconds",
                    behind);
            for (WireLink link : links) {
                link.close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Load load(Path folder, int number, int perBatch, int sales, Instant from) throws IOException {
        TillId till = new TillId("S001", String.format(Locale.ROOT, "T%02d", number));
        KeyRing ring = DemoCredentials.till("S001", till.toString(), DemoSeed.replicaOf(till));
        var options = Stores.Options.of((scope, origin, delta) -> true, clock::millis)
                .withReplica(DemoSeed.replicaOf(till))
                .withSchema(RetailSchema.SHOP);
        var goods = new Goods(number, from);
        var frames = new ArrayList<byte[]>();
        String last = "";
        try (Store store = Stores.open(folder.resolve("till" + number), options)) {
            for (int i = 0; i < sales; i++) {
                last = goods.sell(store, till, i);
            }
            StreamId stream = store.vector().of(Scope.store("S001")).heads().keySet().stream()
                    .filter(s -> s.origin().equals(store.self()))
                    .findFirst()
                    .orElseThrow();
            List<ChangeSet> all = store.since(stream, 0, Integer.MAX_VALUE);
            byte[] certificate = Certificates.encode(ring.certificate(KeyNames.SELF));
            for (int at = 0; at < all.size(); at += perBatch) {
                List<ChangeSet> some = all.subList(at, Math.min(all.size(), at + perBatch));
                Seal seal = Seal.of(stream, some.get(some.size() - 1).head(), ring.key(KeyNames.SELF));
                frames.add(WireLink.frame(new Message.Batch(
                        some.stream().map(c -> c.encoded().bytes()).toList(),
                        List.of(seal),
                        List.of(),
                        at == 0 ? List.of(certificate) : List.of(),
                        false)));
            }
            return new Load(ring, stream, frames, all.get(all.size() - 1).seq(), last);
        }
    }

    private static void push(WireLink link, Load load, Semaphore window) {
        try {
            for (byte[] frame : load.frames()) {
                window.acquire();
                link.sendBytes(frame);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending", e);
        }
    }

    private static void awaitAcknowledged(WireLink link, Load load, Semaphore window) {
        try {
            long upTo = 0;
            while (upTo < load.lastSeq()) {
                Message.Acks acks = link.next(Message.Acks.class, ANSWER_MILLIS_MAX);
                upTo = acks.acks().stream()
                        .filter(a -> a.stream().origin().equals(load.stream().origin()))
                        .mapToLong(a -> a.head().seq())
                        .reduce(upTo, Math::max);
                window.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until head office's list of sales shows the last sale of every till, and as many as were sent. */
    private static void awaitShown(BenchShop shop, List<Load> loads, int sales)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + ANSWER_MILLIS_MAX * 1_000_000L;
        while (true) {
            JsonNode shown = shop.relay().get("/api/v1/sales?store=S001");
            if (shown.path("count").asInt() == TILLS * sales) {
                for (Load load : loads) {
                    boolean there = false;
                    for (JsonNode sale : shown.path("sales")) {
                        there |= sale.path("uuid").asText().equals(load.lastSale());
                    }
                    if (!there) {
                        throw new IOException("Sale " + load.lastSale() + " was acknowledged and is not shown");
                    }
                }
                return;
            }
            if (System.nanoTime() > until) {
                throw new IOException("The relay shows " + shown.path("count") + " of " + TILLS * sales + " sales");
            }
            Thread.sleep(20);
        }
    }
}
