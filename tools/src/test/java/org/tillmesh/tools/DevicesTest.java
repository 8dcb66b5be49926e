package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.BarcodeFormat;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.device.Codes;
import org.tillmesh.tools.device.DeviceSim;
import org.tillmesh.tools.device.DisplaySim;
import org.tillmesh.tools.device.LabelSim;
import org.tillmesh.tools.device.PrinterSim;
import org.tillmesh.tools.device.ScaleSim;

/** Devices of a till by its scripted commands: set up, tried, used, gone and back; no sale waits for one. */
class DevicesTest {
    /** Bananas: sold by weight. */
    private static final String BANANAS = "2100017";

    @TempDir
    Path dir;

    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        till = PipedTill.selling(dir.resolve("till"));
    }

    @AfterEach
    void close() throws Exception {
        till.close();
    }

    private static Map<String, Object> device(String id, String kind, String driver, String address) {
        return Map.of("id", id, "kind", kind, "driver", driver, "address", address);
    }

    private JsonNode set(String id, String kind, String driver, String address) {
        return till.ok("device", "set", device(id, kind, driver, address), "approve", "9999");
    }

    private JsonNode state(String id) {
        for (JsonNode device : till.ok("devices").path("devices")) {
            if (device.path("id").asText().equals(id)) {
                return device;
            }
        }
        throw new AssertionError("No device " + id);
    }

    private static void await(BooleanSupplier holds) throws InterruptedException {
        long until = System.nanoTime() + 25_000_000_000L;
        while (!holds.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    private static boolean hasCopyMark(BufferedImage page, BufferedImage original) {
        return page.getHeight() > original.getHeight();
    }

    @Test
    void a_printer_is_set_up_by_a_manager_prints_each_sale_once_and_opens_the_drawer() throws Exception {
        till.sell("before", DemoBarcodes.PLAIN);
        try (PrinterSim printer = PrinterSim.start(0)) {
            till.refused("FORBIDDEN", "device", "set", device("printer", "printer", "escpos", printer.address()));
            assertThat(till.ok("devices").path("devices")).isEmpty();
            JsonNode devices = set("printer", "printer", "escpos", printer.address());
            assertThat(devices.path("devices").get(0).path("state").asText()).isEqualTo("idle");
            till.sell("a", DemoBarcodes.PLAIN);
            till.sell("b", DemoBarcodes.PLAIN);
            await(() -> printer.pages().size() == 2);
            await(() -> printer.drawerKicks() == 2);
            assertThat(state("printer").path("state").asText()).isEqualTo("ready");
            till.ok("device", "test", "printer");
            assertThat(printer.pages())
                    .as("what was sold before it had a printer is not printed")
                    .hasSize(3);
            till.close();
            till = PipedTill.demo(dir.resolve("till"));
            Thread.sleep(500);
            assertThat(printer.pages()).hasSize(3);
            assertThat(printer.unknown()).isEmpty();
        }
    }

    @Test
    void money_paid_on_account_is_printed_and_again_as_a_copy() throws Exception {
        String customer = till.ok("customer", "new", Map.of("name", "Sara"))
                .path("customer")
                .path("id")
                .asText();
        try (PrinterSim printer = PrinterSim.start(0)) {
            set("printer", "printer", "escpos", printer.address());
            JsonNode paid = till.ok("pay-account", "customer", customer, "kind", "cash", "amount", "30.00", "key", "p");
            await(() -> printer.pages().size() == 1);
            till.ok("pay-account", "customer", customer, "kind", "cash", "amount", "30.00", "key", "p");
            String uuid = paid.path("payment").asText();
            till.ok("print", "uuid", uuid);
            await(() -> printer.pages().size() == 2);
            assertThat(hasCopyMark(printer.pages().get(1), printer.pages().get(0)))
                    .isTrue();
            Path file = dir.resolve("paid.png");
            till.ok("receipt-image", "uuid", uuid, "file", file.toString());
            assertThat(ImageIO.read(file.toFile()).getHeight())
                    .isEqualTo(printer.pages().get(0).getHeight());
            assertThat(till.ok("audit", "kind", "reprint", "approve", "9999")
                            .path("events")
                            .path(0)
                            .path("about")
                            .asText())
                    .contains("-P-");
            till.refused("UNKNOWN_RECEIPT", "print", "uuid", "nothing");
        }
    }

    /** The page was begun, so nobody knows whether the customer has it: what is printed next says that it is a copy. */
    @Test
    void a_page_that_broke_off_is_printed_again_as_a_copy_also_after_a_restart() throws Exception {
        try (PrinterSim printer = PrinterSim.start(0)) {
            set("printer", "printer", "escpos", printer.address());
            till.sell("a", DemoBarcodes.PLAIN);
            await(() -> printer.pages().size() == 1);
            BufferedImage original = printer.pages().get(0);
            printer.rollEndsAfter(100);
            till.sell("b", DemoBarcodes.PLAIN);
            await(() -> state("printer").path("state").asText().equals("fault"));
            assertThat(state("printer").path("said").asText()).contains("out of paper");
            till.close();
            printer.rollEndsAfter(Long.MAX_VALUE);
            int before = printer.pages().size();
            till = PipedTill.demo(dir.resolve("till"));
            await(() -> printer.pages().size() == before + 1);
            assertThat(hasCopyMark(printer.pages().get(before), original)).isTrue();
            Thread.sleep(300);
            assertThat(printer.pages()).hasSize(before + 1);
            assertThat(printer.drawerKicks()).as("once a sale").isEqualTo(2);
        }
    }

    @Test
    void without_paper_sales_go_on_the_drawer_opens_and_the_receipts_come_later_as_originals() throws Exception {
        try (PrinterSim printer = PrinterSim.start(0)) {
            set("printer", "printer", "escpos", printer.address());
            till.sell("a", DemoBarcodes.PLAIN);
            await(() -> printer.pages().size() == 1);
            BufferedImage original = printer.pages().get(0);
            printer.fault(DeviceSim.Fault.PAPER_OUT);
            till.sell("b", DemoBarcodes.PLAIN);
            await(() -> printer.drawerKicks() == 2);
            await(() -> state("printer").path("state").asText().equals("fault"));
            printer.fault();
            till.sell("c", DemoBarcodes.PLAIN);
            await(() -> printer.pages().size() == 3);
            assertThat(hasCopyMark(printer.pages().get(1), original)).isFalse();
            assertThat(hasCopyMark(printer.pages().get(2), original)).isFalse();
        }
    }

    @Test
    void what_is_sold_by_weight_is_weighed_when_it_is_scanned() throws Exception {
        try (ScaleSim scale = ScaleSim.start(ScaleSim.Protocol.DIALOG_06, 0)) {
            set("scale", "scale", "dialog06", scale.address());
            scale.load(1_235);
            scale.swing(2);
            JsonNode line = till.ok("scan", "code", BANANAS).path("line");
            assertThat(line.path("qty").asText()).isEqualTo("1.235");
            assertThat(scale.price()).isEqualTo("000695");
            assertThat(till.ok("scale").path("qty").asText()).isEqualTo("1.235");
            assertThat(till.ok("scan", "code", BANANAS, "qty", "0.500")
                            .path("line")
                            .path("qty")
                            .asText())
                    .as("what was typed is not weighed")
                    .isEqualTo("1.735");
            till.ok("scan", "code", DemoBarcodes.PLAIN);
            scale.fault(DeviceSim.Fault.OVERLOAD);
            assertThat(till.refused("DEVICE", "scan", "code", BANANAS)).contains("more than it can weigh");
            assertThat(till.ok("cart").path("cart").path("lines")).hasSize(2);
            till.refused("DEVICE", "scale", "set", "tare");
            till.ok("device", "remove", "scale", "approve", "9999");
            assertThat(till.refused("DEVICE", "scale")).contains("No scale");
        }
    }

    @Test
    void the_customer_sees_the_line_the_total_and_the_change() throws Exception {
        try (DisplaySim display = DisplaySim.start(0)) {
            set("pole", "display", "rows", display.address());
            till.ok("scan", "code", DemoBarcodes.PLAIN);
            await(() -> display.lower().equals("TOTAL          18.50"));
            assertThat(display.upper()).endsWith(" 18.50");
            till.ok("tender", "kind", "cash", "amount", "20.00");
            till.ok("complete", "key", "k");
            await(() -> display.lower().equals("CHANGE          1.50"));
        }
    }

    @Test
    void labels_are_printed_in_batches_with_the_price_of_today() throws Exception {
        try (LabelSim labels = LabelSim.start(0)) {
            assertThat(till.refused("DEVICE", "labels", "codes", List.of(DemoBarcodes.PLAIN), "kind", "shelf"))
                    .contains("label printer");
            set("labels", "labels", "tspl", labels.address());
            assertThat(till.ok(
                                    "labels",
                                    "codes",
                                    List.of(DemoBarcodes.PLAIN, DemoBarcodes.ZERO_RATED),
                                    "kind",
                                    "shelf",
                                    "copies",
                                    2)
                            .path("printed")
                            .asInt())
                    .isEqualTo(4);
            await(() -> labels.labels().size() == 4);
            var read4 = new TreeSet<String>(); // a line each: their order is the simulator's
            for (BufferedImage label : labels.labels()) {
                read4.add(Codes.read(label).getText());
            }
            assertThat(read4).containsExactlyInAnyOrder(DemoBarcodes.PLAIN, DemoBarcodes.ZERO_RATED);
            till.ok("labels", "codes", List.of(BANANAS), "kind", "weighed", "weight", "1.240");
            await(() -> labels.labels().size() == 5);
            var read = Codes.read(labels.labels().get(4));
            assertThat(read.getText()).isEqualTo(DemoBarcodes.WEIGHED);
            assertThat(read.getBarcodeFormat()).isEqualTo(BarcodeFormat.EAN_13);
            assertThat(till.ok("scan", "code", read.getText())
                            .path("line")
                            .path("qty")
                            .asText())
                    .isEqualTo("1.240");
            till.refused("UNKNOWN_BARCODE", "labels", "codes", List.of(DemoBarcodes.PLAIN, "404"), "kind", "shelf");
            till.refused("BAD_VALUE", "labels", "codes", List.of(DemoBarcodes.PLAIN), "kind", "shelf", "copies", 0);
            till.refused("BAD_VALUE", "labels", "codes", List.of(DemoBarcodes.PLAIN), "kind", "shelf", "copies", -3);
            till.refused("BAD_VALUE", "labels", "codes", List.of(), "kind", "shelf");
            till.refused("BAD_VALUE", "labels", "codes", List.of(DemoBarcodes.PLAIN), "kind", "weighed");
            till.refused("BAD_VALUE", "labels", "codes", List.of(BANANAS), "kind", "weighed", "weight", "100.000");
            till.refused("BAD_VALUE", "labels", "codes", List.of("بطاقة"), "kind", "gift");
            assertThat(labels.labels()).hasSize(5);
            labels.fault(DeviceSim.Fault.PAPER_OUT);
            assertThat(till.refused("DEVICE", "labels", "codes", List.of(DemoBarcodes.PLAIN), "kind", "shelf"))
                    .contains("out of paper");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "printer, printer, escpos, tcp:127.0.0.1, address",
        "printer, printer, escpos, tcp:127.0.0.1:٩١٠٠, address.port",
        "printer, printer, escpos, serial:/dev/ttyS0?baud=12, address.baud",
        "printer, printer, star, tcp:127.0.0.1:9100, driver",
        "printer, press, escpos, tcp:127.0.0.1:9100, kind",
        "'', printer, escpos, tcp:127.0.0.1:9100, name",
        "طابعة, printer, escpos, tcp:127.0.0.1:9100, name"
    })
    void a_setting_that_cannot_be_meant_is_refused_by_its_field(
            String id, String kind, String driver, String address, String named) {
        assertThat(till.refused("BAD_VALUE", "device", "set", device(id, kind, driver, address), "approve", "9999"))
                .contains(named);
        assertThat(till.ok("devices").path("devices")).isEmpty();
    }

    @Test
    void settings_and_profile_files_are_named_by_field_and_line() throws Exception {
        Path file = Files.writeString(dir.resolve("mine.profile"), "[mine]\ndots = 576\ncut = halfway\n");
        assertThat(with(Map.of("profiles", file.toString(), "profile", "mine"))).contains("mine.profile", "3", "cut");
        assertThat(with(Map.of("profile", "nobody"))).contains("settings.profile", "generic-80");
        assertThat(with(Map.of("colour", "red"))).contains("settings.colour");
        assertThat(with(Map.of("profile", "x".repeat(5_000)))).hasSizeLessThan(800);
        till.refused(
                "BAD_VALUE",
                "device",
                "set",
                Map.of(
                        "id",
                        "p",
                        "kind",
                        "printer",
                        "driver",
                        "escpos",
                        "address",
                        "tcp:h:1",
                        "settings",
                        Map.of("profile", 5)));
        till.refused("BAD_VALUE", "device", "test", "nobody");
        till.refused("BAD_VALUE", "device", "remove", "nobody", "approve", "9999");
        till.refused("BAD_VALUE", "device");
        till.refused("BAD_VALUE", "device", "test", "a", "remove", "a");
        set("one", "printer", "escpos", "tcp:127.0.0.1:9");
        assertThat(till.refused(
                        "BAD_VALUE",
                        "device",
                        "set",
                        device("two", "printer", "escpos", "tcp:127.0.0.1:9"),
                        "approve",
                        "9999"))
                .contains("one");
        assertThat(till.refused("DEVICE", "device", "test", "one")).contains("can't be reached", "127.0.0.1:9");
        assertThat(state("one").path("state").asText()).isEqualTo("fault");
        set("s1", "scanner", "line", "tcp:127.0.0.1:9");
        set("s2", "scanner", "line", "tcp:127.0.0.1:9");
        assertThat(till.ok("devices").path("devices")).hasSize(3);
    }

    private String with(Map<String, String> settings) {
        return till.refused(
                "BAD_VALUE",
                "device",
                "set",
                Map.of(
                        "id",
                        "printer",
                        "kind",
                        "printer",
                        "driver",
                        "escpos",
                        "address",
                        "tcp:127.0.0.1:9100",
                        "settings",
                        settings),
                "approve",
                "9999");
    }

    @Test
    void a_setting_that_was_taken_away_is_gone_and_all_stands_after_a_restart() throws Exception {
        Map<String, Object> wide = Map.of(
                "id",
                "printer",
                "kind",
                "printer",
                "driver",
                "escpos",
                "address",
                "tcp:127.0.0.1:9",
                "settings",
                Map.of("profile", "wide-80-300dpi"));
        till.ok("device", "set", wide, "approve", "9999");
        assertThat(state("printer").path("settings").path("profile").asText()).isEqualTo("wide-80-300dpi");
        set("printer", "printer", "escpos", "tcp:127.0.0.1:9");
        assertThat(state("printer").path("settings")).isEmpty();
        till.close();
        till = PipedTill.demo(dir.resolve("till"));
        assertThat(state("printer").path("address").asText()).isEqualTo("tcp:127.0.0.1:9");
        assertThat(state("printer").path("settings")).isEmpty();
    }

    @Test
    void a_keyboard_scanner_is_learned_from_one_scan() {
        var keys = new ArrayList<Map<String, Object>>();
        int at = 0;
        for (char key : "~6289999222479\n".toCharArray()) {
            keys.add(Map.of("key", String.valueOf(key), "ms", at += 9));
        }
        JsonNode learned = till.ok("wedge", "code", DemoBarcodes.PLAIN, "keys", keys);
        assertThat(learned.path("prefix").asText()).isEqualTo("~");
        assertThat(learned.path("suffix").asText()).isEqualTo("\\n");
        assertThat(learned.path("gap").asInt()).isBetween(20, 40);
        till.refused("BAD_VALUE", "wedge", "code", "1234", "keys", keys);
        till.refused("BAD_VALUE", "wedge", "code", DemoBarcodes.PLAIN, "keys", List.of());
    }

    @Test
    void a_receipt_is_a_pdf_too() throws Exception {
        till.sell("k", DemoBarcodes.PLAIN);
        Path file = dir.resolve("receipt.pdf");
        till.ok("receipt-image", "receipt", "S001-T01-000001", "file", file.toString());
        assertThat(Files.readAllBytes(file)).startsWith('%', 'P', 'D', 'F');
        assertThat(file).isNotEmptyFile();
    }
}
