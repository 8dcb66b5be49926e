package org.tillmesh.tools.bench;

import com.sun.management.OperatingSystemMXBean;
import java.awt.Dimension;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tillmesh.app.TillWindow;
import org.tillmesh.app.WindowTimes;
import org.tillmesh.app.look.Language;
import org.tillmesh.till.Till;
import org.tillmesh.till.links.SyncMode;

/** The till's own window over a large catalogue: from a key to what is painted, and what a day of sales costs. */
final class UiBench {
    private static final Dimension SIZE = new Dimension(1024, 728);
    private static final List<String> WORDS =
            List.of("milk 77", "coffee", "bread 4", "\u062d\u0644\u064a\u0628", "\u0642\u0647\u0648\u0629 9");
    private static final int WARM_UP = 40;

    /** One sale of so many goes through the window; the others are the till's, and the window follows. */
    private static final int WATCHED = 5;

    private static final int IDLE_SECONDS = 10;
    private static final int SYNCS = 200;

    private final Path dir;
    private final Measurements table;
    private final int products;
    private final int customers;
    private final int sales;

    UiBench(Path dir, boolean json, int scale, PrintStream out) {
        this.dir = dir;
        table = new Measurements("ui", json, out);
        products = Math.max(200, 100_000 * scale / 100);
        customers = Math.max(100, 50_000 * scale / 100);
        sales = Math.max(50, 1_000 * scale / 100);
    }

    void run() throws Exception {
        try (BenchShop shop = new BenchShop(dir)) {
            shop.stockUp(products, customers);
            Till till = shop.till(1, "till");
            BenchShop.await("online", 20, () -> till.links().status().online());
            till.links().sync(SyncMode.HARD, (done, total) -> {});
            BenchShop.open(till);
            List<String> codes = BenchShop.barcodes(till);
            table.row("fsync of 4 KiB, bare", "printed beside", figures(syncs(dir.resolve("probe"))));
            var options = new TillWindow.Options(Language.ENGLISH, false, SIZE);
            try (var window = new WindowTimes(till, options, "1111")) {
                day(window, codes, WARM_UP, new ArrayList<>(), new ArrayList<>());
                var scans = new ArrayList<Long>();
                var payments = new ArrayList<Long>();
                day(window, codes, sales / WATCHED, scans, payments);
                table.row("scan to painted", "p99 <= 30 ms", figures(scans));
                table.row("pay to done", "p99 <= 60 ms + one fsync", figures(payments));
                table.row("key to hits painted", "p99 <= 30 ms", figures(hits(window)));
                table.row("switch of screens", "p99 <= 60 ms", figures(switches(window)));
                for (int i = sales / WATCHED; i < sales; i++) {
                    BenchShop.sell(till, codes, i);
                }
                day(window, codes, 1, new ArrayList<>(), new ArrayList<>());
                standing();
            }
        }
        table.end();
    }

    /** Sales of three lines each, paid in cash. */
    private static void day(WindowTimes window, List<String> codes, int count, List<Long> scans, List<Long> payments) {
        for (int i = 0; i < count; i++) {
            for (int line = 0; line < 3; line++) {
                scans.add(window.scan(codes.get((i * 7 + line) % codes.size())));
            }
            payments.add(window.pay());
        }
    }

    private static List<Long> hits(WindowTimes window) {
        var hits = new ArrayList<Long>();
        for (int round = 0; round < 4; round++) {
            for (String word : WORDS) {
                Arrays.stream(window.search(word)).forEach(hits::add);
            }
        }
        return hits;
    }

    private static List<Long> switches(WindowTimes window) {
        var switches = new ArrayList<Long>();
        for (int i = 0; i < 100; i++) {
            Arrays.stream(window.switches()).forEach(switches::add);
        }
        return switches;
    }

    /** What the program holds after the day, and what it does while nobody touches it. */
    private void standing() throws InterruptedException, IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = machine.getProcessCpuTime();
        long from = System.nanoTime();
        Thread.sleep(IDLE_SECONDS * 1_000L);
        double percent = 100.0 * (machine.getProcessCpuTime() - cpu) / (System.nanoTime() - from);
        table.row(
                "after " + sales + " sales, window open",
                "RSS <= 400 MB, idle <= 1 % of a core",
                "heap MB",
                heap >> 20,
                "RSS MB",
                residentMegabytes(),
                "idle CPU %",
                percent);
    }

    private static long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
                .findFirst()
                .orElse(-1);
    }

    private static List<Long> syncs(Path file) throws IOException {
        var nanos = new ArrayList<Long>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                long from = System.nanoTime();
                channel.write(ByteBuffer.allocate(4_096), i * 4_096L);
                channel.force(false);
                nanos.add(System.nanoTime() - from);
            }
        }
        return nanos;
    }

    private static Object[] figures(List<Long> nanos) {
        long[] all = nanos.stream().mapToLong(Long::longValue).toArray();
        return new Object[] {
            "p50 ms",
            Measurements.micros(all, 0.5) / 1_000,
            "p99 ms",
            Measurements.micros(all, 0.99) / 1_000,
            "of",
            all.length
        };
    }
}
