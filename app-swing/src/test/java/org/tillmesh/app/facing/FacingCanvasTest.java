package org.tillmesh.app.facing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.device.DeviceAnswers;
import org.tillmesh.till.device.DeviceSetup;

/** What the customer sees while a cart grows, is paid and is done. */
class FacingCanvasTest {
    @TempDir
    Path dir;

    private Till till;

    @BeforeEach
    void open() {
        till = Shops.selling(dir.resolve("till"));
    }

    @AfterEach
    void close() {
        till.close();
    }

    private static BufferedImage painted(FacingCanvas canvas, DeviceAnswers.Facing now) {
        canvas.setSize(800, 480);
        canvas.show(now);
        var image = new BufferedImage(800, 480, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        canvas.paint(graphics);
        graphics.dispose();
        return image;
    }

    private static int inked(BufferedImage image) {
        int dots = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                dots += (image.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF ? 0 : 1;
            }
        }
        return dots;
    }

    @Test
    void the_customer_sees_the_cart_then_the_change_and_the_invoices_qr() throws Exception {
        var told = new AtomicInteger();
        try (AutoCloseable listening = till.facing().listen(told::incrementAndGet)) {
            till.counter().scan(DemoBarcodes.PLAIN, null, null);
            DeviceAnswers.Facing cart = till.facing().now();
            assertThat(cart.kind()).isEqualTo("cart");
            assertThat(cart.lines()).hasSize(1);
            assertThat(cart.total()).isEqualTo(Money.sar(1850));
            var canvas = new FacingCanvas(Language.ARABIC, FacingPictures.NONE);
            assertThat(inked(painted(canvas, cart))).isGreaterThan(500);

            till.counter().tender(TenderKind.CASH, Money.sar(2000), null);
            assertThat(till.facing().now().change()).isEqualTo(Money.sar(150));
            till.counter().complete(null);

            DeviceAnswers.Facing sold = till.facing().now();
            assertThat(sold.kind()).isEqualTo("sold");
            assertThat(sold.change()).isEqualTo(Money.sar(150));
            BufferedImage image = painted(canvas, sold);
            int[] pixels = image.getRGB(0, 0, 800, 480, null, 0, 800);
            var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(800, 480, pixels)));
            assertThat(new MultiFormatReader().decode(bitmap).getText()).isEqualTo(sold.qr());

            till.counter().scan(DemoBarcodes.PLAIN, null, null);
            assertThat(till.facing().now().kind()).isEqualTo("cart");
            assertThat(told.get()).isPositive();
        }
    }

    @Test
    void a_long_name_is_cut_before_the_sum_and_a_picture_fills_the_idle_screen() throws Exception {
        Path pictures = Files.createDirectories(dir.resolve("pictures"));
        var blue = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 100; i++) {
            blue.setRGB(i % 10, i / 10, 0x0000FF);
        }
        ImageIO.write(blue, "png", pictures.resolve("a.png").toFile());
        Files.writeString(pictures.resolve("b.png"), "no picture");

        var canvas = new FacingCanvas(Language.ENGLISH, FacingPictures.of(pictures));
        BufferedImage image = painted(canvas, DeviceAnswers.Facing.IDLE);
        assertThat(image.getRGB(400, 240) & 0xFFFFFF).isEqualTo(0x0000FF);
        assertThat(painted(canvas, DeviceAnswers.Facing.IDLE).getRGB(400, 240) & 0xFFFFFF)
                .isEqualTo(0x0000FF);
    }

    @Test
    void a_screen_is_set_up_like_any_device_and_a_mistake_is_named() {
        till.people().logout();
        till.people().login(new UserId("manager"), "9999");
        till.devices().set(new DeviceSetup("customer", "screen", "window", "screen:1", Map.of("language", "en")), null);
        assertThat(till.facing().screen()).hasValueSatisfying(screen -> {
            assertThat(screen.number()).isEqualTo(1);
            assertThat(screen.language().getLanguage()).isEqualTo("en");
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> till.devices()
                        .set(new DeviceSetup("customer", "screen", "window", "screen:77", Map.of()), null))
                .hasMessageContaining("screen:77");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> till.devices()
                        .set(
                                new DeviceSetup(
                                        "customer", "screen", "window", "window", Map.of("pictures", "/no/such")),
                                null))
                .hasMessageContaining("settings.pictures");
    }
}
