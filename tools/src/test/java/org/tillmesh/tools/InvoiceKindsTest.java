package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.relay.Relay;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.sandbox.ZatcaSandbox;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.zatca.ZatcaRules;
import org.tillmesh.zatca.verify.Verifier;
import org.tillmesh.zatca.xml.SignedView;

/** What stands on a document, of whatever kind and for whatever goods, is what the authority's rules take. */
class InvoiceKindsTest {
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
    void a_sale_to_a_business_is_a_proforma_until_the_authority_has_cleared_it() throws Exception {
        sandbox.faults("503");
        String customer = shop.business();
        JsonNode sale = shop.sellTo(customer);
        assertEquals("standard", sale.path("invoice").asText());
        assertFalse(sale.path("taxInvoice").asBoolean());
        JsonNode pending = shop.invoice(sale);
        assertEquals("pending", pending.path("state").asText());
        byte[] signed = Files.readAllBytes(shop.file(sale));
        assertEquals(List.of(), ZatcaRules.failures(signed));
        till.ok(
                "receipt-image",
                "uuid",
                sale.path("uuid").asText(),
                "file",
                dir.resolve("a.png").toString());

        sandbox.faults("");
        relay.retryReporting();
        shop.awaitReported();

        JsonNode done = shop.invoice(sale);
        assertTrue(done.path("taxInvoice").asBoolean(), done::toString);
        assertTrue(done.path("cleared").asBoolean(), done::toString);
        byte[] cleared = Files.readAllBytes(shop.file(sale));
        assertEquals(List.of(), ZatcaRules.failures(cleared));
        assertEquals(SignedView.of(signed).hash(), SignedView.of(cleared).hash());
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
        shop.awaitReported();
        assertTrue(shop.invoice(credit).path("cleared").asBoolean());
        assertEquals(List.of(), ZatcaRules.failures(Files.readAllBytes(shop.file(credit))));
    }

    @Test
    void a_business_gets_a_simplified_invoice_if_it_is_content_with_it_or_its_address_is_not_whole() throws Exception {
        JsonNode content = shop.sellTo(shop.business(), "invoice", "simplified");
        assertEquals("simplified", content.path("invoice").asText());
        assertTrue(content.path("taxInvoice").asBoolean());
        String poor = till.ok("customer", "new", Map.of("name", "Half Ltd", "vatNumber", "399999999600003"))
                .path("customer")
                .path("id")
                .asText();
        JsonNode sale = shop.sellTo(poor);
        assertEquals("simplified", sale.path("invoice").asText());
        assertTrue(sale.path("note").asText().contains("address lacks"), sale::toString);
        for (JsonNode receipt : List.of(content, sale)) {
            shop.invoice(receipt);
            assertEquals(List.of(), ZatcaRules.failures(Files.readAllBytes(shop.file(receipt))));
            assertTrue(Files.readString(shop.file(receipt)).contains("3999999996") || receipt == content);
        }
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("tender", "kind", "cash", "amount", "18.50");
        assertTrue(till.refused("BAD_VALUE", "complete", "invoice", "standard").contains("no customer"));
        shop.awaitReported();
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
                till.ok("customer", "id", shop.business(), "attach", true);
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
            shop.awaitReported();
            for (JsonNode receipt : List.of(sale, credit)) {
                assertEquals("accepted", shop.invoice(receipt).path("state").asText(), receipt::toString);
                String xml = Files.readString(shop.file(receipt));
                assertTrue(xml.contains("VATEX-SA-30") && xml.contains("VATEX-SA-35"), "reasons are named");
            }
        }
        // Alone: the published rules warn of two rates of one category in a document (BR-S-08).
        JsonNode reduced = till.sell("reduced", "6280000000024");
        shop.awaitReported();
        assertEquals("accepted", shop.invoice(reduced).path("state").asText());
        assertTrue(Files.readString(shop.file(reduced)).contains("<cbc:Percent>5"), "its rate");
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
                    1,
                    shop.post("/api/v1/tax-profiles", profile)
                            .path("taxProfiles")
                            .size());
        }
        String wrong = shop.post(
                        "/api/v1/tax-profiles",
                        """
                        {"id":"x","name":"X","category":"E","exemptionCode":"VATEX-SA-36"}""")
                .toString();
        assertTrue(wrong.contains("VATEX-SA-36") && wrong.contains("VATEX-SA-29-7"), wrong);
        assertTrue(shop.post(
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
        shop.awaitReported();
        assertEquals("accepted", shop.invoice(apart).path("state").asText());
        String xml = Files.readString(shop.file(apart));
        assertTrue(xml.contains("VATEX-SA-36") && xml.contains("Qualifying metals | المعادن المؤهلة"), xml);
        assertTrue(xml.contains("VATEX-SA-29") && !xml.contains("VATEX-SA-30"), xml);

        JsonNode both = till.sell("both", "6280000000055", "6280000000062");
        JsonNode credit = till.ok(
                "return",
                "receipt",
                both.path("receipt").asText(),
                "lines",
                List.of(Map.of("line", 1, "qty", "1"), Map.of("line", 2, "qty", "1")));
        shop.awaitReported();
        for (JsonNode receipt : List.of(both, credit)) {
            assertTrue(shop.invoice(receipt).path("state").asText().startsWith("accepted"), receipt::toString);
            String document = Files.readString(shop.file(receipt));
            assertEquals(2, document.split("<cac:TaxSubtotal>", -1).length - 1, "one subtotal for each reason");
            assertTrue(document.contains("VATEX-SA-35") && document.contains("VATEX-SA-36"), document);
            // The published rule sums a whole category, whatever the reasons: a warning of theirs, no error.
            for (String failure : ZatcaRules.failures(Files.readAllBytes(shop.file(receipt)))) {
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
        shop.awaitReported();
        assertEquals("accepted", shop.invoice(course).path("state").asText());
        assertTrue(Files.readString(shop.file(course)).contains("schemeID=\"NAT\">1012345678"), "the citizen");
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
        String customer = shop.business();
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
        shop.awaitReported();
        assertEquals(2, till.ok("status").path("zatca").path("toPrint").asInt());
        JsonNode cleared = till.ok("invoices").path("invoices");
        assertEquals(List.of("cleared", "cleared"), cleared.findValuesAsText("state"));
        till.ok("print", "uuid", summary.path("uuid").asText());
        assertEquals(1, till.ok("status").path("zatca").path("toPrint").asInt());

        JsonNode credit = till.ok(
                "return", "receipt", summary.path("receipt").asText(), "lines", List.of(Map.of("line", 1, "qty", "1")));
        shop.awaitReported();
        for (JsonNode receipt : List.of(summary, nominal, consumer, credit)) {
            assertEquals("accepted", shop.invoice(receipt).path("state").asText(), receipt::toString);
            assertEquals(List.of(), ZatcaRules.failures(Files.readAllBytes(shop.file(receipt))));
        }
        assertTrue(Files.readString(shop.file(summary)).contains("name=\"0110010\""), "marks");
        assertTrue(Files.readString(shop.file(summary)).contains("<cbc:LatestDeliveryDate>2026-01-31<"), "days");
        assertTrue(Files.readString(shop.file(nominal)).contains("name=\"0101000\""), "marks");
        assertTrue(Files.readString(shop.file(credit)).contains("name=\"0110010\""), "a note has its original's marks");
    }

    private JsonNode sellMarked(String customer, String mark) {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("customer", "id", customer, "attach", true);
        till.ok("choose-invoice", "invoice", "standard", "marks", List.of(mark));
        till.ok("tender", "kind", "cash", "amount", "18.50");
        return till.ok("complete");
    }

    private void importProducts(String csv) throws Exception {
        JsonNode answer = shop.post("/api/v1/products", csv);
        assertEquals(4, answer.path("imported").asInt(), answer::toString);
        Await.that(
                "the products are here",
                30,
                () -> till.ok("search", "text", "voucher").path("products").size() == 1);
    }
}
