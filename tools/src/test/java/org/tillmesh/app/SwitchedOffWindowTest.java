package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.List;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.tools.HeadOffice;

/** Head office switches off a user who stands at a window. Needs a display. */
@Tag("window")
class SwitchedOffWindowTest {
    private static final String HUDA =
            "{\"name\":\"Huda\",\"role\":\"cashier\",\"stores\":[\"S001\"],\"pin\":\"4321\"}";

    @TempDir
    Path dir;

    private HeadOffice office;
    private Till till;
    private TillWindow window;

    @BeforeEach
    void open() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
        FailOnThreadViolationRepaintManager.install();
        office = new HeadOffice(dir);
        office.ok("PUT", "users/huda", HUDA);
        try (Till made = folder()) {
            made.activate(office.address(), office.code(), (done, total) -> {});
        }
        till = folder();
        Tour.await("it is online", () -> till.links().status().online());
        till.people().login(new UserId("huda"), "4321");
        till.people().changePin("4321", "2468");
        till.people().logout();
    }

    private Till folder() {
        return Till.open(new TillOptions(dir.resolve("till"), false, null, null, null, List.of(), 0));
    }

    @AfterEach
    void close() throws Exception {
        if (window != null) {
            window.close();
        }
        if (till != null) {
            till.close();
        }
        if (office != null) {
            office.close();
        }
    }

    @Test
    void the_window_goes_back_to_the_login_with_the_next_thing_that_is_done() throws Exception {
        window = TillWindow.open(till, new TillWindow.Options(Language.ENGLISH, false, new Dimension(1024, 768)));
        Tour.awaitLogin(window);
        Tour.settle();
        Tour.press(window, KeyEvent.VK_RIGHT);
        Tour.settle();
        Tour.type(window, "2468");
        Tour.press(window, KeyEvent.VK_ENTER);
        Tour.await("she is in", () -> window.place() == Desk.Place.SHIFT);

        office.ok("PUT", "users/huda", HUDA.replace("\"pin\":\"4321\"", "\"active\":false"));
        Tour.await("the till knows", () -> till.people().users().stream()
                .noneMatch(user -> user.userId().value().equals("huda")));
        Tour.settle();
        Tour.type(window, "100");
        Tour.press(window, KeyEvent.VK_ENTER);
        Tour.await("she is out", () -> window.place() == Desk.Place.LOGIN);
        assertThat(window.session()).isNull();
    }
}
