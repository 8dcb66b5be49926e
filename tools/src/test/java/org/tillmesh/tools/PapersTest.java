package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.hardware.receipt.Receipt;
import org.tillmesh.hardware.receipt.ReceiptPainter;
import org.tillmesh.hardware.receipt.Slip;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.device.Codes;
import org.tillmesh.tools.device.PrinterSim;
import org.tillmesh.tools.terminal.SimLedger;
import org.tillmesh.tools.terminal.SimTerminal;

/** Every paper of a till, shown, written and printed in one layout. */
class PapersTest {
    @TempDir
    Path dir;

    private SimTerminal terminal;
    private PrinterSim printer;
    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        terminal = new SimTerminal(0, SimLedger.open(dir.resolve("charges.jsonl")), false, () -> {}, message -> {});
        printer = PrinterSim.start(0);
        till = PipedTill.selling(dir.resolve("till"));
        device("terminal", "zvt", "tcp:127.0.0.1:" + terminal.port());
        device("printer", "escpos", printer.address());
    }

    @AfterEach
    void close() throws Exception {
        till.close();
        printer.close();
        terminal.close();
    }

    private void device(String kind, String driver, String address) {
        till.ok(
                "device",
                "set",
                Map.of(
                        "id", kind,
                        "kind", kind,
                        "driver", driver,
                        "address", address,
                        "settings", Map.of()),
                "approve",
                "9999");
    }

    private String soldByCard() {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("tender", "kind", "card", "amount", "18.50");
        return till.ok("complete").path("receipt").asText();
    }

    private Path written(String name, Object... fields) {
        Path file = dir.resolve(name);
        Object[] all = Arrays.copyOf(fields, fields.length + 2);
        all[fields.length] = "file";
        all[fields.length + 1] = file.toString();
        till.ok("receipt-image", all);
        return file;
    }

    @Test
    void card_slips_x_and_z_are_pictures_and_pdfs_whose_codes_are_read() throws Exception {
        String receipt = soldByCard();

        for (String paper : List.of("merchant", "customer")) {
            BufferedImage slip = ImageIO.read(
                    written(paper + ".png", "receipt", receipt, "paper", paper).toFile());
            assertThat(slip.getWidth()).isEqualTo(ReceiptPainter.WIDTH_80_MM);
            assertThat(Codes.read(slip).getText()).isEqualTo(receipt);
        }
        assertThat(ImageIO.read(written("x.png", "paper", "x").toFile()).getHeight())
                .isGreaterThan(300);
        till.ok("shift-close", "counted", "200.00");
        assertThat(ImageIO.read(written("z.png", "paper", "z", "approve", "9999")
                                .toFile())
                        .getHeight())
                .isGreaterThan(600);
        Path pdf = written("z.pdf", "paper", "z", "number", 1, "approve", "9999");
        assertThat(Files.readString(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
        till.refused("BAD_VALUE", "receipt-image", "paper", "z", "number", 7, "approve", "9999", "file", "x.png");
        till.refused("FORBIDDEN", "receipt-image", "paper", "z", "file", "x.png");
        till.refused("NO_SHIFT", "receipt-image", "paper", "x", "file", "x.png");
    }

    @Test
    void what_went_by_no_terminal_has_no_card_slip() {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("tender", "kind", "cash", "amount", "18.50");
        String receipt = till.ok("complete").path("receipt").asText();

        assertThat(till.refused("BAD_VALUE", "print", "receipt", receipt, "paper", "merchant"))
                .contains(receipt);
    }

    @Test
    void each_paper_comes_out_of_the_printer() throws Exception {
        String receipt = soldByCard();
        awaitPages(1);
        till.ok("print", "receipt", receipt, "paper", "merchant");
        awaitPages(2);
        assertThat(Codes.read(printer.pages().get(1)).getText()).isEqualTo(receipt);
        till.ok("print", "receipt", receipt, "paper", "gift");
        awaitPages(3);
        till.ok("print", "paper", "x");
        awaitPages(4);
        till.ok("shift-close", "counted", "200.00");
        till.ok("print", "paper", "z", "approve", "9999");
        awaitPages(5);
        int once = printer.pages().get(4).getHeight();
        till.ok("print", "paper", "z", "approve", "9999");
        awaitPages(6);

        assertThat(printer.unknown()).isEmpty();
        assertThat(once).isGreaterThan(600);
    }

    private void awaitPages(int pages) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (printer.pages().size() < pages && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(printer.pages()).hasSize(pages);
    }

    /** A name without a space is broken where the paper ends: nothing stands in the margin, nothing is lost. */
    @Test
    void a_name_that_has_no_space_is_broken_at_the_edge_of_the_paper() {
        String name = "ق".repeat(150);
        var slip = new Slip(
                name,
                "W".repeat(150),
                name,
                "W".repeat(150),
                List.of(new Slip.Part(name, "W".repeat(150), List.of(new Receipt.Row("L", "1".repeat(200), "ل")))),
                "");
        for (int width : List.of(ReceiptPainter.WIDTH_80_MM, ReceiptPainter.WIDTH_58_MM)) {
            BufferedImage picture = new ReceiptPainter(width).page(slip).picture();
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x : List.of(0, 1, 2, width - 3, width - 2, width - 1)) {
                    assertThat(picture.getRGB(x, y) & 0xFF)
                            .as("dot %d,%d", x, y)
                            .isEqualTo(0xFF);
                }
            }
        }
    }
}
