package org.tillmesh.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of head office over HTTPS. */
class ReportsApiTest {
    private static final String COMPANY = RelayTest.COMPANY.replace(
            "\"tills\": [\"T01\", \"T02\"]}",
            "\"tills\": [\"T01\", \"T02\"]}, {\"id\": \"S002\", \"name\": \"Malaz\", \"nameAr\": \"الملز\", \"tills\": [\"T01\"]}");

    @TempDir
    Path dir;

    @Test
    void every_report_answers_in_every_shape_and_what_is_wrong_is_refused_in_both_languages() throws Exception {
        try (var office = new OfficeClient(dir, COMPANY)) {
            JsonNode list = office.get("reports").path("reports");
            assertThat(list).hasSizeGreaterThan(35);
            for (JsonNode each : list) {
                String name = each.path("name").asText();
                if (name.equals("customer-statement")) {
                    continue;
                }
                String only = each.path("parameters").toString().contains("\"store\"") ? "store=S001&" : "";
                JsonNode report = office.get("reports/" + name + "?period=month");
                assertThat(report.path("columns").findValuesAsText("title"))
                        .as(name)
                        .isNotEmpty();
                for (String format : List.of("csv", "xlsx", "pdf")) {
                    HttpResponse<String> file =
                            office.send("GET", "reports/" + name + "?" + only + "language=ar&format=" + format, "");
                    assertThat(file.statusCode()).as(name + " " + format).isEqualTo(200);
                    assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                            .contains(name + "." + format);
                }
            }
            assertThat(office.send("GET", "reports/sales-by-day?format=svg&language=ar", "")
                            .body())
                    .startsWith("<svg")
                    .contains("direction=\"rtl\"");
            for (String bad : List.of(
                    "reports/no-such",
                    "reports/audit?period=moon",
                    "reports/audit?store=S009",
                    "reports/audit?from=2026-02-02&to=2026-02-01",
                    "reports/audit?from=" + Instant.parse("9990-01-01T00:00:00Z"),
                    "reports/sales-by-product?product=%E2%80%AE",
                    "reports/sales-by-product?tender=%D9%A3",
                    "reports/customer-statement",
                    "reports/customer-statement?customer=x",
                    "reports/audit?format=odoo")) {
                assertThat(office.refusal(400, "GET", bad, "")).as(bad).isNotBlank();
            }
        }
    }

    @Test
    void the_numbers_of_accounts_are_the_companys() throws Exception {
        try (var office = new OfficeClient(dir, COMPANY)) {
            JsonNode set = office.ok("PUT", "accounts", "{\"cash\":\"A-100\",\"vat\":\"٢٢٠٠\"}");
            assertThat(set.path("accounts").path(0).path("number").asText()).isEqualTo("A-100");
            assertThat(office.get("accounts")).isEqualTo(set);
            office.refusal(400, "PUT", "accounts", "{\"moon\":\"1\"}");
            office.refusal(400, "PUT", "accounts", "{\"cash\":\"=1+1\"}");
            assertThat(office.send("PUT", "accounts", "{\"cash\":1}").statusCode())
                    .isEqualTo(400);
            assertThat(office.send("PUT", "accounts", "[]").statusCode()).isEqualTo(400);
            assertThat(office.get("accounts")).isEqualTo(set);
            office.ok("POST", "settings", "{\"id\":\"company\",\"cashierDiscountMax\":7}");
            assertThat(office.get("accounts")).isEqualTo(set);
            office.ok("PUT", "accounts", "{}");
            assertThat(office.get("accounts")
                            .path("accounts")
                            .path(0)
                            .path("number")
                            .asText())
                    .isEqualTo("1010");
        }
    }
}
