package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final String CODE = RealCompany.CODE;
    private static final String CASHIER_PIN = RealCompany.CASHIER_PIN;
    private static final String MANAGER_PIN = RealCompany.MANAGER_PIN;

    @TempDir
    Path dir;

    private ChildRelay relay;
    private PipedTill till;

    @BeforeEach
    void sellTwice() throws Exception {
        relay = RealCompany.relay(dir);
        till = RealCompany.till(dir, relay);
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
        return RealCompany.qr(till, receipt, dir);
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
        String stateFolder = System.getProperty("tillmesh.state");
        System.setProperty("tillmesh.state", dir.resolve("another-machine").toString());
        try {
            open("image");
        } finally {
            if (stateFolder == null) {
                System.clearProperty("tillmesh.state");
            } else {
                System.setProperty("tillmesh.state", stateFolder);
            }
        }
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
        assertThat(till.refused("NOT_ACTIVATED", "login", "pin", CASHIER_PIN, "user", "cashier"))
                .contains("S001-T01", "--relay HOST:PORT");
        assertThat(till.refused("NOT_ACTIVATED", "activate", "relay", "127.0.0.1:1", "code", "2345-6789"))
                .contains("--relay HOST:PORT");
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
                till.ok("activate", "relay", "127.0.0.1:" + relay.port(), "code", RealCompany.code(dir))
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
