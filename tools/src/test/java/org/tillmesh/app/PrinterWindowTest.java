package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.JLabel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.device.DeviceSetup;

/** A printer that is off is said on every screen until it works again, and holds no sale up. Needs a display. */
@Tag("window")
class PrinterWindowTest {
    @TempDir
    Path dir;

    @BeforeEach
    void needsADisplay() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
    }

    @Test
    void a_dead_printer_is_told_until_it_prints() throws Exception {
        Language language = Language.ARABIC;
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Lab lab = Lab.selling(dir.resolve("till"), language)) {
            lab.till
                    .devices()
                    .set(
                            new DeviceSetup("printer", "printer", "escpos", "tcp:127.0.0.1:" + port, new TreeMap<>()),
                            "9999");
            sell(lab);
            sell(lab);
            Tour.await("it is told", () -> told(lab).contains(language.text("noticePrinter", "2")));
            TillWindow.onSwing(() -> lab.window.show(Desk.Place.SYNC));
            assertThat(told(lab)).as("on every screen").contains(language.text("noticePrinter", "2"));
            assertThat(lab.till.backroom().sales(null).count()).isEqualTo(2);

            var printed = new AtomicInteger();
            try (var printer = new ServerSocket(port, 10, InetAddress.getLoopbackAddress())) {
                var paper = new Thread(() -> {
                    while (!printer.isClosed()) {
                        try (var job = printer.accept()) {
                            job.getInputStream().transferTo(OutputStream.nullOutputStream());
                            printed.incrementAndGet();
                        } catch (IOException e) {
                            if (!printer.isClosed()) {
                                throw new UncheckedIOException(e);
                            }
                        }
                    }
                });
                paper.start();
                Tour.await("it goes by itself", () -> told(lab).isEmpty());
                assertThat(lab.till.papers().printing().waiting()).isZero();
                printer.close();
                paper.join();
                assertThat(printed).hasValue(2);
            }
        }
    }

    private static void sell(Lab lab) {
        lab.till.counter().scan(DemoBarcodes.PLAIN, null, null);
        lab.till.counter().tender(TenderKind.CASH, lab.till.counter().cart().total(), null);
        lab.till.counter().complete(null);
    }

    private static String told(Lab lab) {
        return lab.all(JLabel.class, label -> "notice".equals(label.getName())).stream()
                .map(JLabel::getText)
                .findFirst()
                .orElse("");
    }
}
