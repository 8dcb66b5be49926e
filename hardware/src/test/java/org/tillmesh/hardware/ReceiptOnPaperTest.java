package org.tillmesh.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.hardware.escpos.TcpPrinter;
import org.tillmesh.hardware.receipt.Receipt;
import org.tillmesh.hardware.receipt.ReceiptPainter;
import org.tillmesh.hardware.sim.PrinterSimulator;

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

    @Test
    void the_qr_is_read_from_what_the_printer_made_of_the_bytes() throws Exception {
        Receipt receipt = receipt(60);
        try (PrinterSimulator printer = PrinterSimulator.start()) {
            BufferedImage picture = new ReceiptPainter(ReceiptPainter.WIDTH_80_MM).paint(receipt);
            new TcpPrinter("127.0.0.1", printer.port()).print(picture, true);
            long until = System.nanoTime() + 10_000_000_000L;
            while (printer.receipts().isEmpty() && System.nanoTime() < until) {
                Thread.sleep(20);
            }
            assertThat(printer.unknown()).isEmpty();
            assertThat(printer.receipts()).hasSize(1);
            assertThat(printer.drawerKicks()).isEqualTo(1);
            assertThat(decoded(printer.receipts().get(0))).isEqualTo(receipt.qr());
        }
    }

    @Test
    void a_printer_out_of_paper_says_so_and_prints_nothing() throws Exception {
        try (PrinterSimulator printer = PrinterSimulator.start()) {
            printer.paperOut(true);
            BufferedImage picture = new ReceiptPainter(ReceiptPainter.WIDTH_80_MM).paint(receipt(1));
            assertThatThrownBy(() -> new TcpPrinter("127.0.0.1", printer.port()).print(picture, false))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("paper");
            assertThat(printer.receipts()).isEmpty();
        }
    }

    @Test
    void a_drawer_opens_without_a_receipt_and_without_paper() throws Exception {
        try (PrinterSimulator printer = PrinterSimulator.start()) {
            printer.paperOut(true);
            new TcpPrinter("127.0.0.1", printer.port()).openDrawer();
            long until = System.nanoTime() + 10_000_000_000L;
            while (printer.drawerKicks() == 0 && System.nanoTime() < until) {
                Thread.sleep(20);
            }
            assertThat(printer.drawerKicks()).isEqualTo(1);
            assertThat(printer.receipts()).isEmpty();
            assertThat(printer.unknown()).isEmpty();
        }
        assertThatThrownBy(() -> new TcpPrinter("127.0.0.1", 9).openDrawer())
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void a_printer_that_is_not_there_is_named() {
        assertThatThrownBy(() -> new TcpPrinter("127.0.0.1", 9)
                        .print(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), false))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("127.0.0.1");
    }
}
