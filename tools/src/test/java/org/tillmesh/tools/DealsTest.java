package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.hardware.code.Ean13;
import org.tillmesh.relay.Relay;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.ProductUnit;
import org.tillmesh.retail.company.RoleProfile;
import org.tillmesh.retail.deal.Audience;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Hours;
import org.tillmesh.retail.deal.Offer;
import org.tillmesh.retail.deal.PriceList;
import org.tillmesh.retail.deal.Promotion;
import org.tillmesh.retail.deal.Validity;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.demo.DemoSeed;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.zatca.ZatcaRules;

/** What head office wrote of prices, promotions and roles, at a till that has heard it: the plain product is 18.50. */
class DealsTest {
    private static final Instant NOW = Instant.now();
    private static final Instant IN_TWO_HOURS = NOW.plus(Duration.ofHours(2));
    private static final String CARTON = Ean13.complete("628000000099");
    private static final String CARTON_GTIN = "0" + CARTON;

    @TempDir
    Path dir;

    private @Nullable Relay relay;
    private PipedTill till;

    @AfterEach
    void close() throws Exception {
        till.close();
        if (relay != null) {
            relay.close();
        }
    }

    /** A till that knows these documents of head office, with its shop open. */
    private void openWith(List<StateDocument> written) throws Exception {
        WrittenOffice office = WrittenOffice.with(dir, written);
        relay = office.relay();
        till = office.till();
    }

    /** The demo's products are the same in every folder. */
    private static Product plain() {
        return DemoSeed.products().stream()
                .filter(product -> product.barcodes().contains(DemoBarcodes.PLAIN))
                .findFirst()
                .orElseThrow();
    }

    private static Money sar(String amount) {
        return Money.parse(amount, Money.SAR);
    }

    private static Promotion promotion(String id, Validity when, @Nullable String coupon, Offer offer) {
        List<String> products =
                offer instanceof Offer.Spend ? List.of() : List.of(plain().id().value());
        return new Promotion(
                id,
                "Deal " + id,
                "عرض " + id,
                when,
                Hours.ALWAYS,
                List.of(),
                coupon,
                null,
                Promotion.PRIORITY,
                0,
                products,
                List.of(),
                offer);
    }

    private static final Promotion THREE_FOR_50 =
            promotion("three", Validity.ALWAYS, null, new Offer.SetPrice(3, sar("50.00")));

    private JsonNode cart() {
        return till.ok("cart").path("cart");
    }

    private JsonNode scan(String code, String qty) {
        till.ok("scan", "code", code, "qty", qty);
        return cart();
    }

    private JsonNode complete() {
        till.ok("tender", "kind", "cash", "amount", cart().path("due").asText());
        return till.ok("complete");
    }

    private byte[] invoice(JsonNode receipt) throws IOException {
        Path file = dir.resolve(receipt.path("uuid").asText() + ".xml");
        till.ok("invoice", "uuid", receipt.path("uuid").asText(), "file", file.toString());
        return Files.readAllBytes(file);
    }

    @Test
    void a_set_costs_its_price_on_screen_receipt_invoice_and_back_again() throws Exception {
        openWith(List.of(
                THREE_FOR_50,
                promotion(
                        "spend",
                        Validity.ALWAYS,
                        null,
                        new Offer.Spend(sar("60.00"), new Discount.Amount(sar("6.00"))))));

        JsonNode cart = scan(DemoBarcodes.PLAIN, "4");
        JsonNode line = cart.path("lines").path(0);
        assertThat(line.path("price").asText()).isEqualTo("18.50");
        assertThat(line.path("priceReason").path("kind").asText()).isEqualTo("shelf");
        assertThat(line.path("deals").path(0).path("id").asText()).isEqualTo("three");
        assertThat(line.path("deals").path(0).path("off").asText()).isEqualTo("5.50");
        assertThat(line.path("total").asText()).isEqualTo("68.50");
        assertThat(line.path("byHand").asBoolean()).isFalse();
        assertThat(cart.path("deals").path(0).path("name").asText()).isEqualTo("Deal spend");
        assertThat(cart.path("total").asText()).isEqualTo("62.50");
        assertThat(cart.has("needsApproval")).isFalse();

        JsonNode sale = complete();
        assertThat(ZatcaRules.failures(invoice(sale))).isEmpty();
        till.ok(
                "receipt-image",
                "uuid",
                sale.path("uuid").asText(),
                "file",
                dir.resolve("receipt.png").toString());
        long back = 0;
        for (int i = 0; i < 4; i++) {
            JsonNode credit = till.ok(
                    "return",
                    "receipt",
                    sale.path("receipt").asText(),
                    "lines",
                    List.of(Map.of("line", 1, "qty", "1")));
            assertThat(ZatcaRules.failures(invoice(credit))).isEmpty();
            back += sar(credit.path("total").asText()).minor();
        }
        assertThat(back).isEqualTo(6_250);
        assertThat(till.ok("reconcile", "approve", "9999").path("agrees").asBoolean())
                .isTrue();
        assertThat(till.ok("sales").path("gross").asText()).isEqualTo("0.00");
    }

    @Test
    void a_coupon_counts_while_it_is_presented_and_says_why_it_does_not() throws Exception {
        Offer half = new Offer.PercentOff(Discount.Percent.parse("50"));
        var over = new Validity(true, null, Instant.parse("2026-01-31T21:00:00Z"), List.of());
        var later = new Validity(true, Instant.parse("2099-01-01T00:00:00Z"), null, List.of());
        var elsewhere = new Validity(true, null, null, List.of("S002"));
        openWith(List.of(
                promotion("half", Validity.ALWAYS, "HALF", half),
                promotion("over", over, "OVER", half),
                promotion("later", later, "LATER", half),
                promotion("elsewhere", elsewhere, "ELSEWHERE", half)));

        assertThat(scan(DemoBarcodes.PLAIN, "1").path("total").asText()).isEqualTo("18.50");
        JsonNode cart = till.ok("coupon", "code", "HALF").path("cart");
        assertThat(cart.path("total").asText()).isEqualTo("9.25");
        assertThat(cart.path("coupons").path(0).asText()).isEqualTo("HALF");
        assertThat(cart.path("handPercent").asText()).isEqualTo("0");
        assertThat(till.ok("coupon", "code", "HALF").path("cart").path("total").asText())
                .isEqualTo("18.50");

        assertThat(till.refused("BAD_VALUE", "coupon", "code", "NONE")).contains("\"NONE\"");
        assertThat(till.refused("BAD_VALUE", "coupon", "code", "٥٠")).contains("٥٠");
        assertThat(till.refused("BAD_VALUE", "coupon", "code", "OVER")).contains("2026-01-31T21:00:00Z");
        assertThat(till.refused("BAD_VALUE", "coupon", "code", "LATER")).contains("2099-01-01T00:00:00Z");
        assertThat(till.refused("BAD_VALUE", "coupon", "code", "ELSEWHERE")).contains("this store");
        till.refused("BAD_VALUE", "coupon", "code", " ");
        till.refused("BAD_VALUE", "coupon", "code", "x".repeat(201));
        assertThat(cart().path("coupons")).isEmpty();
    }

    @Test
    void a_coupon_that_is_scanned_at_the_window_is_presented_once() throws Exception {
        Offer half = new Offer.PercentOff(Discount.Percent.parse("50"));
        openWith(List.of(
                promotion("half", Validity.ALWAYS, "HALF", half),
                promotion("off", new Validity(false, null, null, List.of()), "OFF", half)));
        till.close();
        try (Till behind = Till.open(new TillOptions(dir.resolve("till"), true, "S001", "T01", null, List.of(), 0))) {
            behind.people().login(new UserId("cashier"), "1111");
            behind.counter().scan(DemoBarcodes.PLAIN, null, null);

            assertThat(behind.counter().presentCoupon("HALF").orElseThrow().total())
                    .isEqualTo(sar("9.25"));
            assertThat(behind.counter().presentCoupon("HALF").orElseThrow().total())
                    .isEqualTo(sar("9.25"));
            assertThat(behind.counter().presentCoupon("6289999222460")).isEmpty();
            assertThatThrownBy(() -> behind.counter().presentCoupon("OFF"))
                    .isInstanceOf(TillException.class)
                    .hasMessageContaining("switched off");
        }
    }

    @Test
    void a_customers_price_list_stands_while_the_customer_is_attached() throws Exception {
        openWith(List.of(new PriceList(
                "vip",
                "For friends",
                "للأصدقاء",
                Validity.ALWAYS,
                new Audience(List.of("vip"), List.of()),
                PriceList.plain(Map.of(plain().id().value(), sar("15.00"))))));
        String customer = till.ok("customer", "new", Map.of("name", "Sara", "tags", List.of("vip")))
                .path("customer")
                .path("id")
                .asText();

        assertThat(scan(DemoBarcodes.PLAIN, "2").path("total").asText()).isEqualTo("37.00");
        till.ok("customer", "id", customer, "attach", true);
        JsonNode line = cart().path("lines").path(0);
        assertThat(line.path("price").asText()).isEqualTo("15.00");
        assertThat(line.path("priceReason").path("kind").asText()).isEqualTo("list");
        assertThat(line.path("priceReason").path("name").asText()).isEqualTo("For friends");
        till.ok("customer", "attach", false);
        assertThat(cart().path("total").asText()).isEqualTo("37.00");
    }

    @Test
    void a_price_by_hand_is_a_right_or_a_managers_word() throws Exception {
        till = PipedTill.selling(dir.resolve("till"));
        scan(DemoBarcodes.PLAIN, "2");

        assertThat(till.refused("FORBIDDEN", "price", "line", 1, "price", "18.00", "reason", "torn"))
                .contains("18.00")
                .contains("18.50")
                .contains("approve");
        till.refused("WRONG_PIN", "price", "line", 1, "price", "18.00", "reason", "torn", "approve", "1111");
        till.refused("BAD_VALUE", "price", "line", 1, "price", "-1.00", "reason", "torn", "approve", "9999");
        till.refused("BAD_VALUE", "price", "line", 1, "price", "١٨.٠٠", "reason", "torn", "approve", "9999");
        till.refused("BAD_VALUE", "price", "line", 1, "price", "9999999999.00", "reason", "torn", "approve", "9999");
        till.refused("BAD_VALUE", "price", "line", 1, "price", "18.00", "reason", " ", "approve", "9999");
        till.refused("BAD_VALUE", "price", "line", 1, "price", "18.00", "approve", "9999");
        till.refused("UNKNOWN_LINE", "price", "line", 9, "price", "18.00", "reason", "torn", "approve", "9999");
        assertThat(cart().path("total").asText()).isEqualTo("37.00");

        JsonNode cart = till.ok("price", "line", 1, "price", "12.00", "reason", "torn", "approve", "9999")
                .path("cart");
        JsonNode line = cart.path("lines").path(0);
        assertThat(line.path("price").asText()).isEqualTo("12.00");
        assertThat(line.path("byHand").asBoolean()).isTrue();
        assertThat(line.path("priceReason").path("kind").asText()).isEqualTo("hand");
        assertThat(line.path("priceReason").path("name").asText()).isEqualTo("torn");
        assertThat(cart.path("handPercent").asText()).isEqualTo("35.14");
        assertThat(scan(DemoBarcodes.PLAIN, "1").path("lines"))
                .as("a line of its own")
                .hasSize(2);
        assertThat(ZatcaRules.failures(invoice(complete()))).isEmpty();
    }

    @Test
    void head_office_says_what_a_role_may_give() throws Exception {
        openWith(List.of(
                new RoleProfile("CASHIER", "Cashier", "كاشير", 20, 40, List.of("price-by-hand")),
                new RoleProfile("MANAGER", "Manager", "مدير", 60, null, List.of())));
        scan(DemoBarcodes.PLAIN, "1");
        scan(DemoBarcodes.ZERO_RATED, "1");

        till.ok("discount", "line", 2, "percent", "40");
        assertThat(till.refused("FORBIDDEN", "discount", "line", 2, "percent", "40.01"))
                .contains("40 %")
                .contains("40.01 %");
        till.ok("discount", "line", 2, "percent", "0");
        till.ok("discount", "percent", "20");
        till.refused("FORBIDDEN", "discount", "percent", "20.01");
        till.ok("discount", "percent", "0");
        till.ok("price", "line", 1, "price", "16.00", "reason", "torn");
        till.refused("FORBIDDEN", "price", "line", 1, "price", "1.00", "reason", "torn", "approve", "9999");
        till.ok("price", "line", 1, "price", "9.00", "reason", "torn", "approve", "9999");
    }

    @Test
    void prices_stand_still_while_something_is_paid() throws Exception {
        openWith(List.of(promotion(
                "now",
                new Validity(true, null, IN_TWO_HOURS, List.of()),
                null,
                new Offer.PercentOff(Discount.Percent.parse("50")))));
        relay.close(); // whose time would put the till's right again
        relay = null;
        assertThat(scan(DemoBarcodes.PLAIN, "2").path("total").asText()).isEqualTo("18.50");
        till.ok("tender", "kind", "cash", "amount", "1.00");
        till.ok("clock", "offsetMs", Duration.ofHours(3).toMillis());

        assertThat(cart().path("total").asText()).isEqualTo("18.50");
        assertThat(till.ok("qty", "line", 1, "qty", "4")
                        .path("cart")
                        .path("total")
                        .asText())
                .isEqualTo("37.00");
        till.close();
        till = PipedTill.demo(dir.resolve("till"));
        till.ok("login", "pin", "1111", "user", "cashier");
        till.ok("clock", "offsetMs", Duration.ofHours(3).toMillis());
        assertThat(cart().path("total").asText()).isEqualTo("37.00");
        assertThat(complete().path("total").asText()).isEqualTo("37.00");
        assertThat(scan(DemoBarcodes.PLAIN, "2").path("total").asText()).isEqualTo("37.00");
    }

    @Test
    void a_cart_that_is_recalled_is_priced_anew_and_keeps_the_shelf_price() throws Exception {
        openWith(List.of(promotion(
                "now",
                new Validity(true, null, IN_TWO_HOURS, List.of()),
                null,
                new Offer.PercentOff(Discount.Percent.parse("50")))));
        relay.close();
        relay = null;
        scan(DemoBarcodes.PLAIN, "2");
        String parked = till.ok("park", "name", "p").path("cart").asText();
        till.ok("clock", "offsetMs", Duration.ofHours(3).toMillis());

        assertThat(till.ok("recall", "cart", parked).path("cart").path("total").asText())
                .isEqualTo("37.00");
    }

    @Test
    void a_carton_is_sold_by_its_own_code_and_takes_its_pieces_off_the_shelf() throws Exception {
        var carton =
                new ProductUnit("carton", "Carton of 24", "كرتون ٢٤", Quantity.of(24), sar("400.00"), List.of(CARTON));
        openWith(List.of(plain().withUnits(List.of(carton))));
        String before =
                till.ok("stock", "code", DemoBarcodes.PLAIN).path("onHand").asText();

        JsonNode cart = scan(CARTON, "1");
        assertThat(cart.path("total").asText()).isEqualTo("400.00");
        assertThat(cart.path("lines").path(0).path("pack").asText()).isEqualTo("carton");
        assertThat(ZatcaRules.failures(invoice(complete()))).isEmpty();
        assertThat(Quantity.parse(before)
                        .minus(Quantity.parse(till.ok("stock", "code", DemoBarcodes.PLAIN)
                                .path("onHand")
                                .asText())))
                .isEqualTo(Quantity.of(24));
        till.ok("scan", "code", "(01)" + CARTON_GTIN + "(10)B7");
        assertThat(cart().path("total").asText()).isEqualTo("400.00");
        till.ok("clear");

        till.ok("count", "code", DemoBarcodes.PLAIN, "qty", "10", "approve", "9999");
        assertThat(till.ok("receive", "code", CARTON, "qty", "2", "approve", "9999")
                        .path("onHand")
                        .asText())
                .isEqualTo("58");
        assertThat(till.ok("count", "code", CARTON, "qty", "3", "approve", "9999")
                        .path("onHand")
                        .asText())
                .isEqualTo("72");
    }

    @Test
    void a_line_is_noted_and_a_cart_is_split() throws Exception {
        till = PipedTill.selling(dir.resolve("till"));
        till.refused("UNKNOWN_LINE", "note", "line", 1, "text", "gift");
        till.refused("CART_EMPTY", "split", "lines", List.of(Map.of("line", 1, "qty", "1")));
        scan(DemoBarcodes.PLAIN, "3");
        assertThat(till.ok("note", "line", 1, "text", "gift")
                        .path("cart")
                        .path("lines")
                        .path(0)
                        .path("note")
                        .asText())
                .isEqualTo("gift");
        till.refused("BAD_VALUE", "note", "line", 1, "text", "x".repeat(201));
        till.refused("BAD_VALUE", "split", "lines", List.of(Map.of("line", 1, "qty", "3")));

        JsonNode rest = till.ok("split", "lines", List.of(Map.of("line", 1, "qty", "1")), "name", "friend")
                .path("cart");
        assertThat(rest.path("total").asText()).isEqualTo("37.00");
        JsonNode aside = till.ok("parked").path("carts").path(0);
        assertThat(aside.path("name").asText()).isEqualTo("friend");
        assertThat(aside.path("total").asText()).isEqualTo("18.50");
        complete();
        assertThat(till.ok("recall", "cart", aside.path("id").asText())
                        .path("cart")
                        .path("total")
                        .asText())
                .isEqualTo("18.50");
    }

    @Test
    void a_quotation_keeps_its_prices_while_it_holds_and_loses_them_after() throws Exception {
        openWith(List.of(promotion(
                "today",
                new Validity(true, null, IN_TWO_HOURS, List.of()),
                null,
                new Offer.PercentOff(Discount.Percent.parse("10")))));
        scan(DemoBarcodes.PLAIN, "2");
        String quoted = till.ok("quote", "days", 2).path("cart").asText();
        scan(DemoBarcodes.PLAIN, "2");
        String plain = till.ok("park").path("cart").asText();

        till.ok("clock", "offsetMs", Duration.ofHours(3).toMillis());
        assertThat(till.ok("recall", "cart", plain).path("cart").path("total").asText())
                .isEqualTo("37.00");
        till.ok("clear");
        assertThat(till.ok("recall", "cart", quoted).path("cart").path("total").asText())
                .isEqualTo("33.30");
        till.ok("tender", "kind", "cash", "amount", "1.00");
        till.ok("note", "line", 1, "text", "gift");
        assertThat(till.ok("qty", "line", 1, "qty", "3")
                        .path("cart")
                        .path("total")
                        .asText())
                .as("by the promotions of that moment")
                .isEqualTo("49.95");
        quoted = till.ok("park").path("cart").asText();

        till.ok("clock", "offsetMs", Duration.ofHours(49).toMillis());
        JsonNode late = till.ok("recall", "cart", quoted).path("cart");
        assertThat(late.path("quotation").path("holds").asBoolean()).isFalse();
        assertThat(late.path("total").asText()).isEqualTo("55.50");
    }
}
