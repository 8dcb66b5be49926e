package org.tillmesh.app.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.device.DeviceSetup;

/** The devices of a till, of which none answers: the screen says so and goes on. */
class DevicesPresenterTest implements DevicesView {
    @TempDir
    Path dir;

    private Till till;
    private RecordingDesk desk;
    private DevicesPresenter presenter;
    private List<Row> rows = List.of();
    private int chosen = -1;

    @BeforeEach
    void open() {
        till = Shops.selling(dir.resolve("till"));
        till.people().logout();
        till.people().login(new UserId("manager"), "9999");
        set("printer", "escpos");
        set("scale", "8217");
        desk = new RecordingDesk(till);
        presenter = new DevicesPresenter(desk, this, () -> {});
        desk.inFront = presenter;
        presenter.shown();
    }

    private void set(String kind, String driver) {
        till.devices().set(new DeviceSetup(kind, kind, driver, "tcp:127.0.0.1:1", Map.of()), null);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Override
    public void devices(List<Row> now, int selected) {
        rows = now;
        chosen = selected;
    }

    @Override
    public void focus() {}

    @Test
    void a_device_that_is_not_there_is_a_fault_in_words_and_the_others_are_tried_all_the_same() {
        assertThat(rows).extracting(Row::id).containsExactly("printer", "scale");

        desk.press(FunctionKey.DOWN);
        desk.press(FunctionKey.F3);

        assertThat(chosen).isEqualTo(1);
        assertThat(rows.get(1).state()).isEqualTo("fault");
        assertThat(rows.get(1).word()).isEqualTo("fault");
        assertThat(rows.get(1).said()).isNotEmpty();
        assertThat(desk.sounds).contains("blocked");
        desk.press(FunctionKey.UP);
        desk.press(FunctionKey.ENTER);
        assertThat(rows.get(0).state()).isEqualTo("fault");
    }
}
