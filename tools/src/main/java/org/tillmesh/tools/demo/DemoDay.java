package org.tillmesh.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.tillmesh.retail.demo.DemoSeed;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildProgram;
import org.tillmesh.tools.trial.ChildRelay;
import org.tillmesh.tools.trial.SaleLedger;

/** The story of the demo, in the order in which it is told. Every step that goes wrong ends it with the reason. */
public final class DemoDay {
    private static final String BRANCH = "S001";
    static final String CASHIER_PIN = "2468";

    private static final String MANAGER_PIN = "864202";

    /** What head office gave them, and their owners change at once. */
    private static final String GIVEN_CASHIER_PIN = "1111";

    private static final String GIVEN_MANAGER_PIN = "999999";
    private static final String BATCH = "B-2027-03";

    private final Path dir;
    private final Path logs;
    private final Random random;
    private final boolean windows;
    private final PrintStream told;
    private final SaleLedger ledger = new SaleLedger();
    private List<String> catalogue = List.of();

    public DemoDay(Path dir, long seed, boolean windows, PrintStream told) throws IOException {
        this.dir = dir;
        this.logs = dir.resolve("logs");
        this.random = new Random(seed);
        this.windows = windows;
        this.told = told;
        Files.createDirectories(logs);
    }

    public boolean live() throws Exception {
        say("Head office: a relay is set up and its catalogue imported.");
        Path relayFolder = fresh("relay");
        JsonNode setUp = ChildProgram.JSON.readTree(ChildProgram.run(
                        log("relay"), "relay", "setup", "--data", relayFolder.toString(), "--file", companyFile())
                .get(0));
        try (ChildRelay relay =
                new ChildRelay(relayFolder, log("relay"), setUp.path("token").asText())) {
            importCatalogue(relay);
            try (DemoShop one = open("T01", relay, relayFolder);
                    DemoShop two = open("T02", relay, relayFolder, "--peer", "127.0.0.1:" + one.port())) {
                openShifts(one, two);
                stockComesIn(one, two);
                sellOnline(one, two);
                internetIsCut(one, two, relay);
                customerIsEditedOnBoth(one, two);
                cartMoves(one, two);
                stockIsSeenLaterally(one, two);
                plugIsPulled(one, two);
                internetComesBack(one, two);
                if (windows) {
                    sellInAWindow(one);
                }
                shiftsClose(one, two);
                boolean right = new DemoVerdict(dir, ledger, told).judge(relay, one, two);
                say("The tills end their day: " + one.end() + " " + two.end() + " (0 is orderly).");
                relay.terminate();
                return right;
            }
        }
    }

    private void importCatalogue(ChildRelay relay) throws Exception {
        byte[] csv = DemoSeed.catalogueCsv().getBytes(StandardCharsets.UTF_8);
        JsonNode imported = relay.post("/api/v1/products", "text/csv; charset=utf-8", csv);
        say("  " + imported.path("imported").asInt() + " products imported, "
                + imported.path("refused").size() + " rows refused. Console: " + relay.url());
        require(imported.path("imported").asInt() >= 1000, "The catalogue has fewer than 1,000 products: " + imported);
    }

    private DemoShop open(String till, ChildRelay relay, Path relayFolder, String... more) throws Exception {
        String code = ChildProgram.run(
                        log("relay-code"), "relay", "code", "--data", relayFolder.toString(), "--store", BRANCH)
                .get(0)
                .strip();
        var shop = new DemoShop(BRANCH + "-" + till, fresh(till), log(till), ledger, random, more);
        JsonNode activated = shop.ask("activate", "relay", "127.0.0.1:" + relay.port(), "code", code);
        say("Till " + activated.path("till").asText() + " is activated with a one-time code and hard-synced.");
        require(
                shop.till().equals(activated.path("till").asText()),
                "Expected till " + shop.till() + ", was activated as "
                        + activated.path("till").asText());
        return shop;
    }

    private void openShifts(DemoShop one, DemoShop two) {
        Await.that("till 1 is online", 30, () -> online(one));
        choosePin(one, "manager", GIVEN_MANAGER_PIN, MANAGER_PIN);
        choosePin(one, "cashier", GIVEN_CASHIER_PIN, CASHIER_PIN);
        Await.that("the new PINs are at both tills", 30, () -> seen(one).equals(seen(two)));
        for (DemoShop shop : List.of(one, two)) {
            shop.ask("login", "pin", CASHIER_PIN, "user", "cashier");
            shop.ask("shift-open", "float", "200.00");
        }
        catalogue = sellable(one).subList(0, 150);
        Await.that("both tills see each other", 30, () -> neighbours(one) >= 1 && neighbours(two) >= 1);
        say("Shifts are open on both tills; they found each other.");
    }

    private static void choosePin(DemoShop shop, String user, String given, String chosen) {
        shop.ask("login", "pin", given, "user", user);
        shop.ask("change-pin", "pin", given, "new", chosen);
        shop.ask("logout");
    }

    private static String seen(DemoShop shop) {
        return shop.ask("digest")
                .path("scopes")
                .path("store:" + BRANCH)
                .path("seen")
                .asText();
    }

    private static List<String> sellable(DemoShop shop) {
        var barcodes = new ArrayList<String>();
        for (JsonNode product : shop.ask("search", "text", "", "limit", 1000).path("products")) {
            if (!product.path("weighed").asBoolean()
                    && !product.path("batchTracked").asBoolean()
                    && product.path("ageLimit").asInt() == 0) {
                barcodes.add(product.path("barcode").asText());
            }
        }
        require(barcodes.size() >= 200, "Only " + barcodes.size() + " plain products can be found");
        return barcodes;
    }

    private void stockComesIn(DemoShop one, DemoShop two) {
        for (String barcode : catalogue) {
            one.ask("receive", "code", barcode, "qty", "48", "key", key(), "approve", MANAGER_PIN);
        }
        JsonNode tracked = batchTracked(one);
        String code = tracked.path("barcode").asText();
        one.ask(
                "receive",
                "code",
                code,
                "qty",
                "12",
                "batch",
                BATCH,
                "expiry",
                "2027-03-31",
                "key",
                key(),
                "approve",
                MANAGER_PIN);
        Await.that(
                "the delivery is seen on the other till",
                10,
                () -> two.ask("stock", "code", code).path("batches").toString().contains(BATCH));
        say("A delivery is received on " + one.till() + "; " + two.till() + " sees batch " + BATCH + " of "
                + tracked.path("name").asText() + ".");
    }

    private static JsonNode batchTracked(DemoShop shop) {
        for (JsonNode product : shop.ask("search", "text", "", "limit", 2000).path("products")) {
            if (product.path("batchTracked").asBoolean()
                    && product.path("ageLimit").asInt() == 0) {
                return product;
            }
        }
        throw new IllegalStateException("The catalogue has no product with batches");
    }

    private void sellOnline(DemoShop one, DemoShop two) {
        for (int i = 0; i < 8; i++) {
            DemoShop shop = i % 2 == 0 ? one : two;
            JsonNode sold = shop.sell(shop.basket(catalogue));
            say("  " + sold.path("receipt").asText() + "  " + sold.path("total").asText() + " SAR");
        }
        JsonNode sold = one.sell(List.of(catalogue.get(0), catalogue.get(0), catalogue.get(1)));
        say("  " + sold.path("receipt").asText() + "  " + sold.path("total").asText() + " SAR");
        JsonNode credit = one.ask(
                "return",
                "receipt",
                sold.path("receipt").asText(),
                "lines",
                List.of(Map.of("line", 1, "qty", "1")),
                "reason",
                "changed their mind",
                "tender",
                "cash",
                "key",
                key());
        ledger.returned(one.till(), credit);
        say("  " + credit.path("receipt").asText() + "  credit note, "
                + credit.path("total").asText() + " SAR back for "
                + sold.path("receipt").asText());
    }

    private void internetIsCut(DemoShop one, DemoShop two, ChildRelay relay) {
        one.ask("link", "state", "down", "how", "silent");
        two.ask("link", "state", "down", "how", "silent");
        Await.that("both tills notice the cut", 10, () -> !online(one) && !online(two));
        say("THE INTERNET IS CUT. Both indicators are red; the relay stays alone on port " + relay.port() + ".");
        for (int i = 0; i < 10; i++) {
            DemoShop shop = i % 2 == 0 ? one : two;
            JsonNode sold = shop.sell(shop.basket(catalogue));
            say("  " + sold.path("receipt").asText() + "  " + sold.path("total").asText() + " SAR, signed offline");
        }
        Await.that(
                "the tills see each other's sales",
                10,
                () -> salesOf(one) == ledger.count() && salesOf(two) == ledger.count());
        JsonNode status = one.ask("status");
        int unsent = status.path("unsent").asInt();
        int elsewhere = unsent - status.path("unprotected").asInt();
        say("  " + one.till() + ": head office lacks " + unsent + " records; " + elsewhere
                + " of them lie on the other till's disk too.");
    }

    private void customerIsEditedOnBoth(DemoShop one, DemoShop two) {
        JsonNode made =
                one.ask("customer", "new", Map.of("name", "Maha Al-Harbi", "phone", "0500000101"), "key", key());
        String id = made.path("customer").path("id").asText();
        Await.that("the new customer is known on the other till", 10, () -> two.ask("customer", "find", "0500000101")
                .toString()
                .contains(id));
        one.ask("lan", "state", "down");
        two.ask("lan", "state", "down");
        one.ask("customer", "id", id, "set", Map.of("name", "Maha S. Al-Harbi"));
        two.ask("customer", "id", id, "set", Map.of("address", "12 Palm Street, Riyadh"));
        one.ask("lan", "state", "up");
        two.ask("lan", "state", "up");
        Await.that("both edits are on both tills", 15, () -> merged(one) && merged(two));
        say("  A new customer, edited on both tills while they could not hear each other: both edits stand.");
    }

    private static boolean merged(DemoShop shop) {
        String found = shop.ask("customer", "find", "0500000101").toString();
        return found.contains("Maha S. Al-Harbi") && found.contains("Palm Street");
    }

    private void cartMoves(DemoShop one, DemoShop two) {
        one.fill(catalogue.subList(5, 8));
        one.ask("park", "name", "Back in a minute");
        var cart = new String[1];
        Await.that("the parked cart is seen", 10, () -> {
            for (JsonNode parked : two.ask("parked").path("carts")) {
                cart[0] = parked.path("id").asText();
            }
            return cart[0] != null;
        });
        two.ask("recall", "cart", cart[0]);
        JsonNode sold = two.pay();
        say("  A cart parked on " + one.till() + " is recalled and paid on " + two.till() + ": "
                + sold.path("receipt").asText());
    }

    private void stockIsSeenLaterally(DemoShop one, DemoShop two) {
        String barcode = catalogue.get(2);
        String before = onHand(two, barcode);
        one.sell(List.of(barcode, barcode, barcode));
        Await.that(
                "stock falls on the other till", 10, () -> !onHand(two, barcode).equals(before));
        say("  Three pieces sold on " + one.till() + ": stock on " + two.till() + " went from " + before + " to "
                + onHand(two, barcode) + ".");
    }

    private void plugIsPulled(DemoShop one, DemoShop two) throws Exception {
        two.fill(two.basket(catalogue));
        two.tender();
        String key = key();
        int millis = random.nextInt(60);
        two.completeAndPullThePlug(key, millis);
        say("THE PLUG OF " + two.till() + " IS PULLED (kill -9), " + millis + " ms after a sale was being completed.");
        two.restart("--peer", "127.0.0.1:" + one.port());
        JsonNode recovered = two.ready().path("recovered");
        two.ask("link", "state", "down", "how", "silent");
        two.ask("login", "pin", CASHIER_PIN, "user", "cashier");
        if (!key.equals(recovered.path("lastKey").asText())) {
            JsonNode cart = two.ask("cart").path("cart");
            require(cart.path("lines").size() > 0, "Neither the sale nor its cart came back");
            if (!"0.00".equals(cart.path("due").asText())) {
                two.tender();
            }
        }
        JsonNode sold = two.complete(key);
        say("  Restarted in " + recovered.path("tookMs").asLong() + " ms. The sale in flight "
                + (sold.path("again").asBoolean()
                        ? "had been made durable"
                        : "had not been confirmed; its cart was still open")
                + ": " + sold.path("receipt").asText() + ", once.");
    }

    private void internetComesBack(DemoShop one, DemoShop two) {
        one.ask("link", "state", "up");
        two.ask("link", "state", "up");
        Await.that("both tills are online again", 15, () -> online(one) && online(two));
        say("THE INTERNET IS BACK.");
        for (DemoShop shop : List.of(one, two)) {
            JsonNode pushed = shop.ask("sync", "mode", "push");
            say("  " + shop.till() + " Push Offline Records: sent "
                    + pushed.path("sent").asLong() + ", acknowledged "
                    + pushed.path("acknowledged").asLong() + ", left "
                    + pushed.path("left").asLong() + ", heads equal "
                    + pushed.path("headsEqual").asBoolean());
            require(pushed.path("left").asLong() == 0, "Records are left on " + shop.till() + " after the push");
        }
    }

    private void shiftsClose(DemoShop one, DemoShop two) {
        for (DemoShop shop : List.of(one, two)) {
            JsonNode x = shop.ask("x");
            String cash = x.path("byTender").path("cash").asText("0.00");
            String counted = new java.math.BigDecimal(cash)
                    .add(new java.math.BigDecimal("200.00"))
                    .toPlainString();
            JsonNode closed = shop.ask("shift-close", "counted", counted);
            say("  " + shop.till() + " closes its shift: expected "
                    + closed.path("expected").asText() + ", counted " + counted + ", difference "
                    + closed.path("difference").asText());
            shop.ask("logout");
        }
    }

    private void sellInAWindow(DemoShop one) throws Exception {
        require(one.end() == 0, one.till() + " did not end in order");
        Path pictures = Files.createDirectories(dir.resolve("screenshots"));
        List<String> lines = ChildProgram.runWindow(
                log("window"),
                "till",
                "--data",
                one.folder().toString(),
                "--tour",
                pictures.toString(),
                "--tour-pin",
                CASHIER_PIN);
        for (String line : lines) {
            JsonNode answer = ChildProgram.JSON.readTree(line);
            if (answer.has("receipt")) {
                ledger.sold(one.till(), answer);
                say("  " + answer.path("receipt").asText() + "  "
                        + answer.path("total").asText() + " SAR, sold in the window");
            }
        }
        try (var list = Files.list(pictures)) {
            say("  " + list.count() + " screenshots in " + pictures);
        }
        one.restart();
        one.ask("login", "pin", CASHIER_PIN, "user", "cashier");
        Await.that(one.till() + " is online again", 20, () -> online(one));
        one.ask("sync", "mode", "push");
    }

    private Path fresh(String name) throws IOException {
        Path folder = dir.resolve(name);
        if (Files.exists(folder)) {
            try (var inside = Files.walk(folder)) {
                for (Path path :
                        inside.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return folder;
    }

    private String companyFile() throws IOException {
        ObjectNode company;
        try (InputStream in = DemoDay.class.getResourceAsStream("demo-company.json")) {
            company = (ObjectNode) ChildProgram.JSON.readTree(in);
        }
        DemoSeed.categories().forEach(category -> company.withArray("categories")
                .addObject()
                .put("id", category.id())
                .put("name", category.name())
                .put("nameAr", category.nameAr())
                .put("position", category.position()));
        Path file = dir.resolve("company.json");
        Files.writeString(file, company.toPrettyString());
        return file.toString();
    }

    private Path log(String name) {
        return logs.resolve(name + ".log");
    }

    private void say(String line) {
        told.println(line);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static boolean online(DemoShop shop) {
        return shop.ask("status").path("online").asBoolean();
    }

    private static int neighbours(DemoShop shop) {
        return shop.ask("status").path("neighbours").size();
    }

    private static int salesOf(DemoShop shop) {
        return shop.ask("sales").path("count").asInt();
    }

    private static String onHand(DemoShop shop, String barcode) {
        return shop.ask("stock", "code", barcode).path("onHand").asText();
    }

    static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalStateException(otherwise);
        }
    }
}
