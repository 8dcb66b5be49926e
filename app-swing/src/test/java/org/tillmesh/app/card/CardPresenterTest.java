package org.tillmesh.app.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.Till;
import org.tillmesh.till.device.DeviceSetup;
import org.tillmesh.till.shop.Topic;

/** A terminal that goes away in the middle of a payment: what became of it is decided at the window. */
class CardPresenterTest implements CardView {
    @TempDir
    Path dir;

    private Till till;
    private RecordingDesk desk;
    private CardPresenter presenter;
    private final List<String> stages = new ArrayList<>();
    private String problem = "";
    private boolean closed;

    @BeforeEach
    void open() throws Exception {
        Path script = dir.resolve("goes-away.sh");
        Files.writeString(
                script,
                """
                #!/bin/sh
                while read -r line; do
                  case "$line" in
                    *'"pay"'*) echo '{"said":"Insert or tap the card"}'; exit 0;;
                    *) echo '{"ok":true}';;
                  esac
                done
                """);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        till = Shops.selling(dir.resolve("till"));
        till.devices()
                .set(
                        new DeviceSetup(
                                "terminal",
                                "terminal",
                                "helper",
                                "exec:" + script,
                                Map.of("recoverySeconds", "1", "answerSeconds", "2")),
                        "9999");
        desk = new RecordingDesk(till);
        presenter = new CardPresenter(desk);
        desk.inFront = presenter;
        till.counter().scan(DemoBarcodes.PLAIN, null, null);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Override
    public void shown(String title, String amount, String stage, String said, String color) {
        stages.add(stage);
    }

    @Override
    public void problem(String words) {
        problem = words;
    }

    @Override
    public void keysChanged() {}

    @Override
    public void closePanel() {
        closed = true;
    }

    @Test
    void what_nobody_knows_is_asked_again_and_then_decided_by_a_manager() {
        assertThat(presenter.isWanted()).isFalse();
        assertThatThrownBy(() -> till.counter().tender(TenderKind.CARD, Money.sar(1850), null))
                .hasMessageContaining("18.50");
        assertThat(presenter.isWanted()).isTrue();
        presenter.open(this);
        assertThat(stages.get(stages.size() - 1)).contains("Not known");

        desk.press(FunctionKey.F5);
        assertThat(problem).isNotEmpty();
        desk.managersPin = "9999";
        desk.press(FunctionKey.F7);

        assertThat(closed).isTrue();
        assertThat(desk.lastSaid()).contains("18.50", "not booked");
        assertThat(presenter.isWanted()).isFalse();
        assertThat(till.counter().cart().tenders()).isEmpty();
        presenter.changed(Topic.STATUS);
    }
}
