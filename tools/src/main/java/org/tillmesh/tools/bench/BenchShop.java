package org.tillmesh.tools.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.tools.trial.ChildRelay;

/** A demo relay as a process of its own, and real tills in this one, over loopback TLS. */
final class BenchShop implements AutoCloseable {
    private static final int WRITE_AT_ONCE = 2_000;

    /** As {@code tools/tillmesh relay} starts it, with the memory that it has by itself on a machine of 4 GiB. */
    private static final List<String> RELAY_JAVA =
            List.of("-XX:+UseParallelGC", "-XX:MaxTenuringThreshold=1", "-Xmx1g");

    private final Path dir;
    private final List<Till> tills = new ArrayList<>();
    private @Nullable ChildRelay relay;

    BenchShop(Path dir) {
        this.dir = dir;
    }

    ChildRelay relay() throws IOException {
        ChildRelay running = relay;
        if (running == null) {
            running = ChildRelay.demo(dir.resolve("relay"), dir.resolve("relay.log"), RELAY_JAVA);
            relay = running;
        }
        return running;
    }

    /** Head office has written so many products and customers before anybody calls. */
    void stockUp(int products, int customers) throws IOException, InterruptedException {
        relay();
        stopRelay();
        var options = Stores.Options.of((scope, origin, delta) -> true, Clock.systemUTC()::millis)
                .withSchema(RetailSchema.SHOP)
                .withClockError(() -> 0);
        try (Store store = Stores.open(dir.resolve("relay"), options)) {
            for (int from = 0; from < products; from += WRITE_AT_ONCE) {
                int first = from;
                store.write(tx -> {
                    for (int i = first; i < Math.min(products, first + WRITE_AT_ONCE); i++) {
                        Goods.product(i, 1_000).writeTo(tx, Scope.COMPANY);
                    }
                    return true;
                });
            }
            for (int from = 0; from < customers; from += WRITE_AT_ONCE) {
                int first = from;
                store.write(tx -> {
                    for (int i = first; i < Math.min(customers, first + WRITE_AT_ONCE); i++) {
                        Goods.customer(i).writeTo(tx, Scope.COMPANY);
                    }
                    return true;
                });
            }
        }
        relay();
    }

    private void stopRelay() throws InterruptedException {
        if (relay != null) {
            relay.terminate();
            relay = null;
        }
    }

    /** A demo till of store S001, with the tills that are open already as neighbours. */
    Till till(int number, String folder) throws IOException {
        var peers = new ArrayList<String>();
        tills.forEach(other -> peers.add("127.0.0.1:" + other.ready().port()));
        Till opened = Till.open(new TillOptions(
                dir.resolve(folder),
                true,
                "S001",
                String.format(Locale.ROOT, "T%02d", number),
                "127.0.0.1:" + relay().port(),
                peers,
                0));
        tills.add(opened);
        return opened;
    }

    void close(Till till) {
        tills.remove(till);
        till.close();
    }

    static void open(Till till) {
        till.people().login(new UserId("cashier"), "1111");
        till.backroom().openShift(Money.sar(10_000));
    }

    /** Codes that can be sold by the piece. */
    static List<String> barcodes(Till till) {
        return till.counter().search("", 200).stream()
                .filter(p -> !p.weighed() && !p.batchTracked() && p.ageLimit() == 0)
                .map(CounterAnswers.Product::barcode)
                .toList();
    }

    static InvoiceAnswers.Receipt sell(Till till, List<String> barcodes, int number) {
        ring(till, barcodes, number);
        return till.counter().complete(UUID.randomUUID().toString());
    }

    /** Everything of a sale but its completion. */
    static void ring(Till till, List<String> barcodes, int number) {
        for (int i = 0; i < 3; i++) {
            till.counter().scan(barcodes.get((number * 7 + i) % barcodes.size()), null, null);
        }
        till.counter().tender(TenderKind.CASH, till.counter().cart().due(), null);
    }

    static String seen(Till till) {
        LinkAnswers.ScopeDigest digest = till.keeper().digest().get("store:S001");
        if (digest == null) {
            throw new IllegalStateException("A till knows nothing of its store");
        }
        return digest.seen();
    }

    static void await(String what, int secondsMax, BooleanSupplier holds) throws InterruptedException {
        long until = System.nanoTime() + secondsMax * 1_000_000_000L;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("Not within " + secondsMax + " s: " + what);
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() throws InterruptedException {
        tills.forEach(Till::close);
        tills.clear();
        stopRelay();
    }
}
