package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.zatca.sign.QrCode;

/** A sale is found by whatever somebody remembers of it. */
class FindSalesTest {
    private static final int DAYS = 3;

    @TempDir
    Path dir;

    private PipedTill till;
    private String first;
    private String second;
    private String third;
    private String back;

    @BeforeEach
    void sell() throws Exception {
        till = PipedTill.selling(dir.resolve("till"));
        first = till.sell("1", DemoBarcodes.PLAIN).path("receipt").asText();
        till.ok("clock", "offsetMs", Duration.ofDays(DAYS).toMillis());
        String customer = till.ok("customer", "new", Map.of("name", "Noura Al-Salem", "phone", "0501234567"))
                .path("customer")
                .path("id")
                .asText();
        till.ok("scan", "code", DemoBarcodes.ZERO_RATED);
        till.ok("customer", "id", customer, "attach", true);
        String due = till.ok("cart").path("cart").path("due").asText();
        till.ok("tender", "kind", "card", "amount", due, "card", "AB778899");
        second = till.ok("complete").path("receipt").asText();
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "2");
        third = till.sell("3").path("receipt").asText();
        back = till.ok("return", "receipt", third, "lines", List.of(Map.of("line", 1, "qty", "1")))
                .path("receipt")
                .asText();
    }

    @AfterEach
    void close() throws Exception {
        till.close();
    }

    private List<String> found(Object... by) {
        var receipts = new ArrayList<String>();
        for (JsonNode sale : till.ok("find-sales", by).path("sales")) {
            receipts.add(sale.path("receipt").asText());
        }
        return receipts;
    }

    @Test
    void by_its_number_however_it_is_written() throws Exception {
        Path xml = dir.resolve("a.xml");
        till.ok("invoice", "receipt", second, "file", xml.toString());
        for (String text : List.of(
                second,
                second.toLowerCase(java.util.Locale.ROOT),
                "T01-2",
                "t01-2",
                "2",
                "٢",
                "S001–T01–٠٠٠٠٠٢",
                " 000002 ")) {
            assertThat(found("text", text)).as(text).containsExactly(second);
        }
        String qr = Files.readString(xml)
                .replaceAll("(?s).*<cbc:ID>QR</cbc:ID>.*?<cbc:EmbeddedDocumentBinaryObject[^>]*>([^<]+)<.*", "$1");
        assertThat(QrCode.decode(qr).hash()).isNotEmpty();
        assertThat(found("text", qr)).containsExactly(second);
        JsonNode returned = till.ok("return", "receipt", qr, "lines", List.of(Map.of("line", 1, "qty", "1")));
        assertThat(returned.path("tenders").get(0).path("kind").asText()).isEqualTo("card");
        assertThat(found("text", "99")).isEmpty();
        assertThat(found("text", "S002-T01-000001")).isEmpty();
    }

    @Test
    void by_customer_amount_goods_card_and_day() {
        assertThat(found("text", "noura")).containsExactly(second);
        assertThat(found("text", "0501234567")).containsExactly(second);
        assertThat(found("phone", "٠٥٠١٢٣٤٥٦٧")).containsExactly(second);
        assertThat(found("phone", "0599999999")).isEmpty();
        assertThat(found("amount", "18.50")).containsExactly(back, first);
        assertThat(found("amount", "37.00", "card", "8899")).isEmpty();
        assertThat(found("product", DemoBarcodes.PLAIN)).containsExactly(back, third, first);
        assertThat(found("product", "no such thing")).isEmpty();
        assertThat(found("card", "8899")).containsExactly(second);
        assertThat(found("text", "noura", "card", "8899", "product", DemoBarcodes.ZERO_RATED))
                .containsExactly(second);
        assertThat(found("text", "noura", "product", DemoBarcodes.PLAIN)).isEmpty();
        assertThat(found()).containsExactly(back, third, second, first);
        assertThat(found("limit", 2)).containsExactly(back, third);
        String day = till.ok("find-sales", "text", "1")
                .path("sales")
                .get(0)
                .path("at")
                .asText();
        String at = java.time.ZonedDateTime.parse(day)
                .withZoneSameInstant(java.time.ZoneId.of("Asia/Riyadh"))
                .toLocalDate()
                .toString();
        assertThat(found("from", at, "to", at)).containsExactly(first);
        assertThat(found("to", day)).isEmpty();
        assertThat(found("from", day)).hasSize(4);
    }

    @Test
    void what_can_not_be_looked_for_is_refused() {
        for (Object[] wrong : new Object[][] {
            {"limit", 0},
            {"limit", 501},
            {"from", "yesterday"},
            {"to", "2027-13-01"},
            {"from", "2027-02-01", "to", "2027-01-01"},
            {"card", "12"},
            {"amount", "x"}
        }) {
            till.refused("BAD_VALUE", "find-sales", wrong);
        }
        till.refused("UNKNOWN_FIELD", "find-sales", "colour", "red");
        till.ok("logout");
        till.refused("NOT_LOGGED_IN", "find-sales", "text", "1");
    }
}
