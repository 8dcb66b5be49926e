package org.tillmesh.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.demo.DemoSeed;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.tools.trial.WireLink;

/**
 * How many sales a second a relay acknowledges that has been at work for a while: batches were made, sealed and deflated
 * before the clock starts, other tills have pushed three times as many, and the relay is done with those.
 */
final class IngestBench {
    private static final int TILLS = 4;
    private static final int ROUNDS_BEFORE = 3;
    private static final int IN_FLIGHT = 8;
    private static final int ANSWER_MILLIS_MAX = 60_000;
    private static final int IDLE_MILLIS = 3_000;

    private final Path dir;
    private final Measurements table;
    private final int scale;
    private final Clock clock;

    IngestBench(Path dir, Measurements table, int scale, Clock clock) {
        this.dir = dir;
        this.table = table;
        this.scale = scale;
        this.clock = clock;
    }

    /** One till's batches as frames; the seq and the sale with which its stream ends, and when that was. */
    private record Load(
            KeyRing ring, StreamId stream, List<byte[]> frames, long lastSeq, String lastSale, Instant lastAt) {}

    void run() throws Exception {
        int sales = Math.max(200, 5_000 * scale / 100);
        measure("an outage's records: 100 sales a batch", 100, sales);
        measure("a busy hour: 10 sales a batch", 10, Math.max(100, sales / 2));
        measure("one sale a batch", 1, Math.max(50, sales / 10));
    }

    private void measure(String name, int perBatch, int sales) throws Exception {
        Path folder = dir.resolve("by-" + perBatch);
        Instant from = clock.instant().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(1));
        var before = new ArrayList<List<Load>>();
        for (int round = 1; round <= ROUNDS_BEFORE; round++) {
            before.add(loads(folder, 1 + round * TILLS, perBatch, sales, from.minus(Duration.ofHours(round))));
        }
        List<Load> loads = loads(folder, 1, perBatch, sales, from);
        try (BenchShop shop = new BenchShop(folder)) {
            for (List<Load> round : before) {
                acknowledge(shop, round);
                awaitShown(shop, round);
                awaitIdle(shop);
            }
            Duration relayBefore = shop.relay().cpu();
            Duration loadBefore = ownCpu();
            double seconds = acknowledge(shop, loads);
            long acknowledged = System.nanoTime();
            Duration relay = shop.relay().cpu().minus(relayBefore);
            Duration load = ownCpu().minus(loadBefore);
            awaitShown(shop, loads);
            double behind = (System.nanoTime() - acknowledged) / 1e9;
            requireAllShown(shop, TILLS * (ROUNDS_BEFORE + 1) * sales);
            table.row(
                    "relay ingest, " + name,
                    perBatch == 100 ? ">= 5,000 sales/s, views <= 1 s behind" : "",
                    "salesPerSecond",
                    Math.round(TILLS * sales / seconds),
                    "sales",
                    TILLS * sales,
                    "viewsBehindSeconds",
                    behind,
                    "relayCpuSeconds",
                    relay.toMillis() / 1e3,
                    "loadCpuSeconds",
                    load.toMillis() / 1e3);
        }
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What the sales before left to be done (base files, Java's compiler) is done: it is not the measured ones'. */
    private static void awaitIdle(BenchShop shop) throws IOException, InterruptedException {
        long until = System.nanoTime() + ANSWER_MILLIS_MAX * 1_000_000L;
        Duration before = shop.relay().cpu();
        while (System.nanoTime() < until) {
            Thread.sleep(IDLE_MILLIS);
            Duration now = shop.relay().cpu();
            if (now.minus(before).toMillis() < IDLE_MILLIS / 10) {
                return;
            }
            before = now;
        }
        throw new IOException("The relay did not come to rest");
    }

    private List<Load> loads(Path folder, int first, int perBatch, int sales, Instant from) throws IOException {
        var loads = new ArrayList<Load>();
        for (int i = first; i < first + TILLS; i++) {
            loads.add(load(folder, i, perBatch, sales, from));
        }
        return loads;
    }

    /** Pushes all; the seconds until all is acknowledged. */
    private double acknowledge(BenchShop shop, List<Load> loads) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2 * TILLS);
        var links = new ArrayList<WireLink>();
        try {
            var relay = new HostPort("127.0.0.1", shop.relay().port());
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
            return (System.nanoTime() - began) / 1e9;
        } finally {
            threads.shutdownNow();
            for (WireLink link : links) {
                link.close();
            }
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
            StreamId stream = store.vector().of(Scope.branch("S001")).heads().keySet().stream()
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
            return new Load(ring, stream, frames, all.get(all.size() - 1).seq(), last, Goods.at(from, sales - 1));
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

    /** Until head office's list of the last sales shows that of every till; then its whole list must have all. */
    private static void awaitShown(BenchShop shop, List<Load> loads) throws IOException, InterruptedException {
        long until = System.nanoTime() + ANSWER_MILLIS_MAX * 1_000_000L;
        for (Load load : loads) {
            while (!isShown(shop, load)) {
                if (System.nanoTime() > until) {
                    throw new IOException("Sale " + load.lastSale() + " was acknowledged and is not shown");
                }
                Thread.sleep(20);
            }
        }
    }

    private static void requireAllShown(BenchShop shop, int sales) throws IOException, InterruptedException {
        int shown = shop.relay().get("/api/v1/sales?store=S001").path("count").asInt();
        if (shown != sales) {
            throw new IOException("The relay shows " + shown + " of " + sales + " sales");
        }
    }

    private static boolean isShown(BenchShop shop, Load load) throws IOException, InterruptedException {
        for (JsonNode sale : shop.relay()
                .get("/api/v1/sales?store=S001&since=" + load.lastAt())
                .path("sales")) {
            if (sale.path("uuid").asText().equals(load.lastSale())) {
                return true;
            }
        }
        return false;
    }
}
