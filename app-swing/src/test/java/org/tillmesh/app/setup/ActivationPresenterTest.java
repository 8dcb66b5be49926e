package org.tillmesh.app.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.TillOptions;

/** A new till without head office is told so, and can try again. */
class ActivationPresenterTest implements ActivationView {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private String relay = "";
    private String code = "";
    private String words = "";
    private boolean working;

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(
                Till.open(new TillOptions(dir.resolve("new"), false, null, null, "127.0.0.1:1", List.of(), 0)));
        desk.inFront = new ActivationPresenter(desk, this);
    }

    @AfterEach
    void end() {
        desk.close();
    }

    @Test
    void a_head_office_that_does_not_answer_is_said_and_one_try_is_under_way_at_a_time() {
        assertThat(relay).isEqualTo("127.0.0.1:1");
        desk.hold();
        desk.press(FunctionKey.ENTER);
        assertThat(working).isTrue();
        desk.press(FunctionKey.ENTER);
        assertThat(desk.lastSaid()).isEqualTo(Language.ENGLISH.text("working"));
        desk.letGo();
        assertThat(working).isFalse();
        assertThat(words).isNotBlank();
        assertThat(desk.shown).isEmpty();
        assertThat(desk.whyNot(FunctionKey.ENTER)).isEmpty();
    }

    @Test
    void address_and_code_can_be_scanned_but_not_while_a_try_is_under_way() {
        desk.inFront.scanned("JBMZ-LMQC-4JMO-6L4C");
        desk.inFront.scanned("office.example:7410");
        assertThat(code).isEqualTo("JBMZ-LMQC-4JMO-6L4C");
        assertThat(relay).isEqualTo("office.example:7410");
        desk.hold();
        desk.press(FunctionKey.ENTER);
        desk.inFront.scanned("6289999222479");
        assertThat(code).isEqualTo("JBMZ-LMQC-4JMO-6L4C");
        assertThat(desk.unusable).isEmpty();
    }

    @Override
    public String relay() {
        return relay;
    }

    @Override
    public void relay(String address) {
        relay = address;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public void code(String given) {
        code = given;
    }

    @Override
    public void focus() {}

    @Override
    public void working(boolean now, String said) {
        working = now;
        words = said;
    }

    @Override
    public void progress(long done, long total) {}
}
