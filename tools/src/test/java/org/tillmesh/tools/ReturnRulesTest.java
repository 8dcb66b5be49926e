package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.company.RoleProfile;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.tools.trial.ChainCheck;
import org.tillmesh.zatca.ZatcaRules;

/** What comes back, on whose word, and what of it is paid back: the plain product is 18.50. */
class ReturnRulesTest {
    @TempDir
    Path dir;

    private PipedTill till;
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private void openShop() throws Exception {
        till = PipedTill.selling(dir.resolve("till"));
        open.add(till);
    }

    private void openWith(StateDocument... written) throws Exception {
        WrittenOffice office = WrittenOffice.with(dir, List.of(written));
        till = office.till();
        open.add(office);
    }

    private String sold(String kind, String amount, int pieces) {
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", String.valueOf(pieces));
        till.ok("tender", "kind", kind, "amount", amount, "card", kind.equals("card") ? "778899" : "");
        return till.ok("complete").path("receipt").asText();
    }

    private static List<Map<String, Object>> lines(int qty) {
        return List.of(Map.of("line", 1, "qty", String.valueOf(qty)));
    }

    private static Map<String, Object> of(String receipt, int qty) {
        return Map.of("receipt", receipt, "line", 1, "qty", String.valueOf(qty));
    }

    private static Map<String, Object> loose(String code, String qty, String price) {
        return Map.of("code", code, "qty", qty, "price", price);
    }

    private List<String> onHand() {
        return List.of(
                till.ok("stock", "code", DemoBarcodes.PLAIN).path("onHand").asText());
    }

    /** Every document passes the published rules, and stands in the chain behind the one before. */
    private void everythingIsLawful() throws Exception {
        var files = new TreeMap<String, Path>();
        for (JsonNode issued : till.ok("sales").path("sales")) {
            String receipt = issued.path("receipt").asText();
            Path file = dir.resolve(receipt + ".xml");
            till.ok("invoice", "receipt", receipt, "file", file.toString());
            assertThat(ZatcaRules.failures(Files.readAllBytes(file)))
                    .as(receipt)
                    .isEmpty();
            files.put(receipt, file);
        }
        assertThat(ChainCheck.problems(files)).isEmpty();
    }

    // ---- the way back

    @Test
    void a_card_gets_back_by_the_approval_that_it_paid_with() throws Exception {
        openShop();
        String receipt = sold("card", "37.00", 2);

        JsonNode tender = till.ok("return", "receipt", receipt, "lines", lines(1))
                .path("tenders")
                .get(0);

        assertThat(tender.path("kind").asText()).isEqualTo("card");
        assertThat(tender.path("amount").asText()).isEqualTo("18.50");
        assertThat(tender.path("card").asText()).isEqualTo("778899");
    }

    @Test
    void cash_above_what_the_role_may_pay_back_of_a_receipt_is_anothers_word() throws Exception {
        openWith(new RoleProfile("CASHIER", "Cashier", "كاشير", 10, null, List.of(), Money.parse("40.00", Money.SAR)));
        String receipt = sold("cash", "92.50", 5);

        till.ok("return", "receipt", receipt, "lines", lines(1));
        till.ok("return", "receipt", receipt, "lines", lines(1), "tender", "cash");
        assertThat(till.refused("FORBIDDEN", "return", "receipt", receipt, "lines", lines(1)))
                .as("what was paid back before counts too")
                .contains("55.50")
                .contains("40.00");
        till.ok("return", "receipt", receipt, "lines", lines(3), "approve", "9999");
        String byCard = sold("card", "92.50", 5);
        till.ok("return", "receipt", byCard, "lines", lines(5));
    }

    // ---- the company's terms

    @Test
    void after_the_companys_days_goods_come_back_on_a_managers_word_alone() throws Exception {
        openWith(Settings.none(Settings.COMPANY).withReturns(7, null));
        String receipt = sold("cash", "37.00", 2);

        till.ok("clock", "offsetMs", Duration.ofDays(7).toMillis());
        till.ok("return", "receipt", receipt, "lines", lines(1));
        till.ok("clock", "offsetMs", Duration.ofDays(8).toMillis());
        assertThat(till.refused("POLICY", "return", "receipt", receipt, "lines", lines(1)))
                .contains(receipt)
                .contains("7 days")
                .contains("approve");
        till.ok("return", "receipt", receipt, "lines", lines(1), "approve", "9999");
    }

    @Test
    void what_the_company_does_not_take_back_comes_back_on_a_managers_word_alone() throws Exception {
        openWith(Settings.none("S001").withReturns(null, List.of("no-such-thing", plainCategory())));
        String receipt = sold("cash", "37.00", 2);

        assertThat(till.refused("POLICY", "return", "receipt", receipt, "lines", lines(1)))
                .contains("approve");
        till.ok("return", "receipt", receipt, "lines", lines(1), "approve", "9999");
    }

    private static String plainCategory() {
        return org.tillmesh.retail.demo.DemoSeed.products().stream()
                .filter(product -> product.barcodes().contains(DemoBarcodes.PLAIN))
                .findFirst()
                .orElseThrow()
                .category();
    }

    // ---- without a receipt

    @Test
    void goods_without_a_receipt_come_back_on_a_managers_word_at_no_more_than_they_cost() throws Exception {
        openShop();
        sold("cash", "18.50", 1);
        List<String> before = onHand();
        List<Map<String, Object>> one = List.of(loose(DemoBarcodes.PLAIN, "2", "17.00"));

        assertThat(till.refused("FORBIDDEN", "return", "lines", one, "reason", "gift"))
                .contains("34.00")
                .contains("receipt");
        till.refused("BAD_VALUE", "return", "lines", one, "approve", "9999");
        assertThat(till.refused(
                        "BAD_VALUE",
                        "return",
                        "lines",
                        List.of(loose(DemoBarcodes.PLAIN, "2", "18.51")),
                        "reason",
                        "gift",
                        "approve",
                        "9999"))
                .contains("18.51")
                .contains("37.00");
        till.refused("BAD_VALUE", "return", "lines", one, "reason", "gift", "reference", "رقم", "approve", "9999");
        till.refused("BAD_VALUE", "return", "lines", one, "reason", "gift", "tender", "account", "approve", "9999");
        assertThat(onHand()).isEqualTo(before);

        JsonNode back = till.ok("return", "lines", one, "reason", "gift", "key", "k", "approve", "9999");
        assertThat(back.path("total").asText()).isEqualTo("34.00");
        assertThat(back.path("tenders").get(0).path("kind").asText()).isEqualTo("cash");
        JsonNode again = till.ok("return", "lines", one, "reason", "gift", "key", "k", "approve", "9999");
        assertThat(again.path("again").asBoolean()).isTrue();
        assertThat(again.path("receipt")).isEqualTo(back.path("receipt"));
        assertThat(onHand()).isNotEqualTo(before);
        till.ok(
                "return",
                "lines",
                List.of(Map.of("code", DemoBarcodes.ZERO_RATED)),
                "reason",
                "gift",
                "reference",
                "OLD-77/3",
                "approve",
                "9999");
        JsonNode audited = till.ok("audit", "kind", "return-without-receipt", "approve", "9999")
                .path("events");
        assertThat(audited).hasSize(2);
        assertThat(audited.get(1).path("about").asText()).contains("34.00").contains("gift");
        everythingIsLawful();
    }

    // ---- several receipts

    @Test
    void lines_of_several_receipts_come_back_in_one_commit_a_credit_note_each() throws Exception {
        openShop();
        String cash = sold("cash", "37.00", 2);
        String card = sold("card", "55.50", 3);
        var lines = List.of(of(cash, 1), of(card, 1), loose(DemoBarcodes.PLAIN, "1", "10.00"));

        assertThat(till.refused(
                        "ALREADY_RETURNED", "return", "lines", List.of(of(cash, 1), of(card, 4)), "reason", "all"))
                .contains(card);
        assertThat(till.ok("sales").path("count").asInt()).isEqualTo(2);
        JsonNode back = till.ok("return", "lines", lines, "reason", "all", "key", "k", "approve", "9999");

        assertThat(back.path("creditNotes")).hasSize(3);
        assertThat(back.path("difference").asText()).isEqualTo("-47.00");
        assertThat(StreamSupport.stream(back.path("creditNotes").spliterator(), false)
                        .map(note -> note.path("original").asText("") + " "
                                + note.path("total").asText() + " "
                                + note.path("tenders").get(0).path("kind").asText()))
                .containsExactly(cash + " 18.50 cash", card + " 18.50 card", " 10.00 cash");
        JsonNode again = till.ok("return", "lines", lines, "reason", "all", "key", "k");
        assertThat(again.path("creditNotes")).isEqualTo(back.path("creditNotes"));
        assertThat(again.path("again").asBoolean()).isTrue();
        assertThat(till.ok("x").path("figures").path("expected").asText())
                .as("200.00 + 37.00 − 18.50 − 10.00")
                .isEqualTo("208.50");
        till.refused("ALREADY_RETURNED", "return", "receipt", cash, "lines", lines(2));
        everythingIsLawful();
    }

    @Test
    void a_line_that_names_neither_or_both_is_refused() throws Exception {
        openShop();
        String receipt = sold("cash", "37.00", 2);
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("qty", "1"),
                Map.of("line", 1),
                Map.of("line", 1, "qty", "1", "price", "1.00"),
                Map.of("line", 1, "code", DemoBarcodes.PLAIN, "qty", "1"),
                Map.of("line", 1, "qty", "0"),
                Map.of("line", 1, "qty", "-1"))) {
            till.refused("BAD_VALUE", "return", "receipt", receipt, "lines", List.of(wrong), "approve", "9999");
        }
        till.refused("BAD_VALUE", "return", "receipt", receipt, "lines", List.of());
        till.refused("BAD_VALUE", "return", "lines", lines(1));
        till.refused("UNKNOWN_BARCODE", "return", "lines", List.of(loose("777", "1", "1.00")), "reason", "r");
        assertThat(till.ok("sales").path("count").asInt()).isEqualTo(1);
    }
}
