package org.tillmesh.tools.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.device.DeviceSetup;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.tools.device.PrinterSim;

/** From the key that completes a sale to the first byte of its receipt at a printer on loopback, and to the whole page. */
final class PrintBench {
    private static final int SALES = 200;
    private static final int WARM_UP = 40;
    private static final long LONGEST_NANOS = 20_000_000_000L;

    private final Path dir;
    private final Measurements table;

    PrintBench(Path dir, boolean json, PrintStream out) {
        this.dir = dir;
        table = new Measurements("print", json, out);
    }

    void run() throws IOException, InterruptedException {
        var first = new long[SALES];
        var whole = new long[SALES];
        var options = new TillOptions(dir.resolve("till"), true, "S001", "T01", null, List.of(), 0);
        try (PrinterSim printer = PrinterSim.start(0);
                Till till = Till.open(options)) {
            till.people().login(new UserId("manager"), "9999");
            till.backroom().openShift(Money.sar(20_000));
            till.devices()
                    .set(new DeviceSetup("printer", "printer", "escpos", printer.address(), new TreeMap<>()), null);
            for (int i = -WARM_UP; i < SALES; i++) {
                int pages = printer.pages().size();
                till.counter().scan(DemoBarcodes.PLAIN, Quantity.of(2), null);
                till.counter().scan(DemoBarcodes.ZERO_RATED, null, null);
                till.counter().scan(DemoBarcodes.WEIGHED, null, null);
                till.counter().tender(TenderKind.CASH, Money.sar(100_000), null);
                long key = System.nanoTime();
                till.counter().complete(null);
                while (printer.pages().size() == pages && System.nanoTime() - key < LONGEST_NANOS) {
                    Thread.sleep(1);
                }
                if (i >= 0) {
                    first[i] = printer.firstByteNanos() - key;
                    whole[i] = System.nanoTime() - key;
                }
            }
        }
        row("key to first printed byte", "p99 ≤ 100 ms", first);
        row("key to the cut", "three lines, 576 dots", whole);
        table.end();
    }

    private void row(String work, String budget, long[] nanos) {
        table.row(
                work,
                budget,
                "p50 ms",
                Measurements.micros(nanos, 0.5) / 1_000,
                "p99 ms",
                Measurements.micros(nanos, 0.99) / 1_000);
    }
}
