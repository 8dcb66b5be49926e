package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.swing.AbstractButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Theme;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.till.people.Preferences;

/** Texts made larger in the middle of a sale: another window takes the first one's place. Needs a display. */
@Tag("window")
class SettingsWindowTest {
    @TempDir
    Path dir;

    @BeforeEach
    void needsADisplay() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void larger_texts_keep_the_user_and_the_cart_and_everything_grows(Language language) throws Exception {
        Lab lab = Lab.selling(dir.resolve("till"), language);
        try {
            lab.till.counter().scan(DemoBarcodes.PLAIN, null, null);
            AbstractButton before = key(lab, "F1");
            int height = before.getHeight();
            lab.press(KeyEvent.VK_F10);
            lab.await(Desk.Place.MENU);
            lab.press(KeyEvent.VK_F8);
            lab.await(Desk.Place.SETTINGS);
            CompletableFuture<Optional<TillWindow.Options>> closed = CompletableFuture.supplyAsync(() -> {
                try {
                    return lab.window.awaitClosed();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            lab.press(KeyEvent.VK_F4);
            TillWindow.Options next = closed.get(20, TimeUnit.SECONDS).orElseThrow();
            assertThat(next.textSize()).isEqualTo(125);
            assertThat(next.language()).isEqualTo(language);
            try (Lab larger = Lab.on(lab.till, next)) {
                larger.await(Desk.Place.SETTINGS);
                assertThat(larger.window.textSize()).isEqualTo(125);
                larger.press(KeyEvent.VK_ESCAPE);
                larger.await(Desk.Place.SALE);
                assertThat(larger.till.counter().cart().lines()).hasSize(1);
                assertThat(key(larger, "F1").getHeight()).isGreaterThanOrEqualTo(Math.round(height * 1.2f));
                assertThat(larger.till
                                .people()
                                .preferences(larger.till.people().session().userId()))
                        .isEqualTo(new Preferences(language.locale().toLanguageTag(), false, 125, "latin", "auto"));
            }
        } finally {
            TillWindow.onSwing(() -> Theme.install(false, 100));
        }
    }

    private static AbstractButton key(Lab lab, String label) {
        return lab.all(AbstractButton.class, button -> ("key-" + label).equals(button.getName())).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("No button for " + label));
    }
}
