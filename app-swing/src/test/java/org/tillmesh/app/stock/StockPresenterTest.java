package org.tillmesh.app.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.page.RecordingPage;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Quantity;

class StockPresenterTest {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private final RecordingPage page = new RecordingPage();

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        var stock = new StockPresenter(desk, page);
        page.presenter = stock;
        desk.inFront = stock;
        stock.shown();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Quantity onHand(String code) {
        return desk.till().goods().stock(code).onHand();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void goods_are_received_with_a_managers_word_and_the_age_of_what_is_shown_is_told(Language language) {
        desk.language = language;
        desk.managersPin = "9999";
        Quantity before = onHand(DemoBarcodes.PLAIN);
        page.type(DemoBarcodes.PLAIN);
        assertThat(page.rows).hasSize(1);
        assertThat(page.note).isNotEmpty();
        desk.press(FunctionKey.ENTER);
        page.fill("qty", "12", "cost", "1.25");
        assertThat(page.form).isNull();
        assertThat(desk.asked).contains("approval");
        assertThat(onHand(DemoBarcodes.PLAIN)).isEqualTo(before.plus(Quantity.of(12)));
        assertThat(page.rows.get(0).amount())
                .contains(onHand(DemoBarcodes.PLAIN).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-3", "abc", "1.5", "99999999", "6289999222479"})
    void what_is_no_quantity_is_told_at_its_field_and_changes_nothing(String qty) {
        desk.managersPin = "9999";
        Quantity before = onHand(DemoBarcodes.PLAIN);
        page.type(DemoBarcodes.PLAIN);
        desk.press(FunctionKey.ENTER);
        page.fill("qty", qty);
        assertThat(page.problem).isNotBlank();
        assertThat(page.form).isNotNull();
        assertThat(onHand(DemoBarcodes.PLAIN)).isEqualTo(before);
    }

    @Test
    void without_a_managers_word_nothing_comes_and_what_was_typed_stays() {
        page.type(DemoBarcodes.PLAIN);
        desk.press(FunctionKey.ENTER);
        page.fill("qty", "12");
        assertThat(page.problem).isNotBlank();
        assertThat(page.form).isNotNull();
    }

    @Test
    void digits_of_an_arabic_keyboard_are_digits() {
        desk.managersPin = "9999";
        Quantity before = onHand(DemoBarcodes.PLAIN);
        page.type(DemoBarcodes.PLAIN);
        desk.press(FunctionKey.ENTER);
        page.fill("qty", "\u0661\u0662");
        assertThat(onHand(DemoBarcodes.PLAIN)).isEqualTo(before.plus(Quantity.of(12)));
    }

    @Test
    void goods_that_are_kept_by_batch_ask_for_it_and_the_batch_is_told_with_its_end() {
        desk.managersPin = "9999";
        desk.press(FunctionKey.ESCAPE);
        page.presenter.scanned(DemoBarcodes.BATCH_TRACKED);
        desk.press(FunctionKey.ENTER);
        page.fill("qty", "4", "batch", "L77", "expiry", "31.12.2030");
        assertThat(page.problemAt).isEqualTo("expiry");
        page.fill("qty", "4", "batch", "L77", "expiry", "2030-12-31");
        assertThat(page.problem).isEmpty();
        assertThat(page.told()).contains("L77").contains("2030-12-31");
    }

    @Test
    void damaged_goods_go_and_found_goods_come_whatever_sign_nobody_typed() {
        desk.managersPin = "9999";
        Quantity before = onHand(DemoBarcodes.PLAIN);
        page.type(DemoBarcodes.PLAIN);
        desk.press(FunctionKey.F2);
        page.fill("reason", "DAMAGED", "qty", "2", "note", "fell");
        desk.press(FunctionKey.F2);
        page.fill("reason", "FOUND", "qty", "5");
        desk.press(FunctionKey.F2);
        page.fill("reason", "OTHER-", "qty", "1");
        assertThat(onHand(DemoBarcodes.PLAIN)).isEqualTo(before.plus(Quantity.of(2)));
    }

    @Test
    void labels_without_a_printer_are_refused_in_the_form() {
        page.type(DemoBarcodes.PLAIN);
        desk.press(FunctionKey.F5);
        page.fill("copies", "0");
        assertThat(page.problem).isNotBlank();
        page.fill("copies", "many");
        assertThat(page.problemAt).isEqualTo("copies");
        page.fill("copies", "2");
        assertThat(page.problem).isNotBlank();
        assertThat(page.form).isNotNull();
    }

    @Test
    void what_is_not_found_is_said_and_keys_say_why_they_do_nothing() {
        page.type("nothing has such a name");
        assertThat(page.rows).isEmpty();
        assertThat(page.empty).contains("nothing has such a name");
        desk.press(FunctionKey.ENTER);
        assertThat(desk.lastSaid()).isEqualTo(Language.ENGLISH.text("productFirst"));
        assertThat(page.form).isNull();
    }

    @Test
    void its_keys_lead_to_the_other_pages_of_stock() {
        desk.press(FunctionKey.F6);
        desk.press(FunctionKey.F7);
        desk.press(FunctionKey.F8);
        desk.press(FunctionKey.F9);
        desk.press(FunctionKey.ESCAPE);
        assertThat(desk.shown)
                .containsExactly(
                        Desk.Place.LOW_STOCK,
                        Desk.Place.ORDERS,
                        Desk.Place.SHEETS,
                        Desk.Place.TRANSFERS,
                        Desk.Place.MENU);
    }
}
