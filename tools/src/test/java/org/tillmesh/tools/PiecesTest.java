package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.Relay;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.SellingRules;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.demo.DemoSeed;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.zatca.ZatcaRules;

/** What is known of single pieces: serial numbers, bottles, who sold them, who saw how old the customer is. */
class PiecesTest {
    private static final String PHONE = "6289999000012";
    private static final String DRINK = "6289999000029";

    @TempDir
    Path dir;

    private @Nullable Relay relay;
    private PipedTill till;

    private static Product product(String id, String price, TaxCategory tax, String code) {
        return new Product(
                new ProductId(id),
                id,
                id,
                "",
                Money.parse(price, Money.SAR),
                "PCE",
                tax,
                false,
                false,
                0,
                true,
                List.of(code));
    }

    @BeforeEach
    void open() throws Exception {
        Path office = dir.resolve("relay");
        Relay.open(new Relay.Options(office, 0, 0, true)).close();
        Product bottle = product("bottle", "0.50", TaxCategory.O, "6289999000036");
        Product drink =
                product("drink", "4.00", TaxCategory.S15, DRINK).withRules(new SellingRules(false, bottle.id()));
        Product phone = product("phone", "999.00", TaxCategory.S15, PHONE).withRules(new SellingRules(true, null));
        try (Store store = Stores.open(
                office,
                Stores.Options.of((scope, origin, delta) -> true, Clock.systemUTC()::millis)
                        .withSchema(RetailSchema.SHOP)
                        .withClockError(() -> 0))) {
            store.write(tx -> {
                List.of(bottle, drink, phone).forEach(each -> each.writeTo(tx, Scope.COMPANY));
                return true;
            });
        }
        relay = Relay.open(new Relay.Options(office, 0, 0, true));
        till = PipedTill.demo(
                dir.resolve("till"), "T01", "127.0.0.1:" + relay.ready().port());
        till.openShop();
        Await.that("the till has heard head office", 30, () -> till.ask("sync", "mode", "soft")
                .path("ok")
                .asBoolean());
    }

    @AfterEach
    void close() throws Exception {
        till.close();
        if (relay != null) {
            relay.close();
        }
    }

    private JsonNode pay() {
        till.ok(
                "tender",
                "kind",
                "cash",
                "amount",
                till.ok("cart").path("cart").path("due").asText());
        return till.ok("complete");
    }

    @Test
    void a_piece_with_a_serial_number_is_sold_and_comes_back_by_it() throws Exception {
        JsonNode asked = till.ask("scan", "code", PHONE);
        assertThat(PipedTill.refusal("BAD_VALUE", asked)).contains("phone");
        assertThat(asked.path("error").path("needs").asText()).isEqualTo("serial");
        till.refused("BAD_VALUE", "scan", "code", PHONE, "serial", "A1", "qty", "2");
        till.refused("BAD_VALUE", "scan", "code", PHONE, "serial", " ");
        till.refused("BAD_VALUE", "scan", "code", PHONE, "serial", "x".repeat(65));
        assertThat(till.ok("scan", "code", PHONE, "serial", "A1")
                        .path("line")
                        .path("serial")
                        .asText())
                .isEqualTo("A1");
        till.refused("BAD_VALUE", "scan", "code", PHONE, "serial", "A1");
        till.ok("scan", "code", PHONE, "serial", "A2");
        till.refused("BAD_VALUE", "qty", "line", 1, "qty", "2");
        JsonNode sale = pay();
        Path file = dir.resolve("sale.xml");
        till.ok("invoice", "uuid", sale.path("uuid").asText(), "file", file.toString());
        byte[] xml = Files.readAllBytes(file);
        assertThat(ZatcaRules.failures(xml)).isEmpty();
        assertThat(new String(xml, StandardCharsets.UTF_8)).contains("S/N A1").contains("S/N A2");

        assertThat(till.ok("scan", "code", PHONE, "serial", "A1")
                        .path("warnings")
                        .path(0)
                        .asText())
                .contains("A1")
                .contains(sale.path("receipt").asText());
        till.ok("clear");
        String receipt = sale.path("receipt").asText();
        till.refused("BAD_VALUE", "return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")));
        till.refused(
                "BAD_VALUE",
                "return",
                "receipt",
                receipt,
                "lines",
                List.of(Map.of("line", 1, "qty", "1", "serial", "A2")));
        till.ok("return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1", "serial", "A1")));
        assertThat(till.ok("scan", "code", PHONE, "serial", "A1")
                        .path("warnings")
                        .toString())
                .as("it came back")
                .doesNotContain("sold before");
    }

    @Test
    void in_an_exchange_the_piece_that_was_sold_comes_back_and_no_other() {
        till.ok("scan", "code", PHONE, "serial", "A1");
        till.ok("scan", "code", PHONE, "serial", "A2");
        String receipt = pay().path("receipt").asText();
        Map<String, Object> of = Map.of("receipt", receipt);
        till.refused("BAD_VALUE", "scan", "code", PHONE, "back", of);
        till.refused("BAD_VALUE", "scan", "code", PHONE, "back", of, "serial", "A3");
        till.refused("BAD_VALUE", "scan", "code", PHONE, "back", Map.of("receipt", receipt, "line", 1), "serial", "A2");
        till.ok("scan", "code", PHONE, "back", of, "serial", "A2");
        till.ok("scan", "code", PHONE, "serial", "A4");
        JsonNode done = till.ok("complete");
        assertThat(done.path("creditNotes")).hasSize(1);
        till.refused("ALREADY_RETURNED", "scan", "code", PHONE, "back", of, "serial", "A2");
        till.ok("scan", "code", PHONE, "back", of, "serial", "A1");
    }

    @Test
    void a_bottle_comes_back_with_its_drink_in_an_exchange() {
        till.ok("scan", "code", DRINK, "qty", "2");
        String receipt = pay().path("receipt").asText();
        Map<String, Object> back = Map.of("receipt", receipt, "line", 1);

        till.ok("scan", "code", DRINK, "qty", "1", "back", back);
        till.ok("scan", "code", DRINK, "qty", "1", "back", back);
        assertThat(till.ok("cart").path("cart").path("payBack").asText()).isEqualTo("9.00");
        till.ok("void-line", "line", 2);
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("tender", "kind", "cash", "amount", "10.50");

        assertThat(till.refused("BAD_VALUE", "complete"))
                .as("the bottle was taken out and rides all the same")
                .contains("8.00")
                .contains("9.00");
        JsonNode done = till.ok("complete");
        assertThat(done.path("creditNotes").path(0).path("total").asText()).isEqualTo("9.00");
        assertThat(done.path("difference").asText()).isEqualTo("9.50");
        assertThat(done.path("change").asText()).isEqualTo("1.00");
    }

    @Test
    void a_bottle_comes_and_goes_with_its_drink() {
        till.ok("scan", "code", DRINK, "qty", "2");
        till.ok("scan", "code", DRINK);
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        JsonNode lines = till.ok("cart").path("cart").path("lines");
        assertThat(lines).hasSize(3);
        assertThat(lines.path(1).path("rides").asInt()).isEqualTo(1);
        assertThat(lines.path(1).path("qty").asText()).isEqualTo("3");
        assertThat(till.ok("cart").path("cart").path("total").asText()).isEqualTo("32.00");
        assertThat(till.refused("BAD_VALUE", "qty", "line", 2, "qty", "1")).contains("line 1");
        till.refused("BAD_VALUE", "void-line", "line", 2);
        till.ok("split", "lines", List.of(Map.of("line", 1, "qty", "1")));
        assertThat(till.ok("cart").path("cart").path("total").asText()).isEqualTo("27.50");
        JsonNode sale = pay();
        JsonNode back = till.ok(
                "return", "receipt", sale.path("receipt").asText(), "lines", List.of(Map.of("line", 1, "qty", "1")));
        assertThat(back.path("total").asText()).isEqualTo("4.50");
        assertThat(till.ok(
                                "return",
                                "receipt",
                                sale.path("receipt").asText(),
                                "lines",
                                List.of(Map.of("line", 2, "qty", "1")))
                        .path("total")
                        .asText())
                .as("an empty bottle alone")
                .isEqualTo("0.50");
        assertThat(till.ok(
                                "return",
                                "receipt",
                                sale.path("receipt").asText(),
                                "lines",
                                List.of(Map.of("line", 1, "qty", "1")))
                        .path("total")
                        .asText())
                .as("its bottle is back already")
                .isEqualTo("4.00");
        assertThat(till.ok("reconcile", "approve", "9999").path("differences"))
                .allMatch(each -> each.path("what").asText().equals("head-office"));
        till.ok("scan", "code", DRINK);
        till.ok("void-line", "line", 1);
        assertThat(till.ok("cart").path("cart").path("lines")).isEmpty();
    }

    @Test
    void who_sold_a_line_stands_with_it() {
        assertThat(till.refused("BAD_VALUE", "scan", "code", DemoBarcodes.PLAIN, "seller", "nobody"))
                .contains("nobody");
        till.ok("scan", "code", DemoBarcodes.PLAIN, "seller", "manager");
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        JsonNode lines = till.ok("cart").path("cart").path("lines");
        assertThat(lines).hasSize(2);
        assertThat(lines.path(0).path("seller").asText()).isEqualTo("manager");
        assertThat(lines.path(1).has("seller")).isFalse();
        lines = till.ok("seller", "user", "manager").path("cart").path("lines");
        assertThat(lines).allMatch(line -> line.path("seller").asText().equals("manager"));
        assertThat(till.ok("seller", "line", 1, "user", "")
                        .path("cart")
                        .path("lines")
                        .path(0)
                        .has("seller"))
                .isFalse();
        till.refused("BAD_VALUE", "seller", "line", 1, "user", "nobody");
        till.refused("UNKNOWN_LINE", "seller", "line", 9, "user", "manager");
    }

    @Test
    void a_customers_age_is_seen_once_a_cart() {
        Product older = DemoSeed.products().stream()
                .filter(product -> product.barcodes().contains(DemoBarcodes.AGE_LIMITED))
                .findFirst()
                .orElseThrow();
        till.refused("AGE_CHECK", "scan", "code", DemoBarcodes.AGE_LIMITED);
        till.ok("scan", "code", DemoBarcodes.AGE_LIMITED, "approve", "9999");
        till.ok("void-line", "line", 1);
        till.refused("AGE_CHECK", "scan", "code", DemoBarcodes.AGE_LIMITED);
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("scan", "code", DemoBarcodes.AGE_LIMITED, "approve", "9999");
        till.ok("void-line", "line", 2);
        till.ok("scan", "code", DemoBarcodes.AGE_LIMITED);
        till.ok("recall", "cart", till.ok("park").path("cart").asText());
        till.ok("scan", "code", DemoBarcodes.AGE_LIMITED);
        pay();
        till.refused("AGE_CHECK", "scan", "code", DemoBarcodes.AGE_LIMITED);
        JsonNode events =
                till.ok("audit", "kind", "age-check", "approve", "9999").path("events");
        assertThat(events).hasSize(2);
        assertThat(events.path(0).path("approvedBy").asText()).isEqualTo("manager");
        assertThat(events.path(0).path("about").asText()).contains(older.name());
    }
}
