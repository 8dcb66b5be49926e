package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;

/** Doubles of a customer, what is typed of one, merging, and forgetting who it is. */
class CustomerRulesTest {
    private static final String VAT = "399999999900003";

    @TempDir
    Path dir;

    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        till = PipedTill.selling(dir.resolve("till"));
    }

    @AfterEach
    void close() throws Exception {
        till.close();
    }

    private String added(Map<String, ?> customer) {
        return till.ok("customer", "new", customer).path("customer").path("id").asText();
    }

    private JsonNode seen(String id) {
        return till.ok("customer", "id", id).path("customer");
    }

    @Test
    void a_second_customer_of_one_phone_or_vat_number_is_refused_with_the_one_who_is_there() {
        String maha = added(Map.of("name", "Maha", "phone", "0501234567", "vatNumber", VAT));
        for (String phone : List.of("501234567", "+966501234567", "00966 50 123 4567", "٠٥٠١٢٣٤٥٦٧")) {
            JsonNode answer = till.ask("customer", "new", Map.of("name", "Other", "phone", phone));
            assertThat(PipedTill.refusal("DUPLICATE", answer)).contains("Maha", "0501234567");
            assertThat(answer.path("error").path("customers")).hasSize(1);
            assertThat(answer.path("error").path("customers").get(0).path("id").asText())
                    .isEqualTo(maha);
        }
        assertThat(till.refused("DUPLICATE", "customer", "new", Map.of("name", "Ltd", "vatNumber", VAT)))
                .contains("Maha", VAT);
        assertThat(till.ok("customer", "find", "0501234567").path("customers")).hasSize(1);

        String other = added(Map.of("name", "Other", "phone", "0507777777"));
        till.refused("DUPLICATE", "customer", "id", other, "set", Map.of("phone", "+966 50 123 4567"));
        assertThat(seen(other).path("phones").get(0).asText()).isEqualTo("0507777777");
        till.ok("customer", "id", other, "set", Map.of("phone", "0507777777", "name", "Other A"));
        till.ok("customer", "id", other, "set", Map.of("phone", "0501234567"), "anyway", true);
        till.ok("customer", "new", Map.of("name", "Third", "phone", "0501234567"), "anyway", true);
        assertThat(till.ok("customer", "find", "0501234567").path("customers")).hasSize(3);
    }

    @Test
    void parts_of_an_address_and_a_vat_number_are_looked_at() {
        String id = added(Map.of("name", "Maha"));
        for (Map<String, String> wrong : List.of(
                Map.of("building", "12"),
                Map.of("building", "١٢٣٤"),
                Map.of("building", "12345"),
                Map.of("postalCode", "1221"),
                Map.of("additional", "x"),
                Map.of("street", "s".repeat(201)),
                Map.of("city", "c".repeat(201)),
                Map.of("vatNumber", "299999999900003"),
                Map.of("vatNumber", "39999999990000"),
                Map.of("note", "n".repeat(201)),
                Map.of("name", "n".repeat(201)))) {
            till.refused("BAD_VALUE", "customer", "id", id, "set", wrong);
        }
        for (Map<String, ?> wrong : List.of(
                Map.of("name", "Reem", "building", "12"),
                Map.of("name", "Reem\u0000"),
                Map.of("name", "Reem\nSaleh"),
                Map.of("name", "\u202EReem"),
                Map.of("name", "Reem", "street", "Palm\u0001"),
                Map.of("name", "Reem", "tags", List.of("gold\u0007")),
                Map.of("name", "Reem", "phone", "0501234x67"),
                Map.of("name", "Reem", "phone", "05O1234567"),
                Map.of("name", "Reem", "phone", "١٢"),
                Map.of("name", "Reem", "vatNumber", "٣٩٩٩٩٩٩٩٩٩٠٠٠٠٣"),
                Map.of("name", "   "))) {
            till.refused("BAD_VALUE", "customer", "new", wrong);
        }
        assertThat(till.ok("customer", "find", "Reem").path("customers")).isEmpty();
        JsonNode neat = till.ok(
                        "customer",
                        "new",
                        Map.of("name", " Reem ", "phone", "(050) 777-7777", "tags", List.of(" gold ", "", "gold")))
                .path("customer");
        assertThat(neat.path("name").asText()).isEqualTo("Reem");
        assertThat(neat.path("phones").get(0).asText()).isEqualTo("0507777777");
        assertThat(neat.path("tags")).hasSize(1);
        assertThat(seen(id).has("nationalAddress")).isFalse();
        till.ok("customer", "id", id, "set", Map.of("building", "1234", "street", "Palm Street"));
        assertThat(seen(id).path("nationalAddress").path("building").asText()).isEqualTo("1234");
    }

    @Test
    void merging_needs_a_manager_and_the_first_stays_with_what_the_others_had() {
        String first = added(Map.of("name", "Maha", "phone", "0501234567", "tags", List.of("gold")));
        String second =
                added(Map.of("name", "M. Harbi", "phone", "0507654321", "vatNumber", VAT, "tags", List.of("staff")));
        till.refused("FORBIDDEN", "customer", "merge", List.of(first, second));
        till.refused("BAD_VALUE", "customer", "merge", List.of(first, first), "approve", "9999");
        till.refused("BAD_VALUE", "customer", "merge", List.of(first), "approve", "9999");
        till.refused("UNKNOWN_CUSTOMER", "customer", "merge", List.of(first, "nobody"), "approve", "9999");
        till.refused("BAD_VALUE", "customer", "merge", List.of(first, ""), "approve", "9999");
        till.refused("BAD_VALUE", "customer", "merge", List.of(first, "x".repeat(257)), "approve", "9999");
        till.refused("BAD_VALUE", "customer", "merge", "x");
        assertThat(seen(second).path("name").asText()).isEqualTo("M. Harbi");

        JsonNode one = till.ok("customer", "merge", List.of(first, second), "approve", "9999")
                .path("customer");
        assertThat(one.path("id").asText()).isEqualTo(first);
        assertThat(one.path("name").asText()).isEqualTo("Maha");
        assertThat(one.path("vatNumber").asText()).isEqualTo(VAT);
        assertThat(one.path("phones")).hasSize(2);
        assertThat(one.path("tags")).hasSize(2);
        assertThat(seen(second)).isEqualTo(one);
        assertThat(till.ok("customer", "find", "0507654321").path("customers")).hasSize(1);
        till.refused("BAD_VALUE", "customer", "merge", List.of(second, first), "approve", "9999");
        till.ok("customer", "id", second, "set", Map.of("name", "Maha Harbi"));
        assertThat(seen(first).path("name").asText()).isEqualTo("Maha Harbi");
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        assertThat(till.ok("customer", "id", second, "attach", true)
                        .path("cart")
                        .path("customer")
                        .path("id")
                        .asText())
                .isEqualTo(first);
        till.ok("tender", "kind", "cash", "amount", "100.00");
        till.ok("complete");
        assertThat(seen(first).path("name").asText()).isEqualTo("Maha Harbi");
    }

    @Test
    void a_field_that_two_tills_wrote_at_once_is_settled_by_choosing_a_value_the_shown_one_too() throws Exception {
        String id = added(Map.of("name", "Maha", "street", "Palm Street"));
        try (PipedTill other = PipedTill.demo(
                dir.resolve("other"),
                "T02",
                null,
                "127.0.0.1:" + till.ready.path("listen").asInt())) {
            other.ok("login", "pin", "1111", "user", "cashier");
            Await.that("she is known there", 30, () -> other.ask("customer", "id", id)
                    .path("ok")
                    .asBoolean());
            other.ok("lan", "state", "down");
            other.ok("customer", "id", id, "set", Map.of("name", "Maha H", "street", "Rose Street"));
            till.ok("customer", "id", id, "set", Map.of("name", "Maha Harbi", "street", "Oak Street"));
            other.ok("lan", "state", "up");
            Await.that(
                    "both names are known", 30, () -> seen(id).path("conflicts").has("name"));
            assertThat(seen(id).path("conflicts").path("street")).hasSize(2);
            String shown = seen(id).path("name").asText();
            JsonNode settled =
                    till.ok("customer", "id", id, "set", Map.of("name", shown)).path("customer");
            assertThat(settled.path("conflicts").has("name")).isFalse();
            assertThat(settled.path("conflicts").has("street"))
                    .as("nobody has said anything of it")
                    .isTrue();
            till.ok("customer", "id", id, "set", Map.of("street", "Rose Street"));
            Await.that("the other till knows", 30, () -> {
                JsonNode there = other.ok("customer", "id", id).path("customer");
                return there.path("conflicts").isEmpty()
                        && there.path("name").asText().equals(shown);
            });
        }
    }

    @Test
    void who_a_customer_is_can_be_forgotten() {
        String id = added(Map.of("name", "Maha", "phone", "0501234567", "vatNumber", VAT, "address", "Palm Street 1"));
        String second = added(Map.of("name", "Maha H", "phone", "0507654321"));
        till.ok("customer", "merge", List.of(id, second), "approve", "9999");
        till.refused("FORBIDDEN", "customer", "id", id, "anonymise", true);
        JsonNode nobody = till.ok("customer", "id", second, "anonymise", true, "approve", "9999")
                .path("customer");
        assertThat(nobody.path("id").asText()).isEqualTo(id);
        assertThat(nobody.toString()).doesNotContain("Maha", "0501234567", "0507654321", VAT, "Palm");
        assertThat(till.ok("customer", "find", "0501234567").path("customers")).isEmpty();
        assertThat(till.ok("customer", "find", "Maha").path("customers")).isEmpty();
        added(Map.of("name", "Somebody else", "phone", "0501234567"));
    }
}
