package org.tillmesh.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.tillmesh.tools.trial.ChildTill;
import org.tillmesh.tools.trial.SaleLedger;

/** A till of the demo with its cashier: knows how to fill a cart and be paid, and writes down what was confirmed. */
final class DemoShop implements AutoCloseable {
    private final String till;
    private final Path folder;
    private final Path log;
    private final SaleLedger ledger;
    private final Random random;
    private ChildTill child;

    DemoShop(String till, Path folder, Path log, SaleLedger ledger, Random random, String... more) throws IOException {
        this.till = till;
        this.folder = folder;
        this.log = log;
        this.ledger = ledger;
        this.random = random;
        Files.createDirectories(folder);
        this.child = ChildTill.start(till, folder, log, more);
    }

    String till() {
        return till;
    }

    Path folder() {
        return folder;
    }

    int port() {
        return child.port();
    }

    JsonNode ready() {
        return child.ready();
    }

    JsonNode ask(String command, Object... fields) {
        return child.ask(command, fields);
    }

    /** Scans some products and pays: cash with change, or card. The answer to {@code complete}. */
    JsonNode sell(List<String> barcodes) {
        fill(barcodes);
        return pay();
    }

    void fill(List<String> barcodes) {
        for (String barcode : barcodes) {
            child.ask("scan", "code", barcode);
        }
    }

    JsonNode pay() {
        tender();
        return complete(UUID.randomUUID().toString());
    }

    JsonNode complete(String key) {
        JsonNode answer = child.ask("complete", "key", key);
        ledger.sold(till, answer);
        return answer;
    }

    void tender() {
        String due = child.ask("cart").path("cart").path("due").asText();
        if (random.nextInt(3) == 0) {
            child.ask(
                    "tender",
                    "kind",
                    "card",
                    "amount",
                    due,
                    "card",
                    String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000)));
        } else {
            String given = new java.math.BigDecimal(due)
                    .divide(java.math.BigDecimal.TEN, 0, java.math.RoundingMode.UP)
                    .multiply(java.math.BigDecimal.TEN)
                    .setScale(2)
                    .toPlainString();
            child.ask("tender", "kind", "cash", "amount", given);
        }
    }

    /** Sends {@code complete} and pulls the plug a moment later, whatever the till was doing. */
    void completeAndPullThePlug(String key, int afterMillis) throws InterruptedException {
        child.send("{\"do\":\"complete\",\"key\":\"" + key + "\"}");
        Thread.sleep(afterMillis);
        child.kill();
    }

    void restart(String... more) throws IOException {
        child = ChildTill.start(till, folder, log, more);
    }

    /** Some products of the catalogue, at least one. */
    List<String> basket(List<String> catalogue) {
        var basket = new ArrayList<String>();
        int size = 1 + random.nextInt(6);
        for (int i = 0; i < size; i++) {
            basket.add(catalogue.get(random.nextInt(catalogue.size())));
        }
        return basket;
    }

    int end() throws InterruptedException {
        return child.end(30);
    }

    @Override
    public void close() {
        child.close();
    }
}
