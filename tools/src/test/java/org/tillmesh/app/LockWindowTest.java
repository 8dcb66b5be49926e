package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.UserId;

/** The lock, by real keys and clicks. Needs a display. */
@Tag("window")
class LockWindowTest {
    @TempDir
    Path dir;

    @BeforeEach
    void needsADisplay() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
    }

    @Test
    void no_key_and_no_click_opens_the_lock_but_a_pin() throws Exception {
        Language language = Language.ARABIC;
        try (Lab lab = Lab.selling(dir.resolve("till"), language)) {
            lab.till.counter().scan(DemoBarcodes.PLAIN, null, null);
            TillWindow.onSwing(() -> lab.window.show(Desk.Place.SALE));
            Tour.settle();
            lab.press(KeyEvent.VK_F11);
            lab.await(Desk.Place.LOGIN);
            for (int key : List.of(
                    KeyEvent.VK_F2,
                    KeyEvent.VK_F3,
                    KeyEvent.VK_F4,
                    KeyEvent.VK_F5,
                    KeyEvent.VK_F6,
                    KeyEvent.VK_F7,
                    KeyEvent.VK_F8,
                    KeyEvent.VK_F9,
                    KeyEvent.VK_F10,
                    KeyEvent.VK_F11,
                    KeyEvent.VK_F12,
                    KeyEvent.VK_ESCAPE,
                    KeyEvent.VK_ENTER,
                    KeyEvent.VK_DELETE)) {
                Tour.press(lab.window, key);
                assertThat(lab.window.place()).as(KeyEvent.getKeyText(key)).isEqualTo(Desk.Place.LOGIN);
                assertThat(lab.window.overlay().isOpen()).isFalse();
            }
            lab.click(lab.button(language.text("offline")));
            assertThat(lab.window.place()).isEqualTo(Desk.Place.LOGIN);
            lab.press(KeyEvent.VK_F1);
            assertThat(lab.window.overlay().isOpen()).as("help is for anybody").isTrue();
            lab.press(KeyEvent.VK_ESCAPE);
            assertThat(lab.window.place()).isEqualTo(Desk.Place.LOGIN);
            assertThat(lab.till.counter().cart().lines()).hasSize(1);
            lab.logIn("1111");
            lab.await(Desk.Place.SALE);
            assertThat(lab.window.sale().cart().lines()).hasSize(1);
        }
    }

    @Test
    void what_was_open_is_there_again_for_the_same_user_and_closed_for_another() throws Exception {
        try (Lab lab = Lab.selling(dir.resolve("till"), Language.ENGLISH)) {
            lab.press(KeyEvent.VK_F3);
            Tour.type(lab.window, "0512");
            TillWindow.onSwing(lab.window::lock);
            Tour.settle();
            assertThat(lab.window.overlay().isOpen()).isFalse();
            lab.logIn("1111");
            Tour.await("the panel is back", () -> lab.window.overlay().isOpen());
            assertThat(lab.fields()).anyMatch(field -> field.getText().equals("0512"));

            TillWindow.onSwing(lab.window::lock);
            Tour.settle();
            choose(lab, "manager");
            lab.logIn("9999");
            lab.await(Desk.Place.SALE);
            assertThat(lab.window.overlay().isOpen()).isFalse();
            assertThat(lab.till.people().session().userId()).isEqualTo(new UserId("manager"));
        }
    }

    @Test
    void why_a_key_did_nothing_behind_the_lock_is_no_news_to_who_has_come_in() throws Exception {
        try (Lab lab = Lab.selling(dir.resolve("till"), Language.ENGLISH)) {
            lab.press(KeyEvent.VK_F11);
            lab.await(Desk.Place.LOGIN);
            Tour.awaitLogin(lab.window);
            Tour.settle();
            Tour.type(lab.window, "1111");
            lab.press(KeyEvent.VK_F10);
            assertThat(lab.window.word()).isEqualTo(Language.ENGLISH.text("logInFirst"));
            lab.press(KeyEvent.VK_ENTER);
            lab.await(Desk.Place.SALE);
            assertThat(lab.window.word()).isBlank();
        }
    }

    private static void choose(Lab lab, String user) {
        int at = -1;
        for (int i = 0; i < lab.till.people().users().size(); i++) {
            at = lab.till.people().users().get(i).userId().value().equals(user) ? i : at;
        }
        for (int i = 0; i < lab.till.people().users().size(); i++) {
            lab.press(KeyEvent.VK_UP);
            lab.press(KeyEvent.VK_LEFT);
        }
        for (int i = 0; i < at; i++) {
            lab.press(KeyEvent.VK_RIGHT);
        }
    }

    @Test
    void a_users_tile_is_chosen_by_arrows_in_the_direction_of_the_language() throws Exception {
        for (Language language : Language.values()) {
            try (Lab lab = Lab.selling(dir.resolve("till-" + language), language)) {
                lab.press(KeyEvent.VK_F11);
                lab.press(language.isRightToLeft() ? KeyEvent.VK_LEFT : KeyEvent.VK_RIGHT);
                lab.logIn(lab.till.people().users().get(1).userId().value().equals("manager") ? "9999" : "1111");
                lab.await(Desk.Place.SALE);
                assertThat(lab.till.people().session().userId())
                        .isEqualTo(lab.till.people().users().get(1).userId());
            }
        }
    }

    @Test
    void log_out_logs_out_of_the_till_too() throws Exception {
        try (Lab lab = Lab.on(Lab.till(dir.resolve("till")), Language.ENGLISH, false)) {
            lab.logIn("1111");
            lab.await(Desk.Place.SHIFT);
            lab.press(KeyEvent.VK_ESCAPE);
            lab.await(Desk.Place.LOGIN);
            assertThat(lab.till.people().session()).isNull();
            assertThat(lab.window.session()).isNull();
            lab.press(KeyEvent.VK_F10);
            lab.press(KeyEvent.VK_F9);
            assertThat(lab.window.place()).isEqualTo(Desk.Place.LOGIN);
        }
    }
}
