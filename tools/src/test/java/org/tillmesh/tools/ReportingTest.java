package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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
import org.tillmesh.zatca.InvoiceHash;
import org.tillmesh.zatca.Verification;
import org.tillmesh.zatca.Verifier;
import org.tillmesh.zatca.ZatcaRules;

/** A till, the relay and the sandbox of the tax authority with its real rules, over loopback. */
class ReportingTest {
    @TempDir
    Path dir;

    private ZatcaSandbox sandbox;
    private Relay relay;
    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        sandbox = ZatcaSandbox.start(new ZatcaSandbox.Options(dir.resolve("sandbox"), 0, ""));
        relay = Relay.open(new Relay.Options(dir.resolve("relay"), 0, 0, true, sandbox.url()));
        till = PipedTill.demo(
                dir.resolve("till"), "T01", "127.0.0.1:" + relay.ready().port());
        till.openShop();
        DemoDay.awaitThat(
                "the till is online", 30, () -> till.ok("status").path("online").asBoolean());
    }

    @AfterEach
    void close() throws Exception {
        till.close();
        relay.close();
        sandbox.close();
    }

    private String business() {
        return till.ok(
                        "customer",
                        "new",
                        Map.of(
                                "name", "شركة الرمال (invented)",
                                "vatNumber", "399999999700003",
                                "street", "Dune Road",
                                "building", "1234",
                                "district", "Al Olaya",
                                "city", "Riyadh",
                                "postalCode", "12211"))
                .path("customer")
                .path("id")
                .asText();
    }

    private JsonNode sellTo(String customer, Object... how) {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("scan", "code", DemoBarcodes.WEIGHED);
        till.ok("customer", "id", customer, "attach", true);
        till.ok(
                "tender",
                "kind",
                "cash",
                "amount",
                till.ok("cart").path("cart").path("due").asText());
        return till.ok("complete", how);
    }

    private JsonNode invoice(JsonNode receipt) {
        return till.ok(
                "invoice",
                "uuid",
                receipt.path("uuid").asText(),
                "file",
                file(receipt).toString());
    }

    private Path file(JsonNode receipt) {
        return dir.resolve(receipt.path("uuid").asText() + ".xml");
    }

    private void awaitReported() {
        DemoDay.awaitThat(
                "all is reported and the till knows",
                60,
                () -> till.ok("status").path("zatca").path("unreported").asLong() == 0);
    }

    @Test
    void a_sale_to_a_business_is_a_proforma_until_the_authority_has_cleared_it() throws Exception {
        sandbox.faults("503");
        String customer = business();
        JsonNode sale = sellTo(customer);
        assertEquals("standard", sale.path("invoice").asText());
        assertFalse(sale.path("taxInvoice").asBoolean());
        JsonNode pending = invoice(sale);
        assertEquals("pending", pending.path("state").asText());
        byte[] signed = Files.readAllBytes(file(sale));
        assertEquals(List.of(), ZatcaRules.failures(signed));
        till.ok(
                "receipt-image",
                "uuid",
                sale.path("uuid").asText(),
                "file",
                dir.resolve("a.png").toString());

        sandbox.faults("");
        relay.retryReporting();
        awaitReported();

        JsonNode done = invoice(sale);
        assertTrue(done.path("taxInvoice").asBoolean(), done::toString);
        assertTrue(done.path("cleared").asBoolean(), done::toString);
        byte[] cleared = Files.readAllBytes(file(sale));
        assertEquals(List.of(), ZatcaRules.failures(cleared));
        assertEquals(InvoiceHash.of(signed), InvoiceHash.of(cleared));
        assertNotEquals(List.of(signed), List.of(cleared));
        assertEquals(List.of(), Verifier.ofAnySigner().verify(cleared).problems());
        till.ok(
                "receipt-image",
                "uuid",
                sale.path("uuid").asText(),
                "file",
                dir.resolve("b.png").toString());
        assertNotEquals(Files.size(dir.resolve("a.png")), Files.size(dir.resolve("b.png")));

        JsonNode credit = till.ok(
                "return",
                "receipt",
                sale.path("receipt").asText(),
                "lines",
                List.of(Map.of("line", 1, "qty", "1")),
                "reason",
                "broken");
        assertEquals("standard", credit.path("invoice").asText());
        awaitReported();
        assertTrue(invoice(credit).path("cleared").asBoolean());
        assertEquals(List.of(), ZatcaRules.failures(Files.readAllBytes(file(credit))));
    }

    @Test
    void a_business_gets_a_simplified_invoice_if_it_is_content_with_it_or_its_address_is_not_whole() throws Exception {
        JsonNode content = sellTo(business(), "invoice", "simplified");
        assertEquals("simplified", content.path("invoice").asText());
        assertTrue(content.path("taxInvoice").asBoolean());
        String poor = till.ok("customer", "new", Map.of("name", "Half Ltd", "vatNumber", "399999999600003"))
                .path("customer")
                .path("id")
                .asText();
        JsonNode sale = sellTo(poor);
        assertEquals("simplified", sale.path("invoice").asText());
        assertTrue(sale.path("note").asText().contains("address lacks"), sale::toString);
        for (JsonNode receipt : List.of(content, sale)) {
            invoice(receipt);
            assertEquals(List.of(), ZatcaRules.failures(Files.readAllBytes(file(receipt))));
            assertTrue(Files.readString(file(receipt)).contains("3999999996") || receipt == content);
        }
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("tender", "kind", "cash", "amount", "18.50");
        assertTrue(till.refused("BAD_VALUE", "complete", "invoice", "standard").contains("no customer"));
        awaitReported();
    }

    @Test
    void exempt_zero_rated_reduced_and_untaxed_goods_weighed_and_discounted_are_accepted_without_a_warning()
            throws Exception {
        importProducts(
                """
                id,barcode,name,nameAr,price,unit,tax,weighed
                exempt-1,6280000000017,Rent of a room,إيجار غرفة,100.00,PCE,E,no
                reduced-1,6280000000024,Old stock,مخزون قديم,10.50,PCE,S5,no
                outside-1,6280000000031,Gift voucher,قسيمة هدية,50.00,PCE,O,no
                zero-1,6280000000048,Medicine,دواء,33.33,KGM,Z,no
                """);
        for (int round = 0; round < 2; round++) {
            for (String code : List.of("6280000000017", "6280000000031", DemoBarcodes.WEIGHED)) {
                till.ok("scan", "code", code);
            }
            till.ok("scan", "code", "6280000000048", "qty", "0.333");
            till.ok("discount", "line", 3, "percent", "10");
            till.ok("discount", "amount", "7.77", "approve", "9999");
            if (round == 1) {
                till.ok("customer", "id", business(), "attach", true);
            }
            till.ok(
                    "tender",
                    "kind",
                    "cash",
                    "amount",
                    till.ok("cart").path("cart").path("due").asText());
            JsonNode sale = till.ok("complete");
            assertEquals(
                    round == 1 ? "standard" : "simplified", sale.path("invoice").asText());
            JsonNode credit = till.ok(
                    "return",
                    "receipt",
                    sale.path("receipt").asText(),
                    "lines",
                    List.of(Map.of("line", 1, "qty", "1"), Map.of("line", 4, "qty", "0.111")));
            awaitReported();
            for (JsonNode receipt : List.of(sale, credit)) {
                assertEquals("accepted", invoice(receipt).path("state").asText(), receipt::toString);
                String xml = Files.readString(file(receipt));
                assertTrue(xml.contains("VATEX-SA-30") && xml.contains("VATEX-SA-35"), "reasons are named");
            }
        }
        // Alone: the published rules warn of two rates of one category in a document (BR-S-08).
        JsonNode reduced = till.sell("reduced", "6280000000024");
        awaitReported();
        assertEquals("accepted", invoice(reduced).path("state").asText());
        assertTrue(Files.readString(file(reduced)).contains("<cbc:Percent>5"), "its rate");
    }

    @Test
    void two_products_without_vat_for_different_reasons_are_two_subtotals_that_the_authority_takes() throws Exception {
        for (String profile : List.of(
                """
                {"id":"metals","name":"Metals","category":"Z","exemptionCode":"VATEX-SA-36","exemptionTextAr":"المعادن المؤهلة"}""",
                """
                {"id":"finance","name":"Finance","category":"E","exemptionCode":"VATEX-SA-29"}""",
                """
                {"id":"school","name":"School","category":"Z","exemptionCode":"VATEX-SA-EDU"}""")) {
            assertEquals(
                    1, post("/api/v1/tax-profiles", profile).path("taxProfiles").size());
        }
        String wrong = post(
                        "/api/v1/tax-profiles",
                        """
                        {"id":"x","name":"X","category":"E","exemptionCode":"VATEX-SA-36"}""")
                .toString();
        assertTrue(wrong.contains("VATEX-SA-36") && wrong.contains("VATEX-SA-29-7"), wrong);
        assertTrue(post(
                        "/api/v1/tax-profiles",
                        """
                        {"id":"metals","name":"Metals","category":"O"}""")
                .toString()
                .contains("make a new one"));
        importProducts(
                """
                id,barcode,name,nameAr,price,unit,taxProfile,tax
                gold-1,6280000000055,Gold bar,سبيكة,1000.00,PCE,metals,
                medicine-1,6280000000062,Medicine,دواء,30.00,PCE,,Z
                fee-1,6280000000079,Card voucher fee,رسم بطاقة,5.00,PCE,finance,E
                course-1,6280000000086,Course,دورة,200.00,PCE,school,
                """);

        JsonNode apart = till.sell("apart", "6280000000055", "6280000000079", DemoBarcodes.PLAIN);
        awaitReported();
        assertEquals("accepted", invoice(apart).path("state").asText());
        String xml = Files.readString(file(apart));
        assertTrue(xml.contains("VATEX-SA-36") && xml.contains("Qualifying metals | المعادن المؤهلة"), xml);
        assertTrue(xml.contains("VATEX-SA-29") && !xml.contains("VATEX-SA-30"), xml);

        JsonNode both = till.sell("both", "6280000000055", "6280000000062");
        JsonNode credit = till.ok(
                "return",
                "receipt",
                both.path("receipt").asText(),
                "lines",
                List.of(Map.of("line", 1, "qty", "1"), Map.of("line", 2, "qty", "1")));
        awaitReported();
        for (JsonNode receipt : List.of(both, credit)) {
            assertTrue(invoice(receipt).path("state").asText().startsWith("accepted"), receipt::toString);
            String document = Files.readString(file(receipt));
            assertEquals(2, document.split("<cac:TaxSubtotal>", -1).length - 1, "one subtotal for each reason");
            assertTrue(document.contains("VATEX-SA-35") && document.contains("VATEX-SA-36"), document);
            // The published rule sums a whole category, whatever the reasons: a warning of theirs, no error.
            for (String failure : ZatcaRules.failures(Files.readAllBytes(file(receipt)))) {
                assertTrue(failure.startsWith("BR-Z-08 warning"), failure);
            }
        }

        till.ok("scan", "code", "6280000000086");
        assertTrue(till.refused("BAD_VALUE", "tender", "kind", "cash", "amount", "200.00")
                .contains("national ID"));
        String citizen = till.ok("customer", "new", Map.of("name", "سارة"))
                .path("customer")
                .path("id")
                .asText();
        till.ok("customer", "id", citizen, "attach", true);
        till.refused("BAD_VALUE", "choose-invoice", "nationalId", "12");
        till.ok("choose-invoice", "nationalId", "1012345678");
        till.ok("tender", "kind", "cash", "amount", "200.00");
        JsonNode course = till.ok("complete");
        awaitReported();
        assertEquals("accepted", invoice(course).path("state").asText());
        assertTrue(Files.readString(file(course)).contains("schemeID=\"NAT\">1012345678"), "the citizen");
    }

    @Test
    void what_is_chosen_for_a_cart_is_on_its_invoice_and_the_list_says_how_invoices_stand() throws Exception {
        sandbox.faults("503");
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        assertTrue(till.refused("BAD_VALUE", "choose-invoice", "invoice", "standard")
                .contains("no customer"));
        assertTrue(till.refused("BAD_VALUE", "choose-invoice", "marks", List.of("gift"))
                .contains("third-party"));
        till.refused("BAD_VALUE", "choose-invoice", "marks", List.of("summary"));
        String customer = business();
        till.ok("customer", "id", customer, "attach", true);
        JsonNode cart = till.ok(
                        "choose-invoice",
                        "marks",
                        List.of("summary", "third-party"),
                        "from",
                        "2026-01-01",
                        "until",
                        "2026-01-31")
                .path("cart");
        assertEquals("standard", cart.path("invoice").asText());
        till.ok("tender", "kind", "cash", "amount", "18.50");
        JsonNode summary = till.ok("complete");
        JsonNode nominal = sellMarked(customer, "nominal");
        JsonNode consumer = till.sell("consumer", DemoBarcodes.PLAIN);

        JsonNode waiting = till.ok("invoices");
        assertEquals(3, waiting.path("waiting").asInt());
        assertEquals(
                List.of("waits-for-clearance", "waits-for-clearance", "to-report"),
                waiting.path("invoices").findValuesAsText("state"));
        assertTrue(waiting.path("invoices").get(0).path("due").asText().compareTo("2026") > 0);
        sandbox.faults("");
        relay.retryReporting();
        awaitReported();
        assertEquals(2, till.ok("status").path("zatca").path("toPrint").asInt());
        JsonNode cleared = till.ok("invoices").path("invoices");
        assertEquals(List.of("cleared", "cleared"), cleared.findValuesAsText("state"));
        till.ok("print", "uuid", summary.path("uuid").asText());
        assertEquals(1, till.ok("status").path("zatca").path("toPrint").asInt());

        JsonNode credit = till.ok(
                "return", "receipt", summary.path("receipt").asText(), "lines", List.of(Map.of("line", 1, "qty", "1")));
        awaitReported();
        for (JsonNode receipt : List.of(summary, nominal, consumer, credit)) {
            assertEquals("accepted", invoice(receipt).path("state").asText(), receipt::toString);
            assertEquals(List.of(), ZatcaRules.failures(Files.readAllBytes(file(receipt))));
        }
        assertTrue(Files.readString(file(summary)).contains("name=\"0110010\""), "marks");
        assertTrue(Files.readString(file(summary)).contains("<cbc:LatestDeliveryDate>2026-01-31<"), "days");
        assertTrue(Files.readString(file(nominal)).contains("name=\"0101000\""), "marks");
        assertTrue(Files.readString(file(credit)).contains("name=\"0110010\""), "a note has its original's marks");
    }

    private JsonNode sellMarked(String customer, String mark) {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("customer", "id", customer, "attach", true);
        till.ok("choose-invoice", "invoice", "standard", "marks", List.of(mark));
        till.ok("tender", "kind", "cash", "amount", "18.50");
        return till.ok("complete");
    }

    private void importProducts(String csv) throws Exception {
        JsonNode answer = post("/api/v1/products", csv);
        assertEquals(4, answer.path("imported").asInt(), answer::toString);
        DemoDay.awaitThat(
                "the products are here",
                30,
                () -> till.ok("search", "text", "voucher").path("products").size() == 1);
    }

    private JsonNode post(String path, String body) throws Exception {
        try (InputStream pem = Files.newInputStream(Path.of(relay.ready().ca()))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "company", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(relay.ready().url() + path))
                    .header("Authorization", "Bearer " + relay.ready().token())
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(context)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            return ChildProgram.JSON.readTree(answer.body());
        }
    }

    @Test
    void what_is_rejected_does_not_hold_up_the_next_is_listed_with_its_reasons_and_is_issued_anew() throws Exception {
        sandbox.faults("400:1");
        JsonNode rejected = till.sell("a", DemoBarcodes.PLAIN);
        till.sell("b", DemoBarcodes.PLAIN);
        awaitReported();
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
        awaitReported();
        JsonNode standing = invoice(rejected);
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
        awaitReported();
        var documents = new ArrayList<byte[]>();
        for (JsonNode receipt : receipts) {
            assertEquals("accepted", invoice(receipt).path("state").asText());
            documents.add(Files.readAllBytes(file(receipt)));
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
        DemoDay.awaitThat(
                "the till hears of it",
                30,
                () -> till.ok("status").path("zatca").path("alarm").asText().contains("refuses the credentials"));
        assertTrue(relay.zatca().tills().get(0).alarm() != null);
        sandbox.faults("");
        relay.retryReporting();
        awaitReported();
        DemoDay.awaitThat(
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
