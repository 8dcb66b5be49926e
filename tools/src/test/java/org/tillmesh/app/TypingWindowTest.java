package org.tillmesh.app;

import org.tillmesh.app.keys.Latin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.JComponent;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Language;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.TillOptions;

/**
 * A shop whose names are markup, and Arabic, Latin and digits typed into every text field of every screen and panel, in
 * both languages. Needs a display.
 */
class TypingWindowTest {
    @TempDir
    Path dir;

    @BeforeEach
    void needsADisplay() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void names_fetch_nothing_and_the_window_goes_on_whatever_is_typed(Language language) throws Exception {
        try (var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var visits = new AtomicInteger();
            var door = new Thread(() -> {
                while (!listening.isClosed()) {
                    try (var visitor = listening.accept()) {
                        visits.incrementAndGet();
                    } catch (IOException e) {
                        return; // the test is over
                    }
                }
            });
            door.start();
            String name = "<html><img src=\"http://127.0.0.1:" + listening.getLocalPort() + "/x\">";
            try (Lab lab = Filled.lab(dir, language, name)) {
                Filled.everywhere(lab, where -> {
                    assertThat(lab.all(JComponent.class, c -> c.getClientProperty("html") != null))
                            .as("what renders markup at %s", where)
                            .isEmpty();
                    typeInto(lab, where);
                });
            }
            assertThat(visits).hasValue(0);
            listening.close();
            door.join();
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void so_it_does_at_the_activation(Language language) throws Exception {
        try (Lab lab = Lab.on(
                Till.open(new TillOptions(dir.resolve("new"), false, null, null, null, List.of(), 0)),
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
            for (char c : "\u0628a1\u0663".toCharArray()) { // fewer than a scan has
                Tour.post(lab.window, c);
                assertThat(lab.answers())
                        .as("the window hangs after '%s' in %s at %s", c, field.getName(), where)
                        .isTrue();
            }
            Tour.await("it is typed at " + where, () -> !field.getText().equals(before));
            Tour.press(lab.window, KeyEvent.VK_HOME); // or what is typed into all fields is one scan
            TillWindow.onSwing(() -> {
                field.setText(before);
                field.selectAll(); // what is typed next replaces it
            });
            assertThat(lab.answers()).as("the window hangs at %s", where).isTrue();
        }
        Tour.settle();
    }
}
