package org.tillmesh.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChainCheck;
import org.tillmesh.tools.trial.ChildProgram;
import org.tillmesh.tools.trial.ChildRelay;
import org.tillmesh.tools.trial.SaleLedger;

/** Holds tills, relay and invoices against what was confirmed, prints the table and writes summary.json. */
final class DemoVerdict {
    private final Path dir;
    private final SaleLedger ledger;
    private final PrintStream told;
    private final List<String> wrong = new ArrayList<>();

    DemoVerdict(Path dir, SaleLedger ledger, PrintStream told) {
        this.dir = dir;
        this.ledger = ledger;
        this.told = told;
    }

    boolean judge(ChildRelay relay, DemoShop one, DemoShop two) throws Exception {
        for (DemoShop shop : List.of(one, two)) {
            shop.ask("login", "pin", DemoDay.CASHIER_PIN, "user", "cashier");
        }
        Await.that("relay and tills hold the same records", 30, () -> sameSeen(relay, one, two));
        told.println("Head office and both tills have seen the same records.");
        JsonNode relaySales = relay.get("/api/v1/sales?store=S001");
        ObjectNode summary = ChildProgram.JSON.createObjectNode();
        ArrayNode rows = summary.putArray("tills");
        told.printf(
                Locale.ROOT,
                "%n%-10s %6s %12s %9s %9s %9s %6s %8s %8s  %s%n",
                "till",
                "sales",
                "gross SAR",
                "on till 1",
                "on till 2",
                "at relay",
                "lost",
                "doubled",
                "unsent",
                "ZATCA chain");
        for (DemoShop shop : List.of(one, two)) {
            row(shop, relaySales, one, two, rows);
        }
        stock(relay, one, two, summary);
        digests(relay, one, two, summary);
        summary.put("confirmed", ledger.count());
        summary.put("allAgree", wrong.isEmpty());
        ArrayNode why = summary.putArray("wrong");
        wrong.forEach(why::add);
        Files.writeString(dir.resolve("summary.json"), summary.toPrettyString());
        wrong.forEach(line -> told.println("WRONG: " + line));
        told.println(wrong.isEmpty() ? "All agree: no sale lost, none doubled." : "They do not agree.");
        return wrong.isEmpty();
    }

    private void row(DemoShop shop, JsonNode relaySales, DemoShop one, DemoShop two, ArrayNode rows) throws Exception {
        String till = shop.till();
        SaleLedger.Tally here =
                check("till 1", ledger.tally(till, one.ask("sales").path("sales")));
        SaleLedger.Tally there =
                check("till 2", ledger.tally(till, two.ask("sales").path("sales")));
        SaleLedger.Tally office = check("the relay", ledger.tally(till, relaySales.path("sales")));
        JsonNode status = shop.ask("status");
        long unsent = status.path("unsent").asLong();
        expect(unsent == 0, till + " has " + unsent + " unsent documents");
        String chain = chain(shop);
        int lost = here.lost().size() + there.lost().size() + office.lost().size();
        int doubled = here.doubled().size()
                + there.doubled().size()
                + office.doubled().size();
        told.printf(
                Locale.ROOT,
                "%-10s %6d %12s %9d %9d %9d %6d %8d %8d  %s%n",
                till,
                office.confirmed(),
                office.gross(),
                here.found(),
                there.found(),
                office.found(),
                lost,
                doubled,
                unsent,
                chain);
        rows.addObject()
                .put("till", till)
                .put("sales", office.confirmed())
                .put("gross", office.gross().toPlainString())
                .put("onTill1", here.found())
                .put("onTill2", there.found())
                .put("acknowledgedByRelay", office.found())
                .put("lost", lost)
                .put("doubled", doubled)
                .put("unsent", unsent)
                .put("zatcaChain", chain);
    }

    private SaleLedger.Tally check(String where, SaleLedger.Tally tally) {
        expect(tally.lost().isEmpty(), where + " lacks " + tally.lost() + " of " + tally.till());
        expect(
                tally.doubled().isEmpty(),
                where + " has doubled or unconfirmed " + tally.doubled() + " of " + tally.till());
        return tally;
    }

    /** Writes every invoice and receipt of a till and checks its chain from the first document to the last. */
    private String chain(DemoShop shop) throws IOException {
        Path invoices = Files.createDirectories(dir.resolve("invoices"));
        Path receipts = Files.createDirectories(dir.resolve("receipts"));
        var byNumber = new TreeMap<String, Path>();
        for (SaleLedger.Confirmed sale : ledger.all()) {
            if (sale.till().equals(shop.till())) {
                Path xml = invoices.resolve(sale.receipt() + ".xml");
                Path png = receipts.resolve(sale.receipt() + ".png");
                shop.ask("invoice", "receipt", sale.receipt(), "file", xml.toString());
                shop.ask("receipt-image", "receipt", sale.receipt(), "file", png.toString());
                byNumber.put(sale.receipt(), xml);
            }
        }
        List<String> problems = ChainCheck.problems(byNumber);
        problems.forEach(problem -> expect(false, problem));
        long icv = shop.ask("status").path("zatca").path("icv").asLong();
        expect(icv == byNumber.size(), shop.till() + " counts " + icv + " invoices and issued " + byNumber.size());
        return problems.isEmpty() ? "unbroken, 1 to " + icv + ", signatures right" : problems.size() + " problems";
    }

    private void stock(ChildRelay relay, DemoShop one, DemoShop two, ObjectNode summary) throws Exception {
        JsonNode office = relay.get("/api/v1/stock?store=S001").path("products");
        int compared = 0;
        int differ = 0;
        ArrayNode listed = summary.putArray("stock");
        told.printf(
                Locale.ROOT, "%n%-44s %10s %10s %10s%n", "stock (first ten that moved)", "till 1", "till 2", "relay");
        for (JsonNode product : office) {
            String barcode = product.path("barcode").asText();
            String atRelay = product.path("onHand").asText();
            String atOne = one.ask("stock", "code", barcode).path("onHand").asText();
            String atTwo = two.ask("stock", "code", barcode).path("onHand").asText();
            boolean same = atRelay.equals(atOne) && atRelay.equals(atTwo);
            expect(same, "Stock of " + barcode + " differs: " + atOne + ", " + atTwo + ", relay " + atRelay);
            compared++;
            differ += same ? 0 : 1;
            if (compared <= 10) {
                told.printf(
                        Locale.ROOT,
                        "%-44s %10s %10s %10s%n",
                        product.path("name").asText(),
                        atOne,
                        atTwo,
                        atRelay);
                listed.addObject()
                        .put("barcode", barcode)
                        .put("till1", atOne)
                        .put("till2", atTwo)
                        .put("relay", atRelay);
            }
        }
        expect(compared > 0, "The relay lists no product that moved");
        told.println(compared + " products moved; " + differ + " differ.");
        summary.put("stockCompared", compared).put("stockDiffers", differ);
    }

    private void digests(ChildRelay relay, DemoShop one, DemoShop two, ObjectNode summary) throws Exception {
        String office = relay.get("/api/v1/sales?store=S001").path("digest").asText();
        String atOne = digest(one, "digest");
        String atTwo = digest(two, "digest");
        expect(
                office.equals(atOne) && office.equals(atTwo),
                "Digests of the store differ: " + atOne + ", " + atTwo + ", " + office);
        told.println("Digest of the store's data on till 1, till 2 and relay: "
                + office.substring(0, Math.min(16, office.length())) + "…");
        summary.put("digest", office);
    }

    private static String digest(DemoShop shop, String field) {
        return shop.ask("digest").path("scopes").path("store:S001").path(field).asText();
    }

    private static boolean sameSeen(ChildRelay relay, DemoShop one, DemoShop two) {
        try {
            String office = relay.get("/api/v1/sales?store=S001").path("seen").asText();
            return office.equals(digest(one, "seen")) && office.equals(digest(two, "seen"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the relay", e);
        }
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }
}
