package org.tillmesh.tools.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Tills that sell while cables and plugs are pulled, then heal, then are held against what they confirmed. */
public final class Soak {

    public record Outcome(int sales, int kills, int cuts, List<String> wrong) {
        public String words() {
            return sales + " sales confirmed, " + kills + " kills, " + cuts + " cuts: "
                    + (wrong.isEmpty() ? "every sale everywhere once" : "WRONG " + wrong);
        }
    }

    private final Path dir;
    private final int tills;
    private final int seconds;
    private final int killsPerMinute;
    private final long seed;
    private final SaleLedger ledger = new SaleLedger();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();

    public Soak(Path dir, int tills, int seconds, int killsPerMinute, long seed) {
        this.dir = dir;
        this.tills = tills;
        this.seconds = seconds;
        this.killsPerMinute = killsPerMinute;
        this.seed = seed;
    }

    public Outcome run() throws Exception {
        Files.createDirectories(dir);
        try (ChildRelay relay = ChildRelay.demo(dir.resolve("relay"), dir.resolve("relay.log"))) {
            var sellers = new ArrayList<Seller>();
            ExecutorService threads = Executors.newFixedThreadPool(tills);
            try {
                for (int i = 1; i <= tills; i++) {
                    sellers.add(new Seller(i, relay.port(), sellers));
                }
                awaitAll(
                        threads,
                        sellers.stream()
                                .<Callable<Void>>map(s -> s::sellUntilTheEnd)
                                .toList());
                for (Seller seller : sellers) {
                    seller.heal();
                }
                return new Outcome(ledger.count(), kills.get(), cuts.get(), wrong(relay, sellers));
            } finally {
                threads.shutdownNow();
                sellers.forEach(Seller::close);
                relay.terminate();
            }
        }
    }

    private List<String> wrong(ChildRelay relay, List<Seller> sellers) throws Exception {
        var wrong = new ArrayList<String>();
        try {
            Await.that("all have seen the same records", 60, () -> sellers.stream()
                    .allMatch(s ->
                            s.seen().equals(sellers.get(0).seen()) && s.seen().equals(relaySeen(relay))));
        } catch (IllegalStateException e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        JsonNode office = relay.get("/api/v1/sales?store=S001");
        for (Seller till : sellers) {
            compare("relay", ledger.tally(till.name, office.path("sales")), wrong);
            for (Seller at : sellers) {
                compare(at.name, ledger.tally(till.name, at.child.ask("sales").path("sales")), wrong);
            }
            String digest = till.child
                    .ask("digest")
                    .path("scopes")
                    .path("store:S001")
                    .path("digest")
                    .asText();
            if (!digest.equals(office.path("digest").asText())) {
                wrong.add("digest of " + till.name + " is " + digest + ", the relay's "
                        + office.path("digest").asText());
            }
        }
        return wrong;
    }

    private static void compare(String where, SaleLedger.Tally tally, List<String> wrong) {
        if (!tally.isRight()) {
            wrong.add(where + " of " + tally.till() + ": confirmed " + tally.confirmed() + ", found " + tally.found()
                    + ", lost " + tally.lost() + ", doubled " + tally.doubled());
        }
    }

    private static String relaySeen(ChildRelay relay) {
        try {
            return relay.get("/api/v1/sales?store=S001").path("seen").asText();
        } catch (IOException e) {
            return "unreadable: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the relay", e);
        }
    }

    private static void awaitAll(ExecutorService threads, List<Callable<Void>> work) throws Exception {
        for (Future<Void> done : threads.invokeAll(work)) {
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A till failed: " + e.getCause(), e);
            }
        }
    }

    /** One cashier on one till. */
    private final class Seller {
        final String name;
        private final Path folder;
        private final Path log;
        private final Random random;
        private final List<String> more;
        private final List<String> barcodes = new ArrayList<>();
        private ChildTill child;

        Seller(int number, int relayPort, List<Seller> others) throws IOException {
            String till = String.format(Locale.ROOT, "T%02d", number);
            name = "S001-" + till;
            folder = dir.resolve(till);
            log = dir.resolve(till + ".log");
            random = new Random(seed + number);
            more = new ArrayList<>(
                    List.of("--demo", "--store", "S001", "--till", till, "--relay", "127.0.0.1:" + relayPort));
            for (Seller other : others) {
                more.add("--peer");
                more.add("127.0.0.1:" + other.child.port());
            }
            child = start();
            // A neighbour that started earlier finds this till again after a kill only at the same port.
            more.add("--listen");
            more.add(Integer.toString(child.port()));
            child.ask("login", "pin", "1111", "user", "cashier");
            child.ask("shift-open", "float", "100.00");
            for (JsonNode product :
                    child.ask("search", "text", "", "limit", 200).path("products")) {
                if (!product.path("weighed").asBoolean()
                        && !product.path("batchTracked").asBoolean()
                        && product.path("ageLimit").asInt() == 0) {
                    barcodes.add(product.path("barcode").asText());
                }
            }
        }

        private ChildTill start() throws IOException {
            return ChildTill.start(name, folder, log, more.toArray(String[]::new));
        }

        Void sellUntilTheEnd() throws Exception {
            long until = System.nanoTime() + seconds * 1_000_000_000L;
            long killEvery = killsPerMinute == 0 ? Long.MAX_VALUE : 60_000_000_000L / killsPerMinute;
            long nextKill = System.nanoTime() + (long) (killEvery * random.nextDouble());
            while (System.nanoTime() < until) {
                maybeCut();
                int lines = 1 + random.nextInt(4);
                for (int i = 0; i < lines; i++) {
                    child.ask("scan", "code", barcodes.get(random.nextInt(barcodes.size())));
                }
                pay();
                String key = new java.util.UUID(random.nextLong(), random.nextLong()).toString();
                if (System.nanoTime() >= nextKill) {
                    nextKill = System.nanoTime() + (long) (killEvery * (0.5 + random.nextDouble()));
                    killWhileCompleting(key);
                } else {
                    ledger.sold(name, child.ask("complete", "key", key));
                }
            }
            return null;
        }

        private void pay() {
            String due = child.ask("cart").path("cart").path("due").asText();
            child.ask("tender", "kind", "cash", "amount", due);
        }

        private void killWhileCompleting(String key) throws Exception {
            child.send("{\"do\":\"complete\",\"key\":\"" + key + "\"}");
            Thread.sleep(random.nextInt(40));
            child.kill();
            kills.incrementAndGet();
            child = start();
            child.ask("login", "pin", "1111", "user", "cashier");
            if (!key.equals(child.ready().path("recovered").path("lastKey").asText())) {
                JsonNode cart = child.ask("cart").path("cart");
                if (cart.path("lines").size() == 0) {
                    throw new IllegalStateException(name + " lost its open cart with the kill");
                }
                if (!"0.00".equals(cart.path("due").asText())) {
                    pay();
                }
            }
            ledger.sold(name, child.ask("complete", "key", key));
        }

        private void maybeCut() {
            if (random.nextInt(25) == 0) {
                cuts.incrementAndGet();
                String what = random.nextBoolean() ? "link" : "lan";
                child.ask(what, "state", random.nextBoolean() ? "down" : "up");
            }
        }

        void heal() {
            child.ask("link", "state", "up");
            child.ask("lan", "state", "up");
        }

        String seen() {
            return child.ask("digest")
                    .path("scopes")
                    .path("store:S001")
                    .path("seen")
                    .asText();
        }

        void close() {
            child.close();
        }
    }
}
