package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.ChainCheck;
import org.tillmesh.zatca.ZatcaRules;

/** Goods come back in the cart that others are bought with: the plain product is 18.50. */
class ExchangeTest {
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

    private String sold(String kind, int pieces, String amount) {
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", String.valueOf(pieces));
        till.ok("tender", "kind", kind, "amount", amount, "card", kind.equals("card") ? "778899" : "");
        return till.ok("complete").path("receipt").asText();
    }

    private JsonNode back(String receipt, String qty) {
        return till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", qty, "back", Map.of("receipt", receipt, "line", 1));
    }

    private JsonNode cart() {
        return till.ok("cart").path("cart");
    }

    private String expected() {
        return till.ok("x").path("figures").path("expected").asText();
    }

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
        assertThat(till.ok("reconcile", "approve", "9999").path("differences"))
                .as("no relay has heard of it")
                .allSatisfy(each -> assertThat(each.path("what").asText()).isEqualTo("head-office"));
    }

    @Test
    void the_difference_is_paid_and_credit_note_and_invoice_are_one_commit() throws Exception {
        String receipt = sold("card", 2, "37.00");
        JsonNode line = back(receipt, "1").path("line");
        assertThat(line.path("qty").asText()).isEqualTo("-1");
        assertThat(line.path("total").asText()).isEqualTo("-18.50");
        assertThat(line.path("back").path("receipt").asText()).isEqualTo(receipt);
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "3");
        JsonNode cart = cart();
        assertThat(cart.path("total").asText()).isEqualTo("37.00");
        assertThat(cart.path("due").asText()).isEqualTo("37.00");
        till.refused("NOT_PAID", "complete");
        till.refused("OVERPAID", "tender", "kind", "card", "amount", "37.01", "card", "1234");
        till.ok("tender", "kind", "cash", "amount", "50.00");

        JsonNode done = till.ok("complete", "key", "k");

        assertThat(done.path("receipt").asText()).isEqualTo("S001-T01-000003");
        assertThat(done.path("creditNote").asText()).isEqualTo("S001-T01-000002");
        assertThat(done.path("total").asText()).isEqualTo("55.50");
        assertThat(done.path("creditNotes").get(0).path("total").asText()).isEqualTo("18.50");
        assertThat(done.path("creditNotes").get(0).path("tenders")).isEmpty();
        assertThat(done.path("difference").asText()).isEqualTo("37.00");
        assertThat(done.path("change").asText()).isEqualTo("13.00");
        assertThat(expected()).as("200.00 + 37.00").isEqualTo("237.00");
        JsonNode again = till.ok("complete", "key", "k");
        assertThat(again.path("again").asBoolean()).isTrue();
        assertThat(again.path("creditNotes")).isEqualTo(done.path("creditNotes"));
        assertThat(again.path("difference")).isEqualTo(done.path("difference"));
        assertThat(cart().path("lines")).isEmpty();
        // What was bought with what a card paid goes back to that card, as far as it paid.
        JsonNode all = till.ok(
                "return", "receipt", done.path("receipt").asText(), "lines", List.of(Map.of("line", 2, "qty", "3")));
        assertThat(all.path("tenders").toString())
                .contains("\"amount\":\"37.00\"")
                .contains("\"amount\":\"18.50\",\"card\":\"778899\"");
        everythingIsLawful();
    }

    @Test
    void what_comes_back_beyond_the_new_goods_is_paid_back_the_way_it_was_paid() throws Exception {
        String card = sold("card", 2, "37.00");
        String cash = sold("cash", 2, "37.00");
        back(card, "2");
        back(cash, "1");
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        JsonNode cart = cart();
        assertThat(cart.path("total").asText()).isEqualTo("-37.00");
        assertThat(cart.path("due").asText()).isEqualTo("0.00");
        assertThat(cart.path("payBack").asText()).isEqualTo("37.00");

        JsonNode done = till.ok("complete");

        assertThat(done.path("difference").asText()).isEqualTo("-37.00");
        assertThat(done.path("creditNotes")).hasSize(2);
        assertThat(done.path("creditNotes")
                        .get(0)
                        .path("tenders")
                        .get(0)
                        .path("amount")
                        .asText())
                .as("two thirds of 37.00 to the card")
                .isEqualTo("24.67");
        assertThat(done.path("creditNotes")
                        .get(1)
                        .path("tenders")
                        .get(0)
                        .path("amount")
                        .asText())
                .isEqualTo("12.33");
        assertThat(expected()).as("200.00 + 37.00 − 12.33").isEqualTo("224.67");
        till.refused("ALREADY_RETURNED", "return", "receipt", card, "lines", List.of(Map.of("line", 1, "qty", "1")));
        everythingIsLawful();
        for (String receipt :
                List.of(done.path("receipt").asText(), done.path("creditNote").asText())) {
            Path png = dir.resolve("r.png");
            till.ok("receipt-image", "receipt", receipt, "file", png.toString());
            assertThat(ImageIO.read(png.toFile()).getHeight()).isPositive();
        }
    }

    @Test
    void a_line_that_comes_back_is_added_to_taken_out_parked_and_recalled() {
        String receipt = sold("cash", 3, "55.50");
        back(receipt, "1");
        assertThat(back(receipt, "1").path("line").path("qty").asText()).isEqualTo("-2");
        assertThat(cart().path("lines")).hasSize(1);
        till.refused(
                "ALREADY_RETURNED", "scan", "code", DemoBarcodes.PLAIN, "qty", "2", "back", Map.of("receipt", receipt));
        till.refused("BAD_VALUE", "qty", "line", 1, "qty", "1");
        till.refused("BAD_VALUE", "discount", "line", 1, "percent", "1");
        till.refused("CART_EMPTY", "complete");
        till.refused("CART_OPEN", "logout");
        till.ok("scan", "code", DemoBarcodes.ZERO_RATED, "qty", "10");
        String parked = till.ok("park", "name", "p").path("cart").asText();
        assertThat(cart().path("lines")).isEmpty();
        till.ok("recall", "cart", parked);
        assertThat(cart().path("lines")).hasSize(2);
        JsonNode voided = till.ok("void-line", "line", 1).path("cart");
        assertThat(voided.path("lines")).hasSize(1);
        back(receipt, "3");
        JsonNode due = cart().path("due");
        if (!due.asText().equals("0.00")) {
            till.ok("tender", "kind", "cash", "amount", due.asText());
        }
        till.ok("complete");
        assertThat(till.ok("exceptions").path("exceptions")).isEmpty();
    }

    @Test
    void what_is_not_there_does_not_come_back_and_nothing_changes() {
        String receipt = sold("cash", 1, "18.50");
        for (Object[] wrong : new Object[][] {
            {"UNKNOWN_RECEIPT", DemoBarcodes.PLAIN, "1", Map.of("receipt", "S001-T01-000099", "line", 1)},
            {"UNKNOWN_LINE", DemoBarcodes.PLAIN, "1", Map.of("receipt", receipt, "line", 9)},
            {"UNKNOWN_LINE", DemoBarcodes.ZERO_RATED, "1", Map.of("receipt", receipt)},
            {"BAD_VALUE", DemoBarcodes.ZERO_RATED, "1", Map.of("receipt", receipt, "line", 1)},
            {"BAD_VALUE", DemoBarcodes.PLAIN, "-1", Map.of("receipt", receipt, "line", 1)},
            {"BAD_VALUE", DemoBarcodes.PLAIN, "0.5", Map.of("receipt", receipt, "line", 1)},
            {"BAD_VALUE", DemoBarcodes.PLAIN, "1", Map.of("receipt", receipt, "line", 0)},
            {"BAD_VALUE", DemoBarcodes.PLAIN, "1", Map.of("line", 1)},
            {"ALREADY_RETURNED", DemoBarcodes.PLAIN, "2", Map.of("receipt", receipt, "line", 1)},
            {"UNKNOWN_FIELD", DemoBarcodes.PLAIN, "1", Map.of("receipt", receipt, "colour", "red")}
        }) {
            till.refused((String) wrong[0], "scan", "code", wrong[1], "qty", wrong[2], "back", wrong[3]);
        }
        assertThat(cart().path("lines")).isEmpty();
    }

    @Test
    void a_return_in_between_is_found_when_the_cart_is_completed() {
        String receipt = sold("cash", 1, "18.50");
        back(receipt, "1");
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "2");
        till.ok("return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")));
        till.ok("tender", "kind", "cash", "amount", "18.50");
        till.refused("ALREADY_RETURNED", "complete", "key", "k");
        assertThat(till.ok("sales").path("count").asInt()).isEqualTo(2);
        till.ok("void-line", "line", 1);
        till.ok("tender", "kind", "cash", "amount", "18.50");
        till.ok("complete", "key", "k");
    }

    @Test
    void the_open_cart_with_what_comes_back_is_there_after_a_restart() throws Exception {
        String receipt = sold("cash", 1, "18.50");
        back(receipt, "1");
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "2");
        till.close();
        till = PipedTill.demo(dir.resolve("till"));
        till.ok("login", "pin", "1111");
        assertThat(cart().path("total").asText()).isEqualTo("18.50");
        till.ok("tender", "kind", "cash", "amount", "18.50");
        till.ok("complete");
    }

    @Test
    void a_gift_receipt_says_no_price_and_brings_the_goods_back() throws Exception {
        String receipt = sold("cash", 1, "18.50");
        Path whole = dir.resolve("whole.png");
        Path gift = dir.resolve("gift.png");
        till.ok("receipt-image", "receipt", receipt, "file", whole.toString());
        till.ok("receipt-image", "receipt", receipt, "file", gift.toString(), "gift", true);
        BufferedImage small = ImageIO.read(gift.toFile());
        assertThat(small.getHeight()).isLessThan(ImageIO.read(whole.toFile()).getHeight());
        int[] pixels = small.getRGB(0, 0, small.getWidth(), small.getHeight(), null, 0, small.getWidth());
        var qr = new QRCodeReader()
                .decode(new BinaryBitmap(
                        new HybridBinarizer(new RGBLuminanceSource(small.getWidth(), small.getHeight(), pixels))));
        assertThat(qr.getText()).isEqualTo(receipt);
        String credit = till.ok("return", "receipt", qr.getText(), "lines", List.of(Map.of("line", 1, "qty", "1")))
                .path("receipt")
                .asText();
        till.refused("BAD_VALUE", "receipt-image", "receipt", credit, "file", gift.toString(), "gift", true);
    }
}
