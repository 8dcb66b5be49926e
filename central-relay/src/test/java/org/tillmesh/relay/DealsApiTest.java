package org.tillmesh.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.relay.RelayTest.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.sheet.WorkbookFile;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.ProductUnit;
import org.tillmesh.retail.deal.Basket;
import org.tillmesh.retail.deal.PriceList;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.deal.Pricing;
import org.tillmesh.retail.deal.Promotion;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;

/** Head office writes price lists and promotions by its API, and tills price by them. */
class DealsApiTest {
    private static final String WEEK =
            """
            {"name": "Week of the village", "nameAr": "أسبوع القرية", "from": "2026-01-01T00:00:00+03:00",
             "until": "2027-01-01T00:00:00+03:00", "stores": ["S001"], "groups": ["staff"],
             "prices": [{"product": "A1", "price": "9.00"}, {"product": "A1", "price": "8.50", "fromQty": "6"},
              {"product": "A2/CTN", "price": "0.00"}]}
            """;
    private static final Map<String, String> OFFERS = offers();

    private static Map<String, String> offers() {
        var offers = new LinkedHashMap<String, String>();
        offers.put("percent", "{\"kind\":\"percent\",\"percent\":\"12.5\"}");
        offers.put("amount", "{\"kind\":\"amount\",\"amount\":\"2.00\"}");
        offers.put("price", "{\"kind\":\"price\",\"price\":\"5.00\"}");
        offers.put("set-price", "{\"kind\":\"set-price\",\"count\":3,\"price\":\"10.00\"}");
        offers.put("buy-get", "{\"kind\":\"buy-get\",\"buy\":2,\"get\":1,\"percent\":\"100\"}");
        offers.put(
                "bundle",
                "{\"kind\":\"bundle\",\"parts\":[{\"products\":[\"A1\"],\"count\":1},{\"products\":[\"A2\",\"A3\"],"
                        + "\"count\":2}],\"price\":\"15.00\"}");
        offers.put("spend", "{\"kind\":\"spend\",\"over\":\"100.00\",\"amount\":\"10.00\"}");
        offers.put("spend-percent", "{\"kind\":\"spend\",\"over\":\"100.00\",\"percent\":\"5\"}");
        return offers;
    }

    @TempDir
    Path dir;

    private OfficeClient office;

    @BeforeEach
    void aCompanyWithProducts() throws Exception {
        office = new OfficeClient(dir, RelayTest.COMPANY, DealsApiTest::milkInCartons);
        office.ok(
                "POST",
                "products?categories=new",
                "id,name,price,category\nA1,Dates,10.00,dry\nA2,Milk,7.00,dairy\nA3,Laban,5.00,dairy\n");
    }

    private static void milkInCartons(Store store) {
        var carton = new ProductUnit("CTN", "Carton", "كرتون", Quantity.of(24), null, List.of());
        store.write(tx -> {
            new Product(
                            new ProductId("A2"),
                            "Milk",
                            "حليب",
                            "",
                            Money.sar(700),
                            "PCE",
                            TaxCategory.S15,
                            false,
                            false,
                            0,
                            true,
                            List.of(),
                            false,
                            "")
                    .withUnits(List.of(carton))
                    .writeTo(tx, Scope.COMPANY);
            return true;
        });
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static String promotion(String offer, String... more) {
        return "{\"name\":\"Deal\"," + Stream.of(more).map(field -> field + ",").reduce("", String::concat)
                + "\"offer\":" + offer + "}";
    }

    // ---- as JSON

    @Test
    void a_price_list_is_put_read_listed_and_taken_away() throws Exception {
        JsonNode put = office.ok("PUT", "price-lists/week", WEEK);
        JsonNode got = office.get("price-lists/week");
        assertThat(got).isEqualTo(put);
        assertThat(got.path("id").asText()).isEqualTo("week");
        assertThat(got.path("from").asText()).isEqualTo("2025-12-31T21:00:00Z");
        assertThat(got.path("active").asBoolean()).isTrue();
        assertThat(got.path("prices").get(1))
                .isEqualTo(
                        OfficeClient.JSON.readTree("{\"product\": \"A1\", \"price\": \"8.50\", \"fromQty\": \"6\"}"));

        office.ok("PUT", "price-lists/week", got.toString());
        assertThat(office.get("price-lists/week"))
                .as("what was read is put again")
                .isEqualTo(got);
        office.ok("PUT", "price-lists/week", "{\"name\": \"Week\", \"prices\": []}");
        assertThat(office.get("price-lists/week").path("prices"))
                .as("as a whole")
                .isEmpty();
        assertThat(office.get("price-lists/week").has("until")).isFalse();

        office.ok("PUT", "price-lists/a", "{\"name\": \"A\"}");
        JsonNode page = office.get("price-lists?limit=1");
        assertThat(page.path("priceLists").get(0).path("id").asText()).isEqualTo("a");
        assertThat(page.path("next").asText()).isEqualTo("a");
        assertThat(office.get("price-lists?limit=1&after=a")
                        .path("priceLists")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo("week");

        office.ok("DELETE", "price-lists/week", "");
        assertThat(office.refusal(404, "GET", "price-lists/week", "")).contains("\"week\"");
        assertThat(office.refusal(404, "DELETE", "price-lists/week", "")).contains("\"week\"");
        office.ok("PUT", "price-lists/week", WEEK);
        assertThat(office.get("price-lists/week")).as("after it was away").isEqualTo(got);
    }

    @Test
    void every_kind_of_offer_comes_back_as_it_was_put() throws Exception {
        for (Map.Entry<String, String> offer : OFFERS.entrySet()) {
            office.ok(
                    "PUT",
                    "promotions/" + offer.getKey(),
                    promotion(
                            offer.getValue(),
                            "\"days\":[\"FRI\",\"SUN\"]",
                            "\"hours\":{\"from\":\"22:00\",\"until\":\"02:00\"}",
                            "\"coupon\":\"EID\"",
                            "\"licence\":\"L-7\"",
                            "\"priority\":5",
                            "\"atMost\":2",
                            "\"products\":[\"A1\"]",
                            "\"categories\":[\"dairy\"]"));
            JsonNode got = office.get("promotions/" + offer.getKey());
            assertThat(got.path("offer")).isEqualTo(OfficeClient.JSON.readTree(offer.getValue()));
            assertThat(got.path("hours").path("until").asText()).isEqualTo("02:00");
            assertThat(got.path("priority").asInt()).isEqualTo(5);
            assertThat(office.ok("PUT", "promotions/" + offer.getKey(), got.toString()))
                    .as("what was read is put again")
                    .isEqualTo(got);
        }
        assertThat(office.get("promotions").path("promotions")).hasSize(OFFERS.size());
        office.ok("DELETE", "promotions/spend", "");
        assertThat(office.get("promotions").path("promotions")).hasSize(OFFERS.size() - 1);
    }

    // ---- what is wrong

    private void refused(String path, String body, String... says) throws Exception {
        String was = office.send("GET", path, "").body();
        assertThat(office.refusal(400, "PUT", path, body)).as(body).contains(says);
        assertThat(office.send("GET", path, "").body()).as("nothing changed").isEqualTo(was);
    }

    @Test
    void a_wrong_price_list_is_refused_by_field_value_and_mend_and_nothing_changes() throws Exception {
        office.ok("PUT", "price-lists/week", WEEK);
        String path = "price-lists/week";
        refused(path, "", "JSON object", "prices");
        refused(path, "{", "JSON");
        refused(path, "[]", "JSON object");
        refused(path, "{\"name\":\"a\",\"name\":\"b\"}", "Duplicate");
        refused(path, "\u0000".repeat(100), "JSON");
        refused(path, "[".repeat(20_000), "JSON");
        refused(path, "{\"prices\":[]}", "\"name\" is missing");
        refused(path, "{\"name\":7}", "\"name\" is \"7\"", "text");
        refused(path, "{\"name\":\"" + "n".repeat(201) + "\"}", "\"name\"", "200 characters");
        refused(path, "{\"name\":\"a\\u0000b\"}", "\"name\"");
        refused(path, "{\"name\":\"a\",\"colour\":1}", "\"colour\"", "customers");
        refused(path, "{\"name\":\"a\",\"id\":\"month\"}", "\"id\" is \"month\"", "week");
        refused(path, "{\"name\":\"a\",\"active\":\"yes\"}", "\"active\" is \"yes\"", "true, false");
        refused(path, "{\"name\":\"a\",\"from\":\"2027-02-18\"}", "\"from\" is \"2027-02-18\"", "zone");
        refused(path, "{\"name\":\"a\",\"from\":\"٢٠٢٧-٠٢-١٨T00:00:00Z\"}", "\"from\"", "zone");
        refused(path, "{\"name\":\"a\",\"from\":\"+99999-01-01T00:00:00Z\"}", "\"from\"", "9999");
        refused(
                path,
                "{\"name\":\"a\",\"from\":\"2027-02-18T00:00:00Z\",\"until\":\"2027-02-01T00:00:00Z\"}",
                "\"until\" is \"2027-02-01T00:00:00Z\"",
                "2027-02-18");
        refused(path, "{\"name\":\"a\",\"stores\":\"S001\"}", "\"stores\"", "list");
        refused(path, "{\"name\":\"a\",\"stores\":[\"S009\"]}", "\"stores\" is \"S009\"", "S001");
        refused(path, "{\"name\":\"a\",\"groups\":[\"a|b\"]}", "\"groups\" is \"a|b\"");
        refused(path, "{\"name\":\"a\",\"customers\":[\"nobody\"]}", "\"customers\" is \"nobody\"");
        refused(path, "{\"name\":\"a\",\"prices\":[3]}", "\"prices[0]\" is \"3\"");
        refused(path, "{\"name\":\"a\",\"prices\":[{\"price\":\"1.00\"}]}", "\"prices[0].product\" is missing");
        refused(
                path,
                "{\"name\":\"a\",\"prices\":[{\"product\":\"A9\",\"price\":\"1.00\"}]}",
                "\"prices[0].product\" is \"A9\"");
        refused(
                path,
                "{\"name\":\"a\",\"prices\":[{\"product\":\"A2/BOX\",\"price\":\"1.00\"}]}",
                "\"prices[0].product\" is \"A2/BOX\"");
        for (String price : List.of("\"-0.01\"", "\"1.005\"", "\"1e3\"", "1.5", "\"٩.٠٠\"", "\"1000000.01\"", "\"\"")) {
            refused(
                    path,
                    "{\"name\":\"a\",\"prices\":[{\"product\":\"A1\",\"price\":" + price + "}]}",
                    "\"prices[0].price\" is",
                    price.replace("\"", ""),
                    "12.50");
        }
        for (String step : List.of("\"0\"", "\"-2\"", "6", "\"٦\"", "\"1.0005\"")) {
            refused(
                    path,
                    "{\"name\":\"a\",\"prices\":[{\"product\":\"A1\",\"price\":\"1.00\",\"fromQty\":" + step + "}]}",
                    "\"prices[0].fromQty\" is");
        }
        refused(
                path,
                "{\"name\":\"a\",\"prices\":[{\"product\":\"A1\",\"price\":\"1.00\"},{\"product\":\"A1\",\"price\":\"2.00\"}]}",
                "\"prices[1].product\" is \"A1\"",
                "twice");
        refused("price-lists/a%20b", "{\"name\":\"a\"}", "\"a b\"");
        refused("price-lists/" + "x".repeat(65), "{\"name\":\"a\"}", "64");
        assertThat(office.send("PUT", "price-lists/", "{\"name\":\"a\"}").statusCode())
                .isEqualTo(404);
        assertThat(office.send("POST", "price-lists/week", "x").statusCode()).isEqualTo(405);
    }

    @Test
    void a_wrong_promotion_is_refused_by_field_value_and_mend() throws Exception {
        office.ok("PUT", "promotions/p", promotion(OFFERS.get("percent")));
        String path = "promotions/p";
        refused(path, "{\"name\":\"Deal\"}", "\"offer\" is missing");
        refused(path, promotion("\"percent\""), "\"offer\"", "object");
        refused(path, promotion("{\"kind\":\"gift\"}"), "\"offer.kind\" is \"gift\"", "set-price");
        refused(path, promotion("{}"), "\"offer.kind\" is missing");
        refused(path, promotion("{\"kind\":\"percent\"}"), "\"offer.percent\" is missing");
        for (String percent : List.of("0", "100.01", "-5", "12.345", "1e1", "٢٠", "20 %")) {
            refused(
                    path,
                    promotion("{\"kind\":\"percent\",\"percent\":\"" + percent + "\"}"),
                    "\"offer.percent\" is \"" + percent + "\"");
        }
        refused(path, promotion("{\"kind\":\"percent\",\"percent\":\"5\",\"price\":\"1.00\"}"), "\"offer.price\"");
        refused(path, promotion("{\"kind\":\"percent\",\"percent\":\"5\",\"colour\":\"red\"}"), "offer.colour");
        refused(path, promotion("{\"kind\":\"amount\",\"amount\":\"0.00\"}"), "\"offer.amount\" is \"0.00\"");
        refused(path, promotion("{\"kind\":\"set-price\",\"count\":0,\"price\":\"1.00\"}"), "\"offer.count\" is \"0\"");
        refused(
                path,
                promotion("{\"kind\":\"set-price\",\"count\":2147483648,\"price\":\"1.00\"}"),
                "\"offer.count\" is \"2147483648\"");
        refused(path, promotion("{\"kind\":\"buy-get\",\"buy\":1.5,\"get\":1,\"percent\":\"5\"}"), "\"offer.buy\"");
        refused(path, promotion("{\"kind\":\"bundle\",\"price\":\"1.00\"}"), "\"offer.parts\" is missing");
        refused(
                path,
                promotion("{\"kind\":\"bundle\",\"price\":\"1.00\",\"parts\":[{\"products\":[]}]}"),
                "\"offer.parts[0].products\" is missing");
        refused(
                path,
                promotion("{\"kind\":\"bundle\",\"price\":\"1.00\",\"parts\":[{\"products\":[\"A9\"]}]}"),
                "\"offer.parts[0].products\" is \"A9\"");
        refused(path, promotion("{\"kind\":\"spend\",\"over\":\"10.00\"}"), "offer.amount", "percent");
        refused(
                path,
                promotion("{\"kind\":\"spend\",\"over\":\"10.00\",\"amount\":\"1.00\",\"percent\":\"5\"}"),
                "offer.amount",
                "percent");
        String offer = OFFERS.get("percent");
        refused(path, promotion(offer, "\"days\":[\"SUNDAY\"]"), "\"days\" is \"SUNDAY\"", "SUN");
        refused(path, promotion(offer, "\"hours\":{\"from\":\"16:00\"}"), "\"hours.until\" is missing");
        refused(
                path,
                promotion(offer, "\"hours\":{\"from\":\"16:00\",\"until\":\"24:00\"}"),
                "\"hours.until\" is \"24:00\"");
        refused(path, promotion(offer, "\"hours\":{\"from\":\"16:00\",\"until\":\"16:00\"}"), "\"hours.until\"");
        refused(path, promotion(offer, "\"coupon\":\"A B\""), "\"coupon\" is \"A B\"");
        refused(path, promotion(offer, "\"atMost\":0"), "\"atMost\" is \"0\"");
        refused(path, promotion(offer, "\"priority\":-1"), "\"priority\" is \"-1\"");
        refused(path, promotion(offer, "\"products\":[\"A9\"]"), "\"products\" is \"A9\"");
        refused(path, promotion(offer, "\"categories\":[\"toys\"]"), "\"categories\" is \"toys\"", "dairy");
    }

    // ---- as CSV

    private void comesBack(String path, String name) throws Exception {
        JsonNode before = office.get(path).path(name);
        String csv = office.send("GET", path + "?format=csv", "").body();
        for (JsonNode each : before) {
            office.ok("DELETE", path + "/" + each.path("id").asText(), "");
        }
        assertThat(office.get(path).path(name)).isEmpty();
        JsonNode taken = office.ok("POST", path, csv);
        assertThat(taken.path("refused")).isEmpty();
        assertThat(taken.path("imported")).hasSize(before.size());
        assertThat(office.get(path).path(name)).isEqualTo(before);
    }

    @Test
    void what_is_exported_is_imported_again_to_the_letter() throws Exception {
        office.ok("PUT", "price-lists/week", WEEK);
        office.ok("PUT", "price-lists/empty", "{\"name\": \"A, \\\"quoted\\\"; list\", \"active\": false}");
        comesBack("price-lists", "priceLists");
        for (Map.Entry<String, String> offer : OFFERS.entrySet()) {
            office.ok(
                    "PUT",
                    "promotions/" + offer.getKey(),
                    promotion(
                            offer.getValue(),
                            "\"nameAr\":\"عرض، كبير\"",
                            "\"days\":[\"FRI\",\"SUN\"]",
                            "\"hours\":{\"from\":\"22:00\",\"until\":\"02:00\"}",
                            "\"stores\":[\"S001\"]",
                            "\"groups\":[\"staff\",\"vip\"]",
                            "\"coupon\":\"EID\"",
                            "\"products\":[\"A1\",\"A2\"]"));
        }
        comesBack("promotions", "promotions");
    }

    @Test
    void a_list_with_a_bad_row_stays_as_it_is_and_the_others_are_taken() throws Exception {
        office.ok("PUT", "price-lists/week", WEEK);
        JsonNode week = office.get("price-lists/week");
        JsonNode taken = office.ok(
                "POST",
                "price-lists",
                "list,name,product,price,fromQty\nweek,Week,A1,3.00,\nweek,,A2,cheap,\nstaff,Staff,A1,8.00,\nstaff,,A1,7.00,10\n"
                        + "other,Other,A1,1.00,\nother,Another,A2,1.00,\n");
        assertThat(taken.path("imported")).hasSize(1);
        assertThat(taken.path("imported").get(0).asText()).isEqualTo("staff");
        assertThat(taken.path("refused").get(0).path("row").asInt()).isEqualTo(3);
        assertThat(taken.path("refused").get(0).path("problem").asText()).contains("cheap", "12.50");
        assertThat(taken.path("refused").get(1).path("row").asInt()).isEqualTo(7);
        assertThat(taken.path("refused").get(1).path("problem").asText()).contains("Another", "Other");
        assertThat(office.get("price-lists/week")).isEqualTo(week);
        assertThat(office.get("price-lists/staff").path("prices")).hasSize(2);
    }

    @Test
    void a_file_of_which_nothing_is_taken_says_why() throws Exception {
        for (String csv : List.of(
                "",
                "list,name\nx,y\n",
                "list,name,product,price\n",
                "list,name,product,price,colour\nx,y,A1,1.00,red\n")) {
            HttpResponse<String> answer = office.send("POST", "price-lists", csv);
            assertThat(answer.statusCode()).as(csv).isEqualTo(400);
            assertThat(OfficeClient.error(answer).path("message").asText()).startsWith("Nothing was imported");
        }
        HttpResponse<String> answer = office.send(
                "POST", "promotions", "id,name,offer,percent\np,Deal,percent,20\np,Deal,percent,30\nq,Deal,,\n");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode taken = OfficeClient.JSON.readTree(answer.body());
        assertThat(taken.path("imported")).hasSize(1);
        assertThat(taken.path("refused").get(0).path("problem").asText()).contains("Row 3", "earlier row");
        assertThat(taken.path("refused").get(1).path("problem").asText()).contains("Row 4", "offer.kind");
        assertThat(office.get("promotions/p").path("offer").path("percent").asText())
                .isEqualTo("20");
        assertThat(office.send("GET", "promotions?format=xml", "").statusCode()).isEqualTo(400);
    }

    @Test
    void a_workbook_is_taken_like_a_text_and_what_is_wrong_is_said_in_both_languages() throws Exception {
        byte[] workbook = WorkbookFile.of(
                "Prices",
                List.of(
                        List.of("list", "name", "product", "price"),
                        List.of("staff", "Staff", "A1", "8.00"),
                        List.of("staff", "", "A2/CTN", "120.00"),
                        List.of("other", "Other", "A9", "1.00")));
        HttpResponse<String> answer =
                office.send("POST", "price-lists", HttpRequest.BodyPublishers.ofByteArray(workbook));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode taken = OfficeClient.JSON.readTree(answer.body());
        assertThat(taken.path("encoding").asText()).isEqualTo("XLSX");
        assertThat(taken.path("imported").get(0).asText()).isEqualTo("staff");
        assertThat(taken.path("refused").get(0).path("problem").asText()).contains("Row 4", "A9");
        assertThat(taken.path("refused").get(0).path("problemAr").asText()).containsPattern("\\p{InArabic}");
        assertThat(office.get("price-lists/staff").path("prices")).hasSize(2);
        office.refusal(400, "POST", "promotions", "%PDF-1.7");
    }

    // ---- at a till

    private static <T> List<T> all(Store store, DocType type, Function<Document.State, T> reading) {
        return store.read(view -> {
            try (Stream<Document> documents = view.scan(Scope.COMPANY, type.typeName())) {
                return documents
                        .map(document -> reading.apply((Document.State) document))
                        .toList();
            }
        });
    }

    private static Priced priced(Store store, String... groups) {
        var where = new Basket.Where(
                "S001",
                ZoneId.of("Asia/Riyadh"),
                Instant.parse("2026-06-01T12:00:00Z"),
                null,
                Set.of(groups),
                Set.of());
        List<Basket.Line> lines = Stream.of("A1", "A2")
                .map(item -> new Basket.Line(
                        item.equals("A1") ? 1 : 2,
                        item,
                        "",
                        Quantity.of(3),
                        false,
                        Money.sar(1000),
                        null,
                        null,
                        null,
                        false,
                        15))
                .toList();
        return Pricing.of(
                new Basket(where, lines, null),
                all(store, DocType.PRICE_LIST, PriceList::of),
                all(store, DocType.PROMOTION, Promotion::of));
    }

    private static List<String> totals(Priced priced) {
        return priced.lines().stream().map(line -> line.total().toString()).toList();
    }

    @Test
    void a_till_prices_by_what_head_office_put_and_no_longer_by_what_it_took_away() throws Exception {
        HostPort links = new HostPort("127.0.0.1", office.relay.ready().port());
        try (var till = new RelayTest.Till(dir.resolve("t1"), links, office.relay.newCode("S001"))) {
            await("online", till::online);
            assertThat(totals(priced(till.store))).isEqualTo(Arrays.asList("30.00", "30.00"));

            office.ok("PUT", "price-lists/week", WEEK);
            office.ok("PUT", "promotions/three", promotion(OFFERS.get("set-price"), "\"products\":[\"A2\"]"));
            await("list", () -> !all(till.store, DocType.PRICE_LIST, PriceList::of)
                    .isEmpty());
            await("promotion", () -> !all(till.store, DocType.PROMOTION, Promotion::of)
                    .isEmpty());
            assertThat(totals(priced(till.store, "staff"))).isEqualTo(Arrays.asList("27.00", "10.00"));
            assertThat(totals(priced(till.store))).isEqualTo(Arrays.asList("30.00", "10.00"));

            till.leave();
            assertThat(totals(priced(till.store, "staff"))).as("offline").isEqualTo(Arrays.asList("27.00", "10.00"));
            office.ok("DELETE", "price-lists/week", "");
            office.ok("PUT", "promotions/three", promotion(OFFERS.get("set-price"), "\"active\":false"));
            till.comeBack();
            await("away", () -> all(till.store, DocType.PRICE_LIST, PriceList::of)
                    .isEmpty());
            await("off", () -> totals(priced(till.store, "staff")).equals(Arrays.asList("30.00", "30.00")));
        }
    }
}
