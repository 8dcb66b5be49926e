package org.tillmesh.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.links.SyncMode;
import org.tillmesh.till.shop.Topic;

/** Replication against its budgets and beside its peers: real tills, a real relay, loopback TLS. */
final class ReplicationBench {
    static final List<String> PARTS = List.of("visible", "converge", "hard", "soft", "ingest");
    private static final int TILLS = 20;
    private static final int SALES_AN_HOUR = 60;

    private final Path dir;
    private final Measurements table;
    private final int scale;
    private final List<String> parts;

    /** @param scale percent of the sizes that the budgets name; @param parts what to measure, all if empty */
    ReplicationBench(Path dir, boolean json, int scale, List<String> parts, PrintStream out) {
        this.dir = dir;
        this.scale = scale;
        this.parts = parts.isEmpty() ? PARTS : parts;
        this.table = new Measurements("replication", json, out);
    }

    void run() throws Exception {
        System.setProperty("tillmesh.nodiscovery", "true"); // loopback only
        for (String part : parts) {
            Path folder = Files.createDirectories(dir.resolve(part));
            switch (part) {
                case "visible" -> visible(folder);
                case "converge" -> converge(folder);
                case "hard" -> new HardSyncBench(folder, table, scale).run();
                case "soft" -> soft(folder);
                case "ingest" -> new IngestBench(folder, table, scale, Clock.systemUTC()).run();
                default ->
                    throw new IllegalArgumentException(
                            "There is no part \"" + part + "\"; name " + String.join(", ", PARTS));
            }
        }
        table.end();
    }

    // ---- a sale, until the neighbour shows it

    private void visible(Path folder) throws Exception {
        int rounds = Math.max(20, 500 * scale / 100);
        int warm = Math.max(20, 300 * scale / 100);
        try (BenchShop shop = new BenchShop(folder)) {
            Till one = shop.till(1, "t1");
            Till two = shop.till(2, "t2");
            BenchShop.await(
                    "together",
                    20,
                    () -> one.links().status().online()
                            && !one.links().status().neighbours().isEmpty());
            BenchShop.open(one);
            List<String> barcodes = BenchShop.barcodes(one);
            var durable = new AtomicLong();
            var shown = new AtomicLong();
            one.listen(topic -> noteFirst(topic, durable));
            two.listen(topic -> noteFirst(topic, shown));
            long[] nanos = new long[rounds];
            var sold = new HashSet<String>();
            for (int i = -warm; i < rounds; i++) {
                BenchShop.ring(one, barcodes, i + warm);
                durable.set(0);
                shown.set(0);
                sold.add(one.counter().complete(null).uuid().value());
                durable.compareAndSet(0, System.nanoTime());
                BenchShop.await("shown by the neighbour", 20, () -> shown.get() != 0);
                if (i >= 0) {
                    nanos[i] = Math.max(0, shown.get() - durable.get());
                }
                Thread.sleep(10);
            }
            two.backroom().sales(null).sales().forEach(s -> sold.remove(s.uuid().value()));
            table.row(
                    "visible on a neighbour after commit",
                    "p99 <= 100 ms",
                    "p50ms",
                    Measurements.micros(nanos, 0.5) / 1e3,
                    "p99ms",
                    Measurements.micros(nanos, 0.99) / 1e3,
                    "maxMs",
                    Measurements.micros(nanos, 1) / 1e3,
                    "lost",
                    sold.size());
        }
    }

    private static void noteFirst(Topic topic, AtomicLong when) {
        if (topic == Topic.SALES) {
            when.compareAndSet(0, System.nanoTime());
        }
    }

    // ---- an hour apart, then together

    private void converge(Path folder) throws Exception {
        int sales = Math.max(1, SALES_AN_HOUR * scale / 100);
        try (BenchShop shop = new BenchShop(folder)) {
            var tills = new ArrayList<Till>();
            for (int i = 1; i <= TILLS; i++) {
                tills.add(shop.till(i, "t" + i));
            }
            BenchShop.await("all together", 60, () -> tills.stream()
                    .allMatch(t -> t.links().status().online()
                            && t.links().status().neighbours().size() == TILLS - 1));
            for (Till till : tills) {
                BenchShop.open(till);
            }
            sellApart(tills, sales);
            comeTogether(tills);
            BenchShop.await("all tills alike once", 120, () -> alike(tills)); // programs of an hour, not of a minute
            sellApart(tills, sales);
            long began = System.nanoTime();
            long cpu = cpuNanos();
            comeTogether(tills);
            BenchShop.await("all tills alike", 120, () -> alike(tills));
            double together = (System.nanoTime() - began) / 1e9;
            double work = (cpuNanos() - cpu) / 1e9;
            BenchShop.await(
                    "the relay too",
                    120,
                    () -> BenchShop.seen(tills.get(0)).equals(relaySeen(shop))
                            && tills.stream().allMatch(t -> t.links().status().unsent() == 0));
            double sent = (System.nanoTime() - began) / 1e9;
            int found = tills.get(TILLS - 1).backroom().sales(null).count();
            table.row(
                    TILLS + " tills after an hour apart",
                    "<= 5 s",
                    "salesEach",
                    sales,
                    "allAlikeSeconds",
                    together,
                    "cpuSecondsOfAllTills",
                    work,
                    "allAcknowledgedSeconds",
                    sent,
                    "lost",
                    2 * TILLS * sales - found);
        }
    }

    private static void sellApart(List<Till> tills, int sales) {
        for (Till till : tills) {
            till.links().link(false, true);
            till.links().lan(false, true);
        }
        for (Till till : tills) {
            List<String> barcodes = BenchShop.barcodes(till);
            for (int i = 0; i < sales; i++) {
                BenchShop.sell(till, barcodes, i);
            }
        }
    }

    private static void comeTogether(List<Till> tills) {
        for (Till till : tills) {
            till.links().lan(true, true);
            till.links().link(true, true);
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static boolean alike(List<Till> tills) {
        String first = BenchShop.seen(tills.get(0));
        return tills.get(0).backroom().sales(null).count() > 0
                && tills.stream().allMatch(t -> BenchShop.seen(t).equals(first));
    }

    private static String relaySeen(BenchShop shop) {
        try {
            return shop.relay().get("/api/v1/sales?store=S001").path("seen").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the relay", e);
        }
    }

    // ---- a hundred prices

    private void soft(Path folder) throws Exception {
        int rounds = Math.max(3, 20 * scale / 100);
        int prices = 100;
        try (BenchShop shop = new BenchShop(folder)) {
            shop.stockUp(1_000, 0);
            Till till = shop.till(1, "t1");
            BenchShop.await(
                    "online with the goods",
                    60,
                    () -> till.links().status().online()
                            && !till.counter()
                                    .search(Goods.product(99, 0).barcode(), 1)
                                    .isEmpty());
            shop.relay().get("/api/v1/tills"); // this client's own first connection is no part of a sync
            long[] live = new long[rounds];
            long[] back = new long[rounds];
            long[] button = new long[rounds];
            for (int i = 0; i < rounds; i++) {
                long began = System.nanoTime();
                raise(shop, prices, 2_000 + i);
                showsPrices(till, prices, 2_000 + i);
                live[i] = System.nanoTime() - began;
                till.links().link(false, false);
                BenchShop.await("offline", 10, () -> !till.links().status().online());
                raise(shop, prices, 3_000 + i);
                till.links().link(true, false);
                BenchShop.await("online", 10, () -> till.links().status().online());
                began = System.nanoTime();
                showsPrices(till, prices, 3_000 + i);
                back[i] = System.nanoTime() - began;
                began = System.nanoTime();
                till.links().sync(SyncMode.SOFT, (done, total) -> {});
                button[i] = System.nanoTime() - began;
            }
            long[] later = Arrays.copyOfRange(live, 1, rounds);
            table.row(
                    "Soft Sync of " + prices + " prices",
                    "<= 200 ms",
                    "importToShownFirstMs", // head office's first import since it was started
                    live[0] / 1e6,
                    "p50ms",
                    Measurements.micros(later, 0.5) / 1e3,
                    "maxMs",
                    Measurements.micros(later, 1) / 1e3,
                    "onlineToShownP50ms",
                    Measurements.micros(back, 0.5) / 1e3,
                    "maxMs ",
                    Measurements.micros(back, 1) / 1e3,
                    "buttonP50ms",
                    Measurements.micros(button, 0.5) / 1e3);
        }
    }

    private static void raise(BenchShop shop, int prices, long minor) throws IOException, InterruptedException {
        var csv = new StringBuilder("id,name,nameAr,category,price,barcode\n");
        for (int i = 0; i < prices; i++) {
            var product = Goods.product(i, minor);
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,food,%d.%02d,%s%n",
                    product.id(),
                    product.name(),
                    product.nameAr(),
                    minor / 100,
                    minor % 100,
                    product.barcode()));
        }
        JsonNode answer = shop.relay()
                .post(
                        "/api/v1/products?categories=new",
                        "text/csv; charset=utf-8",
                        csv.toString().getBytes(StandardCharsets.UTF_8));
        if (answer.path("imported").asInt() != prices) {
            throw new IOException("The relay took " + answer);
        }
    }

    private static void showsPrices(Till till, int prices, long minor) throws InterruptedException {
        Money price = Money.sar(minor);
        BenchShop.await("the new prices", 20, () -> {
            for (int i : new int[] {0, prices / 2, prices - 1}) {
                List<CounterAnswers.Product> found =
                        till.counter().search(Goods.product(i, minor).barcode(), 1);
                if (found.isEmpty() || !found.get(0).price().equals(price)) {
                    return false;
                }
            }
            return true;
        });
    }
}
