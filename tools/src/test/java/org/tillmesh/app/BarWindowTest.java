package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import javax.swing.AbstractButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.sale.Side;
import org.tillmesh.retail.demo.DemoBarcodes;

/** The function bar by clicks, and the top bar. Needs a display. */
@Tag("window")
class BarWindowTest {
    @TempDir
    Path dir;

    @BeforeEach
    void needsADisplay() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
    }

    @Test
    void a_click_does_what_its_key_does_and_the_bar_says_what_keys_mean_here() throws Exception {
        Language language = Language.ARABIC;
        try (Lab lab = Lab.selling(dir.resolve("till"), language)) {
            lab.click(key(lab, "F1"));
            assertThat(lab.window.overlay().isOpen()).isTrue();
            lab.press(KeyEvent.VK_ESCAPE);
            lab.click(key(lab, "F10"));
            lab.await(Desk.Place.MENU);
            lab.press(KeyEvent.VK_ESCAPE);
            lab.await(Desk.Place.SALE);
            lab.till.counter().scan(DemoBarcodes.PLAIN, null, null);
            TillWindow.onSwing(() -> lab.window.show(Desk.Place.SALE));
            Tour.settle();

            lab.press(KeyEvent.VK_F12);
            Tour.await("payment is open", () -> lab.window.sale().side() == Side.PAYMENT);
            assertThat(lab.all(AbstractButton.class, button -> "key-F4".equals(button.getName())))
                    .as("a quantity can't be changed while paying")
                    .isEmpty();
            lab.click(key(lab, "F1"));
            assertThat(lab.window.overlay().isOpen()).isTrue();
            lab.press(KeyEvent.VK_ESCAPE);
            assertThat(lab.window.sale().side()).isEqualTo(Side.PAYMENT);
            lab.click(key(lab, "Esc"));
            assertThat(lab.window.sale().side()).isEqualTo(Side.KEYS);
            assertThat(lab.till.counter().cart().lines()).hasSize(1);
            lab.click(lab.button(language.text("offline")));
            lab.await(Desk.Place.SYNC);
        }
    }

    private static AbstractButton key(Lab lab, String label) {
        return lab.all(AbstractButton.class, button -> ("key-" + label).equals(button.getName()))
                .get(0);
    }
}
