package org.tillmesh.tools.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.retail.demo.DemoBarcodes;

/**
 * A till in a process of its own that sells and is killed with -9 at random moments. After each kill every confirmed sale
 * must be there once, the one in flight there or still in the open cart, the stock and the shift as the sales say; at the
 * end the chain of all invoices unbroken.
 */
public final class CrashTest {
    private static final int TOLD_EVERY = 50;
    private static final String CASH = "20.00";

    private final Path dir;
    private final Random random;
    private final PrintStream told;
    private final TreeMap<String, String> confirmed = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private BigDecimal stockAtFirst = BigDecimal.ZERO;
    private int number;

    public CrashTest(Path dir, long seed, PrintStream told) {
        this.dir = dir;
        this.random = new Random(seed);
        this.told = told;
    }

    private ChildTill start() throws IOException {
        return ChildTill.start("till", dir.resolve("till"), dir.resolve("till.log"), "--demo");
    }

    /** @return what is wrong, in words; empty if every sale is where it must be */
    public List<String> run(int kills) throws Exception {
        Files.createDirectories(dir);
        try (ChildTill till = start()) {
            stockAtFirst = stock(till);
        }
        for (int kill = 1; kill <= kills && problems.isEmpty(); kill++) {
            sellUntilKilled();
            if (kill % TOLD_EVERY == 0) {
                told.println("  " + kill + " kills, " + confirmed.size() + " sales confirmed, nothing lost");
            }
        }
        judge();
        return problems;
    }

    public int confirmedSales() {
        return confirmed.size();
    }

    private static void openShop(ChildTill till) {
        till.ask("login", "pin", "1111", "user", "cashier");
        if (till.ask("status").path("shift").isNull()) {
            till.ask("shift-open", "float", "200.00");
        }
    }

    private static BigDecimal stock(ChildTill till) {
        return new BigDecimal(
                till.ask("stock", "code", DemoBarcodes.PLAIN).path("onHand").asText());
    }

    private void sellUntilKilled() throws Exception {
        ChildTill till = start();
        settleInFlight(till);
        int quiet = random.nextInt(6);
        for (int i = 0; i < quiet; i++) {
            fill(till);
            String key = "k" + number++;
            confirmed.put(key, till.ask("complete", "key", key).path("receipt").asText());
        }
        fill(till);
        String key = "k" + number++;
        if (random.nextInt(4) > 0) {
            inFlight = key;
            till.send("{\"do\":\"complete\",\"key\":\"" + key + "\"}");
        }
        Thread.sleep(random.nextInt(20));
        till.kill();
    }

    private String inFlight = "";

    /** What was being confirmed when the plug was pulled is done, or can be done now, and counts once. */
    private void settleInFlight(ChildTill till) {
        openShop(till);
        check(till);
        if (!inFlight.isEmpty()) {
            boolean done = inFlight.equals(
                    till.ready().path("recovered").path("lastKey").asText());
            if (!done && !till.ready().path("recovered").path("openCart").asBoolean()) {
                problems.add("Neither sale " + inFlight + " nor its cart is there after the kill");
            }
            JsonNode answer = till.ask("complete", "key", inFlight);
            if (answer.path("again").asBoolean() != done) {
                problems.add("Sale " + inFlight + " was " + (done ? "" : "not ") + "there, and completing it says "
                        + answer);
            }
            confirmed.put(inFlight, answer.path("receipt").asText());
            inFlight = "";
        }
        till.ask("clear");
    }

    private static void fill(ChildTill till) {
        till.ask("scan", "code", DemoBarcodes.PLAIN);
        till.ask("tender", "kind", "cash", "amount", CASH);
    }

    private void check(ChildTill till) {
        var receipts = new TreeSet<String>();
        JsonNode sales = till.ask("sales");
        sales.path("sales").forEach(sale -> {
            if (!receipts.add(sale.path("receipt").asText())) {
                problems.add("Receipt " + sale.path("receipt").asText() + " is there twice");
            }
        });
        for (String receipt : confirmed.values()) {
            if (!receipts.contains(receipt)) {
                problems.add("Sale " + receipt + " was confirmed and is not there");
            }
        }
        BigDecimal left = stock(till);
        if (left.compareTo(stockAtFirst.subtract(BigDecimal.valueOf(receipts.size()))) != 0) {
            problems.add("Stock is " + left + " after " + receipts.size() + " sales of one piece from " + stockAtFirst);
        }
        JsonNode x = till.ask("x");
        if (!x.path("gross").asText().equals(sales.path("gross").asText())) {
            problems.add("The shift says " + x.path("gross") + ", the sales say " + sales.path("gross"));
        }
    }

    private void judge() throws Exception {
        try (ChildTill till = start()) {
            settleInFlight(till);
            check(till);
            if (!till.ask("verify").path("clean").asBoolean()) {
                problems.add("The store does not verify: " + till.ask("verify"));
            }
            var receipts = new ArrayList<String>();
            till.ask("sales")
                    .path("sales")
                    .forEach(sale -> receipts.add(sale.path("receipt").asText()));
            if (receipts.size() != confirmed.size()) {
                problems.add(receipts.size() + " sales are there, " + confirmed.size() + " were confirmed");
            }
            Path invoices = Files.createDirectories(dir.resolve("invoices"));
            var files = new TreeMap<String, Path>();
            for (String receipt : receipts) {
                Path file = invoices.resolve(receipt + ".xml");
                Files.deleteIfExists(file);
                till.ask("invoice", "receipt", receipt, "file", file.toString());
                files.put(receipt, file);
            }
            problems.addAll(ChainCheck.problems(files));
            till.end(20);
        }
    }
}
