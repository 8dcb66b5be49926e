package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import javax.swing.JLabel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.demo.DemoBarcodes;

/** The shift's end, by keys. Needs a display. */
@Tag("window")
class ShiftWindowTest {
    @TempDir
    Path dir;

    @BeforeEach
    void needsADisplay() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
    }

    @Test
    void a_shift_is_closed_by_a_count_and_a_yes_and_its_result_stays() throws Exception {
        Language language = Language.ARABIC;
        try (Lab lab = Lab.selling(dir.resolve("till"), language)) {
            lab.till.counter().scan(DemoBarcodes.PLAIN, null, null);
            lab.till.counter().park("Umm Fahad");
            lab.press(KeyEvent.VK_F8);
            lab.await(Desk.Place.SHIFT);
            lab.press(KeyEvent.VK_ENTER);
            lab.press(KeyEvent.VK_ENTER);
            assertThat(lab.till.links().status().shift())
                    .as("an empty field is no count")
                    .isNotNull();
            assertThat(lab.window.overlay().isOpen()).isFalse();
            Tour.type(lab.window, "1.2.3");
            lab.press(KeyEvent.VK_ENTER);
            assertThat(lab.window.overlay().isOpen()).as("1.2.3 is no amount").isFalse();
            for (int i = 0; i < 5; i++) {
                lab.press(KeyEvent.VK_BACK_SPACE);
                Tour.type(lab.window, "\b");
            }
            Tour.type(lab.window, "190");
            lab.press(KeyEvent.VK_ENTER);
            Tour.await("it asks", () -> lab.window.overlay().isOpen());
            assertThat(lab.all(JLabel.class, label -> label.getText().contains("Umm Fahad")))
                    .as("parked carts are named")
                    .isNotEmpty();
            assertThat(lab.till.links().status().shift()).isNotNull();
            lab.press(KeyEvent.VK_ENTER);
            Tour.await("the result is shown", () -> lab.till.links().status().shift() == null);
            Tour.settle();
            assertThat(lab.all(JLabel.class, label -> String.valueOf(label.getName())
                            .startsWith("figure-")))
                    .extracting(label -> label.getText().replace("\u200E", ""))
                    .containsExactly("200.00", "190.00", "-10.00");
            lab.press(KeyEvent.VK_F11);
            lab.logIn("1111");
            lab.await(Desk.Place.SHIFT);
            assertThat(lab.all(JLabel.class, label -> label.getText().contains("190.00")))
                    .as("it stays behind the lock too")
                    .isNotEmpty();
            lab.press(KeyEvent.VK_ENTER);
            lab.await(Desk.Place.LOGIN);
            assertThat(lab.till.people().session()).isNull();
        }
    }
}
