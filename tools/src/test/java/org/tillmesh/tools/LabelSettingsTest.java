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
import org.tillmesh.hardware.code.Ean13;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;

/** How a shop's scales lay out their labels is head office's word; the tills of the store read them so. */
class LabelSettingsTest {
    private static final String PATH = "/api/v1/settings";

    @TempDir
    Path dir;

    private ReportedShop shop;
    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        shop = new ReportedShop(dir);
        till = shop.till;
        String answer = shop.post(
                        "/api/v1/products",
                        """
                        id,barcode,name,nameAr,price,unit
                        cheese,212345,Xanthic cheese,جبن,40.00,KGM
                        bun,221234,Bun,كعكة,1.50,PCE
                        meat,0212345,Meat,لحم,60.00,KGM
                        loaf,2055555,Loaf,رغيف,2.00,PCE
                        """)
                .toString();
        assertThat(answer).contains("\"imported\":4");
        Await.that(
                "the products are here",
                30,
                () -> till.ok("search", "text", "xanthic").path("products").size() == 1);
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    private static String layout(String prefix, int item, String holds, int value, int decimals, boolean verifier) {
        return """
                {"prefix":"%s","itemDigits":%d,"holds":"%s","valueDigits":%d,"decimals":%d,"verifier":%b}"""
                .formatted(prefix, item, holds, value, decimals, verifier);
    }

    private JsonNode decide(String id, String labels) throws Exception {
        return shop.post(PATH, "{\"id\":\"" + id + "\",\"labels\":" + labels + "}");
    }

    private String refused(String labels) throws Exception {
        JsonNode answer = decide("company", labels);
        assertThat(answer.path("ok").asBoolean(true)).as(answer.toString()).isFalse();
        return answer.path("error").path("message").asText();
    }

    private boolean isSold(String code) {
        return till.ask("scan", "code", code).path("ok").asBoolean();
    }

    private JsonNode line(String code) {
        return till.ok("scan", "code", code).path("line");
    }

    @Test
    void a_stores_layouts_come_to_its_tills_and_lie_over_the_companys() throws Exception {
        String cheese = Ean13.complete("21" + "2345" + "6" + "14685"); // 146.85 with its digit
        assertThat(isSold(cheese)).isFalse();
        JsonNode decided = decide(
                "S001",
                "[" + layout("21", 4, "price", 5, 2, true) + "," + layout("22", 4, "count", 6, 0, false) + ","
                        + layout("02", 5, "price", 5, 2, false) + "]");
        assertThat(decided.path("labels")).hasSize(3);
        Await.that("the till reads the label", 30, () -> isSold(cheese));

        JsonNode priced = till.ok("cart").path("cart").path("lines").get(0);
        assertThat(priced.path("total").asText()).isEqualTo("146.85");
        assertThat(priced.path("qty").asText()).isEqualTo("3.671");
        JsonNode counted = line(Ean13.complete("22" + "1234" + "000012"));
        assertThat(counted.path("qty").asText()).isEqualTo("12");
        assertThat(counted.path("total").asText()).isEqualTo("18.00");
        String upc = Ean13.complete("02" + "12345" + "00999");
        assertThat(line(upc.substring(1)).path("total").asText()).isEqualTo("9.99");
        assertThat(line(upc).path("total").asText()).isEqualTo("9.99");
        assertThat(till.refused("BAD_VALUE", "scan", "code", Ean13.complete("21" + "2345" + "5" + "14685")))
                .contains("does not agree");
        assertThat(till.refused("UNKNOWN_BARCODE", "scan", "code", DemoBarcodes.WEIGHED))
                .as("2100017 is no item of these layouts")
                .contains(DemoBarcodes.WEIGHED);

        decide("company", "[]");
        decide("S001", "null");
        Await.that("there are no labels any more", 30, () -> !isSold(cheese));
        decide("company", "null");
        Await.that("the layouts are those of before", 30, () -> isSold(DemoBarcodes.WEIGHED));
    }

    @Test
    void a_layout_that_makes_no_label_is_refused_and_nothing_changes() throws Exception {
        assertThat(refused("[" + layout("21", 5, "weight", 6, 3, false) + "]"))
                .contains("itemDigits")
                .contains("12 digits together");
        assertThat(refused("[" + layout("31", 5, "weight", 5, 3, false) + "]")).contains("\"31\"");
        assertThat(refused("[" + layout("٢١", 5, "weight", 5, 3, false) + "]")).contains("٢١");
        assertThat(refused("[" + layout("21", 5, "length", 5, 3, false) + "]")).contains("weight, price or count");
        assertThat(refused("[" + layout("21", 5, "price", 5, 3, false) + "]")).contains("0 to 2 for a price");
        assertThat(refused("[" + layout("21", -1, "price", 5, 2, false) + "]")).contains("itemDigits");
        assertThat(refused("[" + layout("21", 3, "price", 6, 2, true) + "]")).contains("verifier");
        String twice = layout("21", 5, "price", 5, 2, false);
        assertThat(refused("[" + twice + "," + twice + "]")).contains("each prefix one layout");
        assertThat(refused("[{\"prefix\":21}]")).contains("prefix");
        assertThat(refused("[{\"prefix\":\"21\",\"wide\":1}]")).contains("wide");
        assertThat(refused("\"21\"")).contains("labels");
        assertThat(shop.post(PATH, "{\"id\":\"S777\",\"labels\":[]}").toString())
                .contains("S777");
        assertThat(shop.post(PATH, "{\"labels\":[]}").toString()).contains("\\\"id\\\"");
        assertThat(shop.post(PATH, "{\"id\":\"company\",\"cashierDiscountMax\":101}")
                        .toString())
                .contains("0 to 100");

        JsonNode still = shop.post(PATH, "{\"id\":\"company\"}");
        assertThat(still.path("labels").isNull()).as(still.toString()).isTrue();
        assertThat(isSold(DemoBarcodes.WEIGHED)).isTrue();
    }

    @Test
    void a_weight_of_goods_by_the_piece_is_no_number_of_pieces() {
        assertThat(till.refused("BAD_VALUE", "scan", "code", Ean13.complete("20" + "55555" + "02000")))
                .contains("2 kg")
                .contains("by the piece");
    }

    @Test
    void what_a_cashier_may_give_is_head_offices_word_too() throws Exception {
        assertThat(shop.post(PATH, "{\"id\":\"S001\",\"cashierDiscountMax\":25}")
                        .path("cashierDiscountMax")
                        .asInt())
                .isEqualTo(25);
        line(DemoBarcodes.PLAIN);
        Await.that("the till knows", 30, () -> till.ask("discount", "percent", "25")
                .path("ok")
                .asBoolean());
        till.refused("FORBIDDEN", "discount", "percent", "25.01");
    }

    @Test
    void what_a_label_was_sold_at_comes_back_at_that_price() throws Exception {
        decide("company", "[" + layout("21", 4, "price", 5, 2, true) + "]");
        String cheese = Ean13.complete("21" + "2345" + "6" + "14685");
        Await.that("the till reads the label", 30, () -> isSold(cheese));
        JsonNode sold = till.sell("k");
        assertThat(sold.path("total").asText()).isEqualTo("146.85");
        assertThat(till.ok(
                                "return",
                                "receipt",
                                sold.path("receipt").asText(),
                                "lines",
                                List.of(Map.of("line", 1, "qty", "3.671")))
                        .path("total")
                        .asText())
                .isEqualTo("146.85");
    }
}
