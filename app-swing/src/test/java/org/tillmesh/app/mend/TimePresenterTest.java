package org.tillmesh.app.mend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;

/** A manager sets the till's time at the window. */
class TimePresenterTest implements TimeView {

    @TempDir
    Path dir;

    private RecordingDesk desk;
    private TimePresenter presenter;
    private String lead = "";
    private String day = "";
    private String time = "";
    private String wrong = "";
    private Field wrongField = Field.DAY;
    private boolean closed;

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        desk.managersPin = "9999";
        presenter = new TimePresenter(desk);
        presenter.open(this);
        desk.inFront = presenter;
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private long aheadMinutes() {
        return Math.round(desk.till().links().status().clockSkewMs() / 60_000.0);
    }

    private void type(LocalDateTime at) {
        day = at.toLocalDate().toString();
        time = at.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString();
    }

    @Test
    void a_manager_sets_the_time_back() {
        assertThat(lead).contains(day).contains(time);
        type(desk.now().minusMinutes(90));
        desk.press(FunctionKey.ENTER);
        assertThat(desk.asked).containsExactly("approval");
        assertThat(aheadMinutes()).isBetween(89L, 91L);
        assertThat(closed).isTrue();
        assertThat(desk.lastSaid())
                .startsWith("This till's time is")
                .contains(day)
                .contains(time);
    }

    @Test
    void without_a_manager_it_stays() {
        desk.managersPin = null;
        type(desk.now().minusMinutes(90));
        desk.press(FunctionKey.ENTER);
        assertThat(wrong).contains("set the time");
        assertThat(aheadMinutes()).isZero();
        assertThat(closed).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void what_the_till_says_already_and_what_is_far_ahead_are_refused(Language language) {
        desk.language = language;
        type(desk.now());
        desk.press(FunctionKey.ENTER);
        assertThat(wrong).isEqualTo(language.text("timeSame"));
        type(desk.now().plusDays(40));
        desk.press(FunctionKey.ENTER);
        assertThat(wrong).isNotBlank().isNotEqualTo(language.text("timeSame"));
        assertThat(desk.asked).containsOnly("approval");
        assertThat(aheadMinutes()).isZero();
        assertThat(closed).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2027-03-31, 14:05", "20270331, 1405", "2027/3/31, 14.05", "2027.03.31, 14:05"})
    void a_date_is_written_in_many_ways(String typedDay, String typedTime) {
        day = typedDay;
        time = typedTime;
        desk.press(
                FunctionKey
                        .ENTER); // the demo's program is newer or older than that day: the till answers, not the field
        assertThat(wrong).doesNotContain("is no date", "is no time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2027-02-30",
                "31-03-2027",
                "6281234567890",
                "2027-03-31x",
                "-2027-03-31",
                "+999999999-01-01",
                "٢٠٢٧"
            })
    void what_is_no_date_is_said_at_its_field(String typed) {
        day = typed;
        desk.press(FunctionKey.ENTER);
        assertThat(wrong).contains("is no date");
        assertThat(wrongField).isEqualTo(Field.DAY);
        assertThat(desk.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24:00", "9", "905", "12:60", "-1:00", "1:5", "99999999999999999999"})
    void what_is_no_time_is_said_at_its_field(String typed) {
        time = typed;
        desk.press(FunctionKey.ENTER);
        assertThat(wrong).contains("is no time");
        assertThat(wrongField).isEqualTo(Field.TIME);
        assertThat(desk.asked).isEmpty();
    }

    @Override
    public void now(String sentence, String dayNow, String timeNow) {
        lead = sentence;
        day = dayNow;
        time = timeNow;
    }

    @Override
    public String typed(Field field) {
        return field == Field.DAY ? day : time;
    }

    @Override
    public void wrong(String words, Field field) {
        wrong = words;
        wrongField = field;
    }

    @Override
    public void close() {
        closed = true;
    }
}
