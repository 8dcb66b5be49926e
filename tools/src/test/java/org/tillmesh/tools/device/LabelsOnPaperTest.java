package org.tillmesh.tools.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Result;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.hardware.LabelPrinter;
import org.tillmesh.hardware.LabelStock;
import org.tillmesh.hardware.driver.DeviceKind;
import org.tillmesh.hardware.driver.Driver;
import org.tillmesh.hardware.label.LabelPainter;
import org.tillmesh.hardware.label.LabelText;

/** Labels as ZXing reads them from what a printer made of the bytes. */
class LabelsOnPaperTest {
    static final LabelText LABEL = new LabelText(
            LabelText.Kind.SHELF,
            "تمر سكري فاخر من القصيم عبوة عائلية كبيرة جدًا",
            "Sukkari dates of Qassim, premium, family pack",
            "24.95",
            "24.95 / kg",
            "31.00",
            "ترخيص · Licence 1234567",
            "6289999222479");

    private static LabelText with(LabelText.Kind kind, String code) {
        return new LabelText(kind, LABEL.nameAr(), LABEL.name(), "24.95", "", "", "", code);
    }

    @ParameterizedTest
    @CsvSource({"zpl, 60, 40, 8", "zpl, 50, 25, 8", "zpl, 101, 50, 12", "tspl, 60, 40, 8", "tspl, 57, 32, 8"})
    void the_barcode_is_read_from_what_came_off_the_roll(String language, int width, int height, int dots)
            throws Exception {
        try (LabelSim sim = LabelSim.start(0);
                LabelPrinter printer = (LabelPrinter) Driver.of(DeviceKind.LABELS, language)
                        .orElseThrow()
                        .device(sim.address(), Map.of("width", "" + width, "height", "" + height, "dots", "" + dots))) {
            assertThat(printer.stock()).isEqualTo(new LabelStock(width, height, 2, dots));
            printer.print(new LabelPainter(printer.stock()).paint(LABEL), 3);
            ReceiptOnPaperTest.await(() -> sim.labels().size() == 3);
            Result read = Codes.read(sim.labels().get(2));
            assertThat(read.getText()).isEqualTo(LABEL.code());
            assertThat(read.getBarcodeFormat()).isEqualTo(BarcodeFormat.EAN_13);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PRODUCT, 6289999222479, EAN_13",
        "PRODUCT, 96385074, EAN_8",
        "PRODUCT, 012345678905, UPC_A",
        "PRODUCT, 6289999222478, CODE_128",
        "PRODUCT, AB-12, CODE_128",
        "WEIGHED, 2100017012404, EAN_13",
        "GIFT, 9900112233445566, CODE_128"
    })
    void each_code_is_the_symbol_that_it_can_be(LabelText.Kind kind, String code, BarcodeFormat format)
            throws Exception {
        BufferedImage picture = new LabelPainter(new LabelStock(60, 40, 2, 8)).paint(with(kind, code));
        Result read = Codes.read(picture);
        assertThat(read.getText()).isEqualTo(code);
        assertThat(read.getBarcodeFormat()).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A VERY LONG CODE THAT NO SMALL LABEL CAN HOLD AT ALL", "حليب"})
    void what_a_label_cannot_hold_is_refused(String code) {
        var painter = new LabelPainter(new LabelStock(30, 20, 2, 8));
        assertThatThrownBy(() -> painter.paint(with(LabelText.Kind.PRODUCT, code)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(code);
    }

    @Test
    void a_name_that_is_too_long_is_cut_before_the_edge() {
        var stock = new LabelStock(50, 30, 2, 8);
        BufferedImage picture = new LabelPainter(stock)
                .paint(new LabelText(LabelText.Kind.SHELF, "ط".repeat(300), "W".repeat(300), "1.00", "", "", "", ""));
        for (int y = 0; y < picture.getHeight(); y++) {
            assertThat(picture.getRGB(3, y) & 0xFF).isGreaterThan(160);
            assertThat(picture.getRGB(picture.getWidth() - 4, y) & 0xFF).isGreaterThan(160);
        }
    }
}
