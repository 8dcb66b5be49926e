package org.tillmesh.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.people.Preferences;

/** Size of texts, language and colours by their keys, and what the till keeps of them. */
class SettingsPresenterTest implements SettingsView {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private SettingsPresenter settings;
    private List<String> rows = List.of();

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        settings = new SettingsPresenter(desk, this);
        desk.inFront = settings;
    }

    @AfterEach
    void end() {
        desk.close();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void texts_grow_to_two_and_a_half_times_and_the_last_key_says_that_this_is_all(Language language) {
        desk.language = language;
        settings.shown();
        assertThat(rows)
                .containsExactly(
                        Language.code("100 %"),
                        language.text("languageName"),
                        language.text("light"),
                        language.text("digitsLatin"),
                        language.text("side_auto"));
        desk.press(FunctionKey.F3);
        assertThat(desk.lastSaid()).isEqualTo(language.text("smallestText"));
        for (int expected = 125; expected <= 250; expected += 25) {
            desk.press(FunctionKey.F4);
            assertThat(desk.textSize).isEqualTo(expected);
        }
        desk.press(FunctionKey.F4);
        assertThat(desk.textSize).isEqualTo(250);
        assertThat(desk.lastSaid()).isEqualTo(language.text("largestText"));
        desk.press(FunctionKey.F5);
        desk.press(FunctionKey.F6);
        settings.render();
        assertThat(rows.subList(1, 3))
                .containsExactly(
                        language.other().text("languageName"), language.other().text("dark"));
    }

    @Test
    void digits_and_the_side_of_the_keys_are_chosen_by_their_keys() {
        settings.shown();
        desk.press(FunctionKey.F7);
        desk.press(FunctionKey.F8);
        assertThat(rows.subList(3, 5))
                .containsExactly(desk.language.text("digitsArabic"), desk.language.text("side_left"));
    }

    @Test
    void what_a_user_likes_is_kept_in_the_folder_for_that_user_and_for_whoever_comes_next() {
        var cashier = new UserId("cashier");
        desk.till().people().prefer(new Preferences("ar", true, 150, "arabic", "left"));
        desk.till().people().logout();
        desk.till().people().prefer(new Preferences(null, null, 125));
        desk.close();
        desk = new RecordingDesk(Shops.till(dir.resolve("till"), "T01"));
        assertThat(desk.till().people().preferences(cashier))
                .isEqualTo(new Preferences("ar", true, 150, "arabic", "left"));
        assertThat(desk.till().people().preferences(null))
                .isEqualTo(new Preferences("ar", true, 125, "arabic", "left"));
        assertThat(desk.till().people().preferences(new UserId("manager")))
                .isEqualTo(new Preferences(null, null, null));
    }

    @Override
    public void chosen(List<String> now) {
        rows = now;
    }

    @Override
    public void focus() {}
}
