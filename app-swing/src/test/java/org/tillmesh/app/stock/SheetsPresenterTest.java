package org.tillmesh.app.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.page.RecordingPage;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.UserId;

class SheetsPresenterTest {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private final RecordingPage page = new RecordingPage();

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        desk.till().people().login(new UserId("manager"), "9999");
        open();
    }

    private void open() {
        var sheets = new SheetsPresenter(desk, page);
        page.presenter = sheets;
        desk.inFront = sheets;
        sheets.shown();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void newSheet() {
        desk.press(FunctionKey.F2);
        page.fill("name", "Shelf 4");
    }

    @Test
    void each_scan_is_one_more_and_a_draft_is_there_after_a_restart() {
        newSheet();
        page.presenter.scanned(DemoBarcodes.PLAIN);
        page.presenter.scanned(DemoBarcodes.PLAIN);
        assertThat(page.rows).hasSize(1);
        assertThat(page.rows.get(0).amount()).contains("2");
        desk.close();
        desk = new RecordingDesk(Shops.till(dir.resolve("till"), "T01"));
        desk.till().people().login(new UserId("manager"), "9999");
        open();
        assertThat(page.rows).hasSize(1);
        desk.press(FunctionKey.ENTER);
        assertThat(page.rows.get(0).amount()).contains("2");
    }

    @Test
    void a_blind_sheet_tells_what_was_expected_once_it_is_posted_and_the_count_is_the_stock() {
        newSheet();
        page.presenter.scanned(DemoBarcodes.PLAIN);
        String blind = page.told();
        desk.press(FunctionKey.ENTER);
        page.fill("qty", "6");
        assertThat(page.told()).isNotEqualTo(blind).doesNotContain("Expected");
        desk.press(FunctionKey.F12);
        desk.yes();
        assertThat(page.told()).contains("Expected");
        assertThat(desk.till().goods().stock(DemoBarcodes.PLAIN).onHand()).isEqualTo(Quantity.of(7));
        assertThat(page.presenter.keys().get(FunctionKey.F12)).isEmpty();
    }

    @Test
    void what_is_kept_by_batch_asks_for_it() {
        newSheet();
        page.presenter.scanned(DemoBarcodes.BATCH_TRACKED);
        assertThat(page.form).isNotNull();
        page.fill("qty", "3");
        assertThat(page.problem).as("without a batch").isNotBlank();
        page.fill("batch", "L1", "qty", "3");
        assertThat(page.form).isNull();
        assertThat(page.rows.get(0).line()).contains("L1");
    }

    @Test
    void what_was_counted_too_much_is_taken_off_and_never_below_nothing() {
        newSheet();
        page.presenter.scanned(DemoBarcodes.PLAIN);
        desk.press(FunctionKey.ENTER);
        page.fill("qty", "5", "sign", "no");
        assertThat(page.problem).isNotBlank();
        page.fill("qty", "1", "sign", "no");
        assertThat(page.rows.get(0).amount()).contains("0");
    }

    @Test
    void a_scan_without_a_sheet_and_a_code_of_nothing_are_said_and_count_nothing() {
        page.presenter.scanned(DemoBarcodes.PLAIN);
        assertThat(desk.unusable).hasSize(1);
        newSheet();
        page.presenter.scanned("9990001112223");
        assertThat(desk.unusable).hasSize(2);
        assertThat(page.rows).isEmpty();
        assertThat(page.empty).isNotBlank();
    }

    @Test
    void a_sheet_without_a_name_is_none() {
        desk.press(FunctionKey.F2);
        page.fill("name", "  ");
        assertThat(page.problemAt).isEqualTo("name");
        assertThat(desk.till().goods().sheets()).isEmpty();
    }
}
