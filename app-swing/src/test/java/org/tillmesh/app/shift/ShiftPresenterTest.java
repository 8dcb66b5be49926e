package org.tillmesh.app.shift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.backroom.BackroomAnswers;

/** A shift ends once, by a count and a yes. */
class ShiftPresenterTest implements ShiftView {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private ShiftPresenter shift;
    private final Map<String, String> typed = new TreeMap<>();
    private List<Entry> entries = List.of();
    private String title = "";
    private String focused = "";
    private String total = "";
    private String problem = "";
    private String leading = "";
    private BackroomAnswers.@Nullable ShiftClosed result;
    private BackroomAnswers.@Nullable Report reported;

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
        typed.put(ShiftForm.AMOUNT, sum);
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
        typed.put(ShiftForm.AMOUNT, "190");
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
        typed.put(ShiftForm.AMOUNT, "200");
        desk.press(FunctionKey.ENTER);
        desk.yes();
        desk.press(FunctionKey.ESCAPE);
        shift.shown();
        assertThat(title).isEqualTo("Open the shift");
        typed.put(ShiftForm.AMOUNT, "50");
        desk.press(FunctionKey.ENTER);
        assertThat(desk.till().links().status().shift().openingFloat()).hasToString("50.00");
        assertThat(desk.shown).endsWith(Desk.Place.SALE);
    }

    @Test
    void a_double_enter_opens_one_question() {
        typed.put(ShiftForm.AMOUNT, "200");
        desk.hold();
        desk.press(FunctionKey.ENTER);
        desk.press(FunctionKey.ENTER);
        desk.letGo();
        assertThat(desk.asked).hasSize(1);
    }

    // ---- notes and coins

    @Test
    void notes_are_counted_by_keys_alone_and_slips_by_tender() {
        desk.till().counter().scan(DemoBarcodes.PLAIN, null, null);
        desk.till().counter().tender(TenderKind.CARD, Money.sar(1_850), "A1B2");
        desk.till().counter().complete(null, null, null);
        desk.press(FunctionKey.F6);
        assertThat(focused).isEqualTo("note:500.00");
        typing("note:500.00", "");
        desk.press(FunctionKey.ENTER);
        typing("note:200.00", "0");
        desk.press(FunctionKey.DOWN);
        assertThat(focused).isEqualTo("note:100.00");
        typing("note:100.00", "2");
        typing("note:0.50", "3");
        assertThat(total).contains("201.50");
        typing("tender:card", "18.00");
        typing(ShiftForm.REASON, "a coin too many");
        desk.press(FunctionKey.F12);
        assertThat(desk.asked).singleElement().asString().contains("201.50", "18.00");
        desk.yes();
        assertThat(result).isNotNull();
        assertThat(result.difference()).hasToString("1.50");
        assertThat(result.byTender().get("card").difference()).hasToString("-0.50");
    }

    @Test
    void enter_goes_from_note_to_note_and_closes_from_the_last_field() {
        desk.press(FunctionKey.F6);
        typing("note:200.00", "1");
        for (int i = 1; i < entries.size(); i++) {
            desk.press(FunctionKey.ENTER);
            assertThat(desk.asked).isEmpty();
            assertThat(focused).isEqualTo(entries.get(i).id());
        }
        desk.press(FunctionKey.ENTER);
        assertThat(desk.asked).hasSize(1);
        desk.press(FunctionKey.UP);
        assertThat(focused).isEqualTo(entries.get(entries.size() - 2).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-1", "abc", "6281000000001", "100000"})
    void what_is_no_number_of_pieces_closes_no_shift_in_either_language(String pieces) {
        for (Language language : Language.values()) {
            desk.language = language;
            desk.press(FunctionKey.F6);
            typing("note:50.00", pieces);
            assertThat(total).isEmpty();
            desk.press(FunctionKey.F12);
            assertThat(problem).contains("50.00");
            assertThat(desk.asked).isEmpty();
            desk.press(FunctionKey.ESCAPE);
        }
    }

    @Test
    void no_note_at_all_is_no_count_of_an_empty_drawer() {
        desk.press(FunctionKey.F6);
        desk.press(FunctionKey.F12);
        assertThat(problem).isNotBlank();
        assertThat(desk.asked).isEmpty();
        typing("note:500.00", "0");
        desk.press(FunctionKey.F12);
        assertThat(desk.asked).singleElement().asString().contains("0.00");
    }

    // ---- cash

    @ParameterizedTest
    @EnumSource(Language.class)
    void cash_is_moved_for_a_reason_with_a_managers_pin_and_the_count_stays_blind(Language language) {
        desk.language = language;
        desk.managersPin = "9999";
        desk.press(FunctionKey.F3);
        typing(ShiftForm.AMOUNT, "20");
        desk.press(FunctionKey.ENTER);
        assertThat(focused).isEqualTo(ShiftForm.REASON);
        desk.press(FunctionKey.ENTER);
        assertThat(problem).as("for nothing").isNotBlank();
        typing(ShiftForm.REASON, "milk for tea");
        desk.press(FunctionKey.ENTER);
        assertThat(desk.lastSaid()).contains("20.00").doesNotContain("180.00");
        assertThat(entries).extracting(Entry::id).containsExactly(ShiftForm.AMOUNT);
        assertThat(desk.till().backroom().x().figures()).containsEntry("expected", Money.sar(18_000));
    }

    @Test
    void without_a_managers_pin_nothing_is_moved_and_what_was_typed_stays() {
        desk.press(FunctionKey.F4);
        typing(ShiftForm.AMOUNT, "20");
        typing(ShiftForm.REASON, "too full");
        focused = ShiftForm.REASON;
        desk.press(FunctionKey.ENTER);
        assertThat(problem).isNotBlank();
        assertThat(typed).containsEntry(ShiftForm.AMOUNT, "20");
        assertThat(desk.till().backroom().x().figures()).containsEntry("expected", Money.sar(20_000));
    }

    @Test
    void a_drawer_is_opened_for_a_reason_and_escape_leads_back_to_the_count() {
        desk.managersPin = "9999";
        desk.press(FunctionKey.F5);
        assertThat(entries).extracting(Entry::id).containsExactly(ShiftForm.REASON);
        desk.press(FunctionKey.ESCAPE);
        assertThat(entries).extracting(Entry::id).containsExactly(ShiftForm.AMOUNT);
        desk.press(FunctionKey.F5);
        typing(ShiftForm.REASON, "coins stuck");
        desk.press(FunctionKey.ENTER);
        assertThat(desk.till().backroom().x().noSales()).isEqualTo(1);
    }

    @Test
    void who_comes_and_goes_presses_one_key() {
        desk.press(FunctionKey.F9);
        assertThat(desk.till().people().clockedIn()).isPresent();
        shift.shown();
        desk.press(FunctionKey.F9);
        assertThat(desk.till().people().clockedIn()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_shift_is_opened_by_notes_and_coins(Language language) {
        desk.language = language;
        typed.put(ShiftForm.AMOUNT, "200");
        desk.press(FunctionKey.ENTER);
        desk.yes();
        desk.press(FunctionKey.ESCAPE);
        shift.shown();
        desk.press(FunctionKey.F6);
        desk.press(FunctionKey.F12);
        assertThat(problem).as("nothing is counted").isNotBlank();
        typing("note:50.00", "3");
        typing("note:0.50", "4");
        assertThat(total).contains("152.00");
        desk.press(FunctionKey.F12);
        assertThat(desk.till().links().status().shift().openingFloat()).hasToString("152.00");
    }

    @Test
    void an_x_tells_what_the_drawer_should_hold_so_it_is_a_managers_word() {
        desk.press(FunctionKey.F7);
        assertThat(reported).isNull();
        assertThat(problem).isNotBlank();
        desk.managersPin = "9999";
        desk.press(FunctionKey.F7);
        assertThat(reported.figures()).containsEntry("expected", Money.sar(20_000));
        desk.press(FunctionKey.ESCAPE);
        assertThat(entries).extracting(Entry::id).containsExactly(ShiftForm.AMOUNT);
    }

    @Test
    void the_day_ends_with_its_z_when_every_shift_is_closed() {
        typed.put(ShiftForm.AMOUNT, "200");
        desk.press(FunctionKey.ENTER);
        desk.yes();
        desk.press(FunctionKey.ESCAPE);
        shift.shown();
        desk.managersPin = "9999";
        desk.press(FunctionKey.F7);
        desk.yes();
        assertThat(reported.title()).isEqualTo("day-z");
        desk.press(FunctionKey.ENTER);
        desk.press(FunctionKey.F7);
        desk.yes();
        assertThat(problem).as("there is no shift for another").isNotBlank();
    }

    @Test
    void whoever_counts_is_told_what_stays_behind() {
        desk.till().counter().scan(DemoBarcodes.PLAIN, null, null);
        desk.till().counter().park("Umm Fahad");
        shift.shown();
        assertThat(leading).contains("Umm Fahad");
    }

    private void typing(String id, String text) {
        typed.put(id, text);
        shift.typing();
    }

    @Override
    public void form(String titled, String lead, List<Entry> fields) {
        title = titled;
        leading = lead;
        entries = fields;
    }

    @Override
    public void result(BackroomAnswers.ShiftClosed closed) {
        result = closed;
    }

    @Override
    public void report(String titled, BackroomAnswers.Report report) {
        reported = report;
    }

    @Override
    public String typed(String id) {
        return typed.getOrDefault(id, "");
    }

    @Override
    public void clear() {
        typed.clear();
    }

    @Override
    public void focus(String id) {
        focused = id;
    }

    @Override
    public String focused() {
        return focused;
    }

    @Override
    public void total(String words) {
        total = words;
    }

    @Override
    public void problem(String words) {
        problem = words;
    }
}
