package org.tillmesh.app.shift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.till.backroom.BackroomAnswers;

/** A shift ends once, by a count and a yes. */
class ShiftPresenterTest implements ShiftView {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private ShiftPresenter shift;
    private String typed = "";
    private String problem = "";
    private boolean open;
    private BackroomAnswers.@Nullable ShiftClosed result;

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        shift = new ShiftPresenter(desk, this);
        desk.inFront = shift;
        shift.shown();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private boolean isShiftOpen() {
        return desk.till().links().status().shift() != null;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "6289999222460"})
    void what_is_no_sum_closes_no_shift_and_is_said(String sum) {
        typed = sum;
        desk.press(FunctionKey.ENTER);
        desk.press(FunctionKey.ENTER);
        assertThat(problem).isNotBlank();
        assertThat(desk.asked).isEmpty();
        assertThat(isShiftOpen()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_count_and_a_yes_close_it_and_the_result_stays_until_it_is_read(Language language) {
        desk.language = language;
        desk.till().counter().scan(DemoBarcodes.PLAIN, null, null);
        desk.till().counter().park("Umm Fahad");
        typed = "190";
        desk.press(FunctionKey.ENTER);
        assertThat(desk.asked).singleElement().asString().contains("190.00", "Umm Fahad");
        assertThat(isShiftOpen()).as("not before the yes").isTrue();
        desk.yes();
        assertThat(isShiftOpen()).isFalse();
        assertThat(desk.isShiftOpen()).isFalse();
        assertThat(result).isNotNull();
        assertThat(result.difference()).hasToString("-10.00");
        result = null;
        shift.shown();
        assertThat(result).as("behind the lock too").isNotNull();
        assertThat(desk.shown).isEmpty();
        desk.press(FunctionKey.ENTER);
        assertThat(desk.shown).containsExactly(Desk.Place.LOGIN);
    }

    @Test
    void without_a_shift_the_sum_is_its_float() {
        typed = "200";
        desk.press(FunctionKey.ENTER);
        desk.yes();
        desk.press(FunctionKey.ESCAPE);
        shift.shown();
        assertThat(open).isFalse();
        typed = "50";
        desk.press(FunctionKey.ENTER);
        assertThat(desk.till().links().status().shift().openingFloat()).hasToString("50.00");
        assertThat(desk.shown).endsWith(Desk.Place.SALE);
    }

    @Test
    void a_double_enter_opens_one_question() {
        typed = "200";
        desk.hold();
        desk.press(FunctionKey.ENTER);
        desk.press(FunctionKey.ENTER);
        desk.letGo();
        assertThat(desk.asked).hasSize(1);
    }

    @Override
    public void counting(boolean isOpen) {
        open = isOpen;
    }

    @Override
    public void result(BackroomAnswers.ShiftClosed closed) {
        result = closed;
    }

    @Override
    public String typed() {
        return typed;
    }

    @Override
    public void clear() {
        typed = "";
    }

    @Override
    public void focus() {}

    @Override
    public void problem(String words) {
        problem = words;
    }
}
