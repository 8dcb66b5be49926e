package org.tillmesh.app.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.page.PageRow;
import org.tillmesh.app.page.RecordingPage;

class MenuPresenterTest {
    @TempDir
    Path dir;

    @Test
    void enter_goes_into_the_chosen_room_in_either_language() {
        try (var desk = new RecordingDesk(Shops.selling(dir.resolve("till")))) {
            var page = new RecordingPage();
            var menu = new MenuPresenter(desk, page);
            page.presenter = menu;
            desk.inFront = menu;
            for (Language language : Language.values()) {
                desk.language = language;
                menu.shown();
                for (PageRow row : page.rows) {
                    menu.choose(row.id());
                    desk.shown.clear();
                    desk.press(FunctionKey.ENTER);
                    assertThat(desk.shown).containsExactly(Desk.Place.valueOf(row.id()));
                }
            }
            desk.press(FunctionKey.ESCAPE);
            assertThat(desk.shown).endsWith(Desk.Place.SALE);
        }
    }
}
