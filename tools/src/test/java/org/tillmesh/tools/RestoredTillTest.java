package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildProgram;
import org.tillmesh.tools.trial.ChildRelay;
import picocli.CommandLine;

/** A till of a real company whose folder was copied: it issues nothing until the head of its invoice chain is known. */
class RestoredTillTest {
    private static final String COMPANY =
            """
            {"company": {"name": "Rimal Trading (invented)", "nameAr": "شركة الرمال", "vatNumber": "399999999900003",
              "crn": "1010999999", "street": "Palm Street", "building": "1234", "district": "Al Olaya", "city": "Riyadh",
              "postalCode": "12211"},
             "stores": [{"id": "S001", "name": "Olaya", "nameAr": "العليا", "tills": ["T01"]}],
             "users": [{"id": "cashier", "name": "Sara", "role": "cashier", "pin": "1111", "stores": ["S001"]},
              {"id": "manager", "name": "Mona", "role": "manager", "pin": "999999", "stores": ["S001"]}]}
            """;
    private static final String PRODUCTS = "id,barcode,name,price\np1,6281000000014,Water,11.50\n";
    private static final String CODE = "6281000000014";
    private static final String CASHIER_PIN = "2468";
    private static final String MANAGER_PIN = "864202";
    private static final Pattern QR_IN_XML =
            Pattern.compile(">QR<.*?EmbeddedDocumentBinaryObject[^>]*>([^<]+)<", Pattern.DOTALL);

    @TempDir
    Path dir;

    private ChildRelay relay;
    private PipedTill till;

    @BeforeEach
    void sellTwice() throws Exception {
        Path folder = dir.resolve("relay");
        JsonNode made = ChildProgram.JSON.readTree(ChildProgram.run(
                        dir.resolve("setup.log"),
                        "relay",
                        "setup",
                        "--data",
                        folder.toString(),
                        "--file",
                        Files.writeString(dir.resolve("company.json"), COMPANY).toString())
                .get(0));
        relay = new ChildRelay(
                folder, dir.resolve("relay.log"), made.path("token").asText());
        relay.post("/api/v1/products", "text/csv; charset=utf-8", PRODUCTS.getBytes(StandardCharsets.UTF_8));
        String code = ChildProgram.run(
                        dir.resolve("code.log"), "relay", "code", "--data", folder.toString(), "--store", "S001")
                .get(0)
                .strip();
        till = PipedTill.empty(dir.resolve("till"));
        till.ok("activate", "relay", "127.0.0.1:" + relay.port(), "code", code);
        Await.that("it is online", 30, () -> till.ok("status").path("online").asBoolean());
        till.choosePin("manager", "999999", MANAGER_PIN);
        till.choosePin("cashier", "1111", CASHIER_PIN);
        till.ok("login", "pin", CASHIER_PIN, "user", "cashier");
        till.ok("shift-open", "float", "200.00");
        assertEquals("S001-T01-000001", till.sell("a", CODE).path("receipt").asText());
        till.sell("b", CODE);
        assertEquals(0, till.ok("sync", "mode", "push").path("left").asInt());
    }

    @AfterEach
    void close() throws Exception {
        till.close();
        relay.terminate();
    }

    private void copy(String to) throws Exception {
        till.end();
        Path from = dir.resolve("till");
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, dir.resolve(to).resolve(from.relativize(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private void open(String folder) throws IOException {
        till = PipedTill.empty(dir.resolve(folder));
        till.ok("login", "pin", CASHIER_PIN, "user", "cashier");
    }

    private String qr(String receipt) throws IOException {
        Path file = dir.resolve(receipt + ".xml");
        till.ok("invoice", "receipt", receipt, "file", file.toString());
        Matcher found = QR_IN_XML.matcher(Files.readString(file));
        assertTrue(found.find(), "no QR in " + file);
        return found.group(1).strip();
    }

    private String chain() {
        return till.ok("status").path("chain").asText();
    }

    @Test
    void a_copy_that_hears_nobody_needs_the_last_receipt() throws Exception {
        String incarnation = till.ready.path("incarnation").asText();
        copy("copy");
        relay.terminate();
        open("copy");
        assertNotEquals(incarnation, till.ready.path("incarnation").asText());
        assertEquals("unconfirmed", chain());
        till.ok("scan", "code", CODE);
        till.ok("tender", "kind", "cash", "amount", "11.50");
        assertTrue(till.refused("CHAIN_UNCONFIRMED", "complete", "key", "c").contains("QR"));
        till.refused("FORBIDDEN", "confirm-head", "qr", qr("S001-T01-000002"));
        till.refused("BAD_VALUE", "confirm-head", "qr", qr("S001-T01-000001"), "approve", MANAGER_PIN);
        till.ok("confirm-head", "qr", qr("S001-T01-000002"), "approve", MANAGER_PIN);
        assertEquals("known", chain());
        assertEquals(
                "S001-T01-000003",
                till.ok("complete", "key", "c").path("receipt").asText());
    }

    @Test
    void a_copy_that_is_as_far_as_head_office_goes_on() throws Exception {
        copy("copy");
        open("copy");
        Await.that("head office confirmed the chain", 20, () -> chain().equals("known"));
        assertEquals("S001-T01-000003", till.sell("c", CODE).path("receipt").asText());
    }

    @Test
    void an_old_image_needs_the_last_receipt_though_head_office_answers() throws Exception {
        copy("image");
        open("till");
        Await.that(
                "the till is online", 20, () -> till.ok("status").path("online").asBoolean());
        till.sell("c", CODE);
        assertEquals(0, till.ok("sync", "mode", "push").path("left").asInt());
        String last = qr("S001-T01-000003");
        till.end();
        open("image");
        Await.that(
                "the third sale came from head office",
                20,
                () -> till.ok("sales").path("count").asInt() == 3);
        Thread.sleep(1_500);
        assertEquals("unconfirmed", chain());
        till.ok("scan", "code", CODE);
        till.ok("tender", "kind", "cash", "amount", "11.50");
        till.refused("CHAIN_UNCONFIRMED", "complete", "key", "d");
        till.ok("confirm-head", "qr", last, "approve", MANAGER_PIN);
        assertEquals(
                "S001-T01-000004",
                till.ok("complete", "key", "d").path("receipt").asText());
    }

    /** Nothing is left but the keys. */
    private void loseRecords() throws Exception {
        till.end();
        try (Stream<Path> files = Files.walk(dir.resolve("till"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().endsWith(".p12"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void where_only_the_keys_are_left_the_last_receipt_is_needed_though_head_office_answers() throws Exception {
        String last = qr("S001-T01-000002");
        String earlier = qr("S001-T01-000001");
        loseRecords();
        till = PipedTill.withRelay(dir.resolve("till"), "127.0.0.1:" + relay.port());
        assertEquals("unconfirmed", chain());
        Await.that(
                "head office brought the data back",
                20,
                () -> till.ok("sales").path("count").asInt() == 2);
        till.ok("login", "pin", CASHIER_PIN, "user", "cashier");
        till.ok("scan", "code", CODE);
        till.ok("tender", "kind", "cash", "amount", "11.50");
        assertTrue(till.refused("CHAIN_UNCONFIRMED", "complete", "key", "c").contains("only its keys"));
        till.refused("BAD_VALUE", "confirm-head", "qr", earlier, "approve", MANAGER_PIN);
        till.ok("confirm-head", "qr", last, "approve", MANAGER_PIN);
        assertEquals("known", chain());
        assertEquals(
                "S001-T01-000003",
                till.ok("complete", "key", "c").path("receipt").asText());
        assertEquals(0, till.ok("sync", "mode", "push").path("left").asInt());
    }

    @Test
    void where_only_the_keys_are_left_nothing_is_issued_alone() throws Exception {
        loseRecords();
        till = PipedTill.empty(dir.resolve("till"));
        assertEquals("unconfirmed", chain());
        till.end();
        till = PipedTill.empty(dir.resolve("till"));
        assertEquals("unconfirmed", chain());
    }

    private String newCode() throws Exception {
        return ChildProgram.run(
                        dir.resolve("code2.log"),
                        "relay",
                        "code",
                        "--data",
                        dir.resolve("relay").toString(),
                        "--store",
                        "S001")
                .get(0)
                .strip();
    }

    private void revoke(String which) throws Exception {
        ChildProgram.run(
                dir.resolve("revoke.log"),
                "relay",
                "revoke",
                "--data",
                dir.resolve("relay").toString(),
                "--till",
                which);
    }

    @Test
    void where_the_keys_are_lost_what_was_not_sent_comes_home_with_a_new_till() throws Exception {
        till.ok("link", "state", "down", "how", "reset");
        Await.that(
                "the link is down", 20, () -> !till.ok("status").path("online").asBoolean());
        till.sell("c", CODE);
        till.sell("d", CODE);
        till.end();
        Files.delete(dir.resolve("till/keys.p12"));
        Files.delete(dir.resolve("till/keys-copy.p12"));

        Path copy = dir.resolve("unsent.json");
        assertEquals(
                0,
                new CommandLine(new FolderCommands.ExportUnsent())
                        .execute(dir.resolve("till").toString(), copy.toString()));
        assertEquals(
                2, ChildProgram.JSON.readTree(copy.toFile()).path("changeSets").size());

        till = PipedTill.empty(dir.resolve("till"));
        assertTrue(till.refused("NOT_ACTIVATED", "login", "pin", "1111").contains("S001-T01"));
        assertEquals(
                "S001-T02",
                till.ok("activate", "relay", "127.0.0.1:" + relay.port(), "code", newCode())
                        .path("till")
                        .asText());
        till.ok("login", "pin", CASHIER_PIN, "user", "cashier");
        till.ok("shift-open", "float", "200.00");
        assertEquals("S001-T02-000001", till.sell("e", CODE).path("receipt").asText());
        assertEquals(2, till.ok("status").path("stranded").path("records").asInt());
        assertTrue(till.refused("FORBIDDEN", "sync", "mode", "push").contains("revoke --till S001-T01"));
        revoke("S001-T01");
        Await.that("nothing is stranded any more", 20, () -> till.ok("status")
                .path("stranded")
                .isNull());
        assertEquals(0, till.ok("sync", "mode", "push").path("left").asInt());
        assertEquals(5, relay.get("/api/v1/sales?store=S001").path("count").asInt());
    }

    @Test
    void a_till_that_was_shut_out_says_so_also_at_its_next_start() throws Exception {
        revoke("S001-T01");
        Await.that("the till heard of it", 20, () -> !till.ok("status")
                .path("shutOut")
                .isNull());
        assertTrue(till.refused("FORBIDDEN", "sync", "mode", "push").contains("shut out this till, S001-T01"));
        relay.terminate();
        till.end();
        till = PipedTill.empty(dir.resolve("till"));
        assertEquals("S001-T01", till.ready.path("till").asText());
        assertTrue(till.ok("status").path("shutOut").path("message").asText().contains("activate"));
    }
}
