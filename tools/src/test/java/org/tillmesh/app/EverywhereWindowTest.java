package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.JComponent;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.till.Till;
import org.tillmesh.till.device.DeviceSetup;
import org.tillmesh.till.shop.TillOptions;

/**
 * A shop whose names are long and markup, on the smallest screen, at every screen and panel in both languages; Arabic,
 * Latin and digits are typed into every field. Needs a display.
 */
@Tag("window")
class EverywhereWindowTest {
    private static final Path PICTURES = Path.of("target", "screenshots-everywhere");

    @TempDir
    Path dir;

    @BeforeEach
    void needsADisplay() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
        Files.createDirectories(PICTURES);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void names_fetch_nothing_and_leave_no_place_and_the_window_goes_on_whatever_is_typed(Language language)
            throws Exception {
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
            String letters = language.isRightToLeft() ? "بتثجحخدذرز" : "Abcdefghij";
            String name = "<html><img src=\"http://127.0.0.1:" + listening.getLocalPort() + "/x\">" + letters.repeat(4);
            var unfit = new ArrayList<String>();
            try (Lab lab = Filled.lab(dir, language, name)) {
                lab.till // nobody there: the notice takes its room too
                        .devices()
                        .set(
                                new DeviceSetup("printer", "printer", "escpos", "tcp:127.0.0.1:1", new TreeMap<>()),
                                Filled.MANAGER_PIN);
                Filled.everywhere(lab, where -> {
                    Tour.picture(lab.window, PICTURES.resolve(language + "-" + where.replace(' ', '-') + ".png"));
                    TillWindow.onSwing(
                            () -> unfit.addAll(Fits.unfit(lab.window.frame().getRootPane(), where)));
                    assertThat(lab.all(JComponent.class, c -> c.getClientProperty("html") != null))
                            .as("what renders markup at %s", where)
                            .isEmpty();
                    typeInto(lab, where);
                });
            }
            assertThat(unfit).isEmpty();
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
