package org.tillmesh.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.page.RecordingPage;

class MePresenterTest {
    @TempDir
    Path dir;

    private RecordingDesk desk;
    private final RecordingPage page = new RecordingPage();

    @BeforeEach
    void begin() {
        desk = new RecordingDesk(Shops.selling(dir.resolve("till")));
        var me = new MePresenter(desk, page);
        page.presenter = me;
        desk.inFront = me;
        me.shown();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void who_comes_and_goes_presses_enter_and_hears_how_long_it_was() {
        desk.press(FunctionKey.ENTER);
        assertThat(desk.till().people().clockedIn()).isPresent();
        assertThat(page.rows.get(0).mark()).isEqualTo(Language.ENGLISH.text("isIn"));
        desk.press(FunctionKey.F2);
        assertThat(desk.till().people().clockedIn()).isEmpty();
        assertThat(page.told()).contains(Language.ENGLISH.text("worked"));
    }

    @Test
    void another_pin_is_typed_twice_and_needs_head_office() {
        desk.press(FunctionKey.F3);
        page.fill("old", "1111", "new", "2468", "again", "2469");
        assertThat(page.problemAt).isEqualTo("again");
        page.fill("old", "1111", "new", "2468", "again", "2468");
        assertThat(page.problem).as("nobody is there").isNotBlank();
        assertThat(page.form).isNotNull();
    }

    @Test
    void language_and_look_are_one_key_away() {
        desk.press(FunctionKey.F5);
        assertThat(desk.language).isEqualTo(Language.ARABIC);
        desk.press(FunctionKey.F8);
        assertThat(desk.shown).containsExactly(Desk.Place.SETTINGS);
    }
}
