package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Hash;
import org.tillmesh.relay.Relay;
import org.tillmesh.relay.reporting.ZatcaMonitor;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.sandbox.ZatcaSandbox;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildProgram;
import org.tillmesh.tools.trial.OutageTest;
import org.tillmesh.zatca.verify.Verification;
import org.tillmesh.zatca.verify.Verifier;

/** What was issued reaches the authority once and in order, under certificates that change, through faults and refusals. */
class ReportingTest {
    @TempDir
    Path dir;

    private ReportedShop shop;
    private ZatcaSandbox sandbox;
    private Relay relay;
    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        shop = new ReportedShop(dir);
        sandbox = shop.sandbox;
        relay = shop.relay;
        till = shop.till;
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    @Test
    void what_is_rejected_does_not_hold_up_the_next_is_listed_with_its_reasons_and_is_issued_anew() throws Exception {
        sandbox.faults("400:1");
        JsonNode rejected = till.sell("a", DemoBarcodes.PLAIN);
        till.sell("b", DemoBarcodes.PLAIN);
        shop.awaitReported();
        JsonNode issue = till.ok("exceptions").path("exceptions").get(0);
        assertEquals(
                "REJECTED:" + rejected.path("uuid").asText(), issue.path("id").asText());
        assertTrue(issue.path("about").asText().contains("Rejected on demand"), issue::toString);
        ZatcaMonitor.Refused shown = relay.zatca().refused().get(0);
        assertEquals(rejected.path("receipt").asText(), shown.receipt());
        assertTrue(shown.mend().contains("next counter"));

        till.refused("FORBIDDEN", "reissue", "receipt", rejected.path("receipt").asText());
        JsonNode anew = till.ok("reissue", "receipt", rejected.path("receipt").asText(), "approve", "9999");
        assertEquals(3, anew.path("icv").asLong());
        shop.awaitReported();
        JsonNode standing = shop.invoice(rejected);
        assertEquals(
                rejected.path("receipt").asText() + "-R1",
                standing.path("number").asText());
        assertEquals("accepted", standing.path("state").asText());
        assertTrue(
                till.ok("exceptions").path("exceptions").get(0).path("resolved").asBoolean());
        assertEquals(2, till.ok("sales").path("count").asInt(), "the sale itself is the same");
        assertEquals(List.of(), relay.zatca().refused(), "nobody need look at it any more");
        till.refused("BAD_VALUE", "reissue", "receipt", rejected.path("receipt").asText(), "approve", "9999");
    }

    /** Nearly all of a shop is simplified: what is rejected of it is as loud at the till as a tax invoice between businesses. */
    @Test
    void rejected_simplified_invoices_are_an_alarm_at_the_till_until_they_are_issued_anew_or_resolved()
            throws Exception {
        sandbox.faults("400:2");
        JsonNode first = till.sell("a", DemoBarcodes.PLAIN);
        JsonNode second = till.sell("b", DemoBarcodes.PLAIN);
        till.sell("c", DemoBarcodes.PLAIN);
        shop.awaitReported();
        JsonNode zatca = till.ok("status").path("zatca");
        assertEquals(2, zatca.path("rejected").asInt());
        assertEquals("rejected", zatca.path("alarmKind").asText());
        String alarm = zatca.path("alarm").asText();
        assertTrue(alarm.contains(first.path("receipt").asText()) && alarm.contains("reissue"), alarm);
        assertEquals(ZatcaMonitor.State.ALARM, relay.zatca().state());

        till.ok("reissue", "receipt", first.path("receipt").asText(), "approve", "9999");
        assertEquals(1, till.ok("status").path("zatca").path("rejected").asInt());
        till.ok(
                "resolve",
                "exception",
                "REJECTED:" + second.path("uuid").asText(),
                "note",
                "declared by hand",
                "approve",
                "9999");
        shop.awaitReported();
        assertEquals(0, till.ok("status").path("zatca").path("rejected").asInt());
        assertTrue(till.ok("status").path("zatca").path("alarm").isNull());
    }

    @Test
    void nothing_is_called_fine_while_documents_wait_and_nobody_is_reported_to() {
        relay.reportTo("");
        assertEquals(ZatcaMonitor.State.OFF, relay.zatca().state());
        till.sell("a", DemoBarcodes.PLAIN);
        Await.that("head office has it", 30, () -> relay.zatca().waiting() == 1);
        assertEquals(ZatcaMonitor.State.ALARM, relay.zatca().state());
        assertEquals("no_address", relay.zatca().tills().get(0).hindrance());
        relay.reportTo(sandbox.url());
        shop.awaitReported();
        assertEquals(ZatcaMonitor.State.FINE, relay.zatca().state());
    }

    @Test
    void rejections_for_the_certificate_stop_the_till_after_three_and_are_told_at_the_till_and_at_head_office() {
        sandbox.faults("certificate");
        for (String key : List.of("a", "b", "c", "d", "e")) {
            till.sell(key, DemoBarcodes.PLAIN);
        }
        Await.that("the till hears of it", 30, () -> "reporting"
                .equals(till.ok("status").path("zatca").path("alarmKind").asText()));
        JsonNode zatca = till.ok("status").path("zatca");
        assertEquals(2, zatca.path("unreported").asInt(), zatca::toString);
        assertEquals(3, zatca.path("rejected").asInt(), zatca::toString);
        assertTrue(zatca.path("alarm").asText().contains("stands still"), zatca::toString);
        ZatcaMonitor.Till seen = relay.zatca().tills().get(0);
        assertEquals("rejected_in_a_row", seen.hindrance());
        assertEquals(ZatcaMonitor.State.ALARM, seen.state());

        sandbox.faults("");
        relay.retryReporting();
        shop.awaitReported();
    }

    @Test
    void a_clearance_whose_answer_was_lost_brings_its_stamped_copy_with_208_and_holds_nobody() throws Exception {
        String customer = shop.business();
        sandbox.faults("lost:1");
        JsonNode standard = shop.sellTo(customer);
        JsonNode later = till.sell("later", DemoBarcodes.PLAIN);
        shop.awaitReported();
        assertTrue(sandbox.summary().contains("\"208\":1"), sandbox::summary);
        JsonNode cleared = shop.invoice(standard);
        assertEquals("accepted", cleared.path("state").asText());
        assertTrue(cleared.path("taxInvoice").asBoolean(), cleared::toString);
        assertTrue(Files.readString(shop.file(standard)).contains("<cbc:ID>QR</cbc:ID>"));
        assertEquals("accepted", shop.invoice(later).path("state").asText());
        assertEquals(1, till.ok("status").path("zatca").path("toPrint").asInt());
    }

    @Test
    void a_till_goes_from_its_development_certificate_to_the_authoritys_and_to_a_renewed_one_in_one_chain()
            throws Exception {
        var receipts = new ArrayList<JsonNode>();
        receipts.add(till.sell("development", DemoBarcodes.PLAIN));
        assertTrue(till.refused("BAD_VALUE", "zatca-onboard", "otp", "111111", "approve", "9999")
                .contains("OTP"));
        till.refused("FORBIDDEN", "zatca-onboard", "otp", "123456");
        JsonNode onboarded = till.ok("zatca-onboard", "otp", "123456", "approve", "9999");
        assertEquals(6, onboarded.path("checked").size());
        assertFalse(onboarded.path("certificate").path("development").asBoolean());
        receipts.add(till.sell("onboarded", DemoBarcodes.PLAIN));
        till.ok("zatca-renew", "otp", "123456", "approve", "9999");
        receipts.add(till.sell("renewed", DemoBarcodes.PLAIN));
        shop.awaitReported();
        var documents = new ArrayList<byte[]>();
        for (JsonNode receipt : receipts) {
            assertEquals("accepted", shop.invoice(receipt).path("state").asText());
            documents.add(Files.readAllBytes(shop.file(receipt)));
        }
        for (Verification verified : Verifier.ofAnySigner().verifyChain(documents)) {
            assertEquals(List.of(), verified.problems());
        }
        for (Path keys : List.of(
                dir.resolve("till").resolve("zatca.p12"),
                dir.resolve("till").resolve("zatca-copy.p12"),
                dir.resolve("relay").resolve("keys.p12"))) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)));
        }
        assertNoSecretIn(documents.get(2));
    }

    /** What opens the API lies in the relay's key ring and nowhere else: no journal, no backup, nothing at the till. */
    private void assertNoSecretIn(byte[] signed) throws Exception {
        String xml = new String(signed, StandardCharsets.UTF_8);
        byte[] certificate = Base64.getDecoder().decode(xml.replaceAll("(?s).*<ds:X509Certificate>([^<]+)<.*", "$1"));
        String name = "zatca-" + Hash.sha256(certificate).toString().substring(0, 32);
        KeyRing ring = KeyRing.load(dir.resolve("relay"));
        byte[] secret = ChildProgram.JSON
                .readTree(ring.secret(name))
                .path("secret")
                .asText()
                .getBytes(StandardCharsets.UTF_8);
        assertTrue(secret.length > 20);
        Path copies = Files.createDirectories(dir.resolve("copies"));
        relay.backup(copies.resolve("relay.backup"));
        try (var zip = new ZipFile(copies.resolve("relay.backup").toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                assertFalse(entry.getName().endsWith(".p12"), entry::getName);
                Files.write(
                        copies.resolve(entry.getName().replace('/', '-')),
                        zip.getInputStream(entry).readAllBytes());
            }
        }
        for (Path folder : List.of(dir.resolve("relay"), dir.resolve("till"), copies)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertFalse(
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                    .contains(new String(secret, StandardCharsets.ISO_8859_1)),
                            file::toString);
                }
            }
        }
    }

    @Test
    void refused_credentials_are_an_alarm_on_till_and_relay_until_they_are_mended() {
        sandbox.faults("401");
        till.sell("a", DemoBarcodes.PLAIN);
        Await.that(
                "the till hears of it",
                30,
                () -> till.ok("status").path("zatca").path("alarm").asText().contains("refuses the credentials"));
        assertTrue(relay.zatca().tills().get(0).alarm() != null);
        sandbox.faults("");
        relay.retryReporting();
        shop.awaitReported();
        Await.that(
                "the alarm is over",
                30,
                () -> till.ok("status").path("zatca").path("alarm").isNull());
    }

    @Test
    void every_document_is_taken_exactly_once_in_chain_order_through_faults_and_kills() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("Seed of the outages: " + seed);
        Path folder = Files.createDirectories(dir.resolve("outages"));
        assertEquals(List.of(), new OutageTest(folder, seed, System.out).run(20, 2));
    }
}
