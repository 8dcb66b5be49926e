package org.tillmesh.tools.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.PrintPage;
import org.tillmesh.hardware.driver.DeviceKind;
import org.tillmesh.hardware.driver.Driver;
import org.tillmesh.hardware.escpos.EscPosPrinter;
import org.tillmesh.hardware.receipt.Receipt;
import org.tillmesh.hardware.receipt.ReceiptPainter;
import org.tillmesh.hardware.receipt.Slip;

/** The receipt as a picture, and as a printer would put it on paper from the bytes that reach it. */
class ReceiptOnPaperTest {
    private static Receipt receipt(int lines) {
        byte[] tlv = new byte[330];
        new Random(7).nextBytes(tlv);
        var sold = new ArrayList<Receipt.Line>();
        for (int i = 1; i <= lines; i++) {
            sold.add(new Receipt.Line(
                    "شوكولاتة داكنة Extra 85% عبوة عائلية كبيرة جدًا " + i,
                    "Dark chocolate Extra 85% in a very large family pack " + i,
                    i % 3 == 0 ? "1.240" : "2",
                    i % 3 == 0 ? "KGM" : "PCE",
                    "18.50",
                    i == 2 ? "1.85" : "",
                    "37.00",
                    i == 4 ? "B1 · 2027-03-31" : "",
                    i == 2 ? List.of(new Receipt.Deal("عرض", "Deal", "1.85")) : List.of()));
        }
        return new Receipt(
                "متجر المثال",
                "Example Store",
                "الفرع الأول",
                "First branch",
                "399999999900003",
                "Palm Street 1, Riyadh",
                Receipt.Kind.INVOICE,
                "S001-T01-000042",
                "",
                "2026-11-24 12:00:00",
                "Sara",
                "S001-T01",
                sold,
                List.of(new Receipt.Tax(15, "", "100.00", "15.00")),
                "100.00",
                "15.00",
                "115.00",
                List.of(new Receipt.Paid("cash", "200.00")),
                "85.00",
                Base64.getEncoder().encodeToString(tlv),
                false);
    }

    private static String decoded(BufferedImage picture) throws NotFoundException {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        var bitmap = new BinaryBitmap(
                new HybridBinarizer(new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels)));
        return new MultiFormatReader()
                .decode(
                        bitmap,
                        Map.of(
                                DecodeHintType.TRY_HARDER,
                                true,
                                DecodeHintType.POSSIBLE_FORMATS,
                                List.of(com.google.zxing.BarcodeFormat.QR_CODE)))
                .getText();
    }

    @ParameterizedTest
    @ValueSource(ints = {ReceiptPainter.WIDTH_80_MM, ReceiptPainter.WIDTH_58_MM})
    void the_qr_is_read_from_the_picture(int width) throws Exception {
        Receipt receipt = receipt(12);
        BufferedImage picture = new ReceiptPainter(width).paint(receipt);
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(decoded(picture)).isEqualTo(receipt.qr());
    }

    private static EscPosPrinter printer(PrinterSim sim, String profile) {
        return (EscPosPrinter)
                Driver.of(DeviceKind.PRINTER, "escpos").orElseThrow().device(sim.address(), Map.of("profile", profile));
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic-80", "generic-58", "epson-tm-80", "mute-80"})
    void the_qr_is_read_from_what_the_printer_made_of_the_bytes(String profile) throws Exception {
        Receipt receipt = receipt(60);
        try (PrinterSim sim = PrinterSim.start(0);
                EscPosPrinter printer = printer(sim, profile)) {
            printer.print(new ReceiptPainter(printer.width()).page(receipt));
            await(() -> !sim.pages().isEmpty());
            assertThat(sim.unknown()).isEmpty();
            assertThat(sim.pages()).hasSize(1);
            assertThat(decoded(sim.pages().get(0))).isEqualTo(receipt.qr());
        }
    }

    /** What a raster printer burns is what the painter painted, dot for dot. */
    @Test
    void the_paper_is_the_picture() throws Exception {
        try (PrinterSim sim = PrinterSim.start(0);
                EscPosPrinter printer = printer(sim, "generic-80")) {
            PrintPage page = new ReceiptPainter(printer.width()).page(receipt(3));
            printer.print(page);
            await(() -> !sim.pages().isEmpty());
            BufferedImage paper = sim.pages().get(0);
            assertThat(paper.getHeight()).isEqualTo(page.picture().getHeight());
            int differs = 0;
            for (int y = 0; y < paper.getHeight(); y++) {
                for (int x = 0; x < paper.getWidth(); x++) {
                    boolean black = (page.picture().getRGB(x, y) & 0xFF) < 160;
                    differs += black == ((paper.getRGB(x, y) & 0xFF) == 0) ? 0 : 1;
                }
            }
            assertThat(differs).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DeviceSim.Fault.class,
            names = {"PAPER_OUT", "COVER_OPEN", "OFFLINE"})
    void a_printer_that_stands_still_says_why_and_prints_nothing(DeviceSim.Fault fault) throws Exception {
        try (PrinterSim sim = PrinterSim.start(0);
                EscPosPrinter printer = printer(sim, "generic-80")) {
            sim.fault(fault);
            PrintPage page = new ReceiptPainter(printer.width()).page(receipt(1));
            assertThat(catchThrowableOfType(() -> printer.print(page), DeviceException.class)
                            .fault()
                            .name())
                    .isEqualTo(fault.name());
            assertThat(sim.pages()).isEmpty();
            sim.fault();
            printer.print(page);
            await(() -> sim.pages().size() == 1);
        }
    }

    @Test
    void a_roll_that_ends_in_the_middle_is_not_taken_for_printed() throws Exception {
        try (PrinterSim sim = PrinterSim.start(0);
                EscPosPrinter printer = printer(sim, "generic-80")) {
            sim.rollEndsAfter(200);
            PrintPage page = new ReceiptPainter(printer.width()).page(receipt(5));
            assertThat(catchThrowableOfType(() -> printer.print(page), DeviceException.class)
                            .fault())
                    .isEqualTo(DeviceFault.PAPER_OUT);
        }
    }

    @Test
    void a_drawer_opens_without_a_receipt_and_without_paper() throws Exception {
        try (PrinterSim sim = PrinterSim.start(0);
                EscPosPrinter printer = printer(sim, "generic-80")) {
            printer.open();
            await(() -> sim.drawerKicks() == 1);
            sim.fault(DeviceSim.Fault.PAPER_OUT);
            printer.open();
            await(() -> sim.drawerKicks() == 2);
            assertThat(sim.pages()).isEmpty();
            assertThat(sim.unknown()).isEmpty();
        }
    }

    /** A name without a space is broken where the row ends; before, it ran off the paper. */
    @ParameterizedTest
    @ValueSource(ints = {ReceiptPainter.WIDTH_80_MM, ReceiptPainter.WIDTH_58_MM})
    void a_word_that_is_longer_than_the_paper_is_broken(int width) {
        String word = "سوبركاليفراجيليستيك".repeat(9);
        var slip = new Slip(
                word,
                "W".repeat(200),
                "",
                "",
                List.of(new Slip.Part("", "", List.of(new Receipt.Row("Total", "9".repeat(120), "المجموع")))),
                "");
        BufferedImage picture = new ReceiptPainter(width).page(slip).picture();
        for (int y = 0; y < picture.getHeight(); y++) {
            assertThat(picture.getRGB(2, y) & 0xFF).as("left edge, row %s", y).isGreaterThan(160);
            assertThat(picture.getRGB(width - 3, y) & 0xFF)
                    .as("right edge, row %s", y)
                    .isGreaterThan(160);
        }
        int ink = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                ink += (picture.getRGB(x, y) & 0xFF) < 160 ? 1 : 0;
            }
        }
        assertThat(ink).isGreaterThan(width * 20);
    }

    @Test
    void a_slip_of_the_terminal_stands_below_the_totals() {
        Receipt plain = receipt(4);
        var painter = new ReceiptPainter(ReceiptPainter.WIDTH_80_MM);
        BufferedImage more = painter.paint(with(
                plain,
                new Receipt.Extras(
                        List.of(new Receipt.Row("Card", "mada · ************1234", "البطاقة")),
                        List.of("slip"),
                        "شكرا",
                        "Bye")));
        assertThat(more.getHeight()).isGreaterThan(painter.paint(plain).getHeight());
    }

    private static Receipt with(Receipt r, Receipt.Extras extras) {
        return new Receipt(
                r.sellerAr(),
                r.sellerEn(),
                r.branchAr(),
                r.branchEn(),
                r.vatNumber(),
                r.address(),
                r.kind(),
                r.number(),
                r.originalNumber(),
                r.time(),
                r.cashier(),
                r.till(),
                r.lines(),
                r.taxes(),
                r.net(),
                r.vat(),
                r.total(),
                r.paid(),
                r.change(),
                r.qr(),
                r.copy(),
                r.buyer(),
                r.deals(),
                r.until(),
                extras);
    }

    static void await(BooleanSupplier holds) throws InterruptedException {
        long until = System.nanoTime() + 10_000_000_000L;
        while (!holds.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(10);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }
}
