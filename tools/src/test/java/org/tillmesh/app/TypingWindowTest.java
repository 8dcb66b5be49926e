package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.List;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.till.Till;

/** Arabic, Latin and digits into every text field of every screen and panel, in both languages. Needs a display. */
class TypingWindowTest {
    @TempDir
    Path dir;

    @BeforeEach
    void needsADisplay() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void the_window_goes_on_whatever_is_typed_into_any_field(Language language) throws Exception {
        try (Lab lab = Filled.lab(dir, language, "Ab \u0628\u062A 12")) {
            Filled.everywhere(lab, where -> typeInto(lab, where));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void so_it_does_at_the_activation(Language language) throws Exception {
        try (Lab lab = Lab.on(
                Till.open(new Till.Options(dir.resolve("new"), false, null, null, null, List.of(), 0)),
                language,
                false)) {
            lab.await(Desk.Place.ACTIVATION);
            assertThat(lab.fields()).hasSize(2);
            typeInto(lab, "activation");
        }
    }

    private static void typeInto(Lab lab, String where) {
        for (JTextComponent field : lab.fields()) {
            TillWindow.onSwing(field::requestFocusInWindow);
            Tour.await("the focus is in a field at " + where, field::isFocusOwner);
            String before = String.valueOf(field.getText());
            for (char c : "\u0628a\u06371 \u0663-".toCharArray()) {
                Tour.post(lab.window, c);
                assertThat(lab.answers())
                        .as("the window hangs after '%s' in %s at %s", c, field.getName(), where)
                        .isTrue();
            }
            Tour.settle();
            TillWindow.onSwing(() -> field.setText(before));
            assertThat(lab.answers()).as("the window hangs at %s", where).isTrue();
            Tour.settle();
        }
        if (lab.window.overlay().isOpen()) {
            TillWindow.onSwing(() -> lab.window.overlay().requestFocusInWindow());
        }
    }
}
