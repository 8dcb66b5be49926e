package org.tillmesh.app.returns;

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

class LooseReturnPresenterTest {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private final RecordingPage page = new RecordingPage();

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        var loose = new LooseReturnPresenter(desk, page);
        page.presenter = loose;
        desk.inFront = loose;
        loose.shown();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void goods_without_a_receipt_are_paid_back_for_a_reason_with_a_managers_word() {
        page.presenter.scanned(DemoBarcodes.PLAIN);
        page.presenter.scanned(DemoBarcodes.PLAIN);
        page.presenter.scanned("9990001112223");
        assertThat(desk.unusable).hasSize(1);
        assertThat(page.rows).hasSize(1);
        desk.press(FunctionKey.ENTER);
        page.fill("reason", " ");
        assertThat(page.problemAt).isEqualTo("reason");
        page.fill("reason", "a gift");
        assertThat(page.problem).as("a cashier alone").isNotBlank();
        desk.managersPin = "9999";
        page.fill("reason", "a gift");
        assertThat(page.form).isNull();
        assertThat(page.told()).contains("Credit note");
        assertThat(desk.till().backroom().sales(null).count()).isEqualTo(1);
        assertThat(desk.till().backroom().sales(null).sales().get(0).kind()).isEqualTo("return");
    }

    @Test
    void nothing_scanned_is_nothing_to_pay_back() {
        desk.press(FunctionKey.ENTER);
        assertThat(page.form).isNull();
        page.presenter.scanned(DemoBarcodes.PLAIN);
        desk.press(FunctionKey.F4);
        page.fill("qty", "0");
        assertThat(page.rows).isEmpty();
    }
}
