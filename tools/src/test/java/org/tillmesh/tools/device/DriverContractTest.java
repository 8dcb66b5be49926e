package org.tillmesh.tools.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tillmesh.hardware.CashDrawer;
import org.tillmesh.hardware.CustomerDisplay;
import org.tillmesh.hardware.Device;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.LabelPrinter;
import org.tillmesh.hardware.ReceiptPrinter;
import org.tillmesh.hardware.Scale;
import org.tillmesh.hardware.driver.DeviceKind;
import org.tillmesh.hardware.driver.Driver;
import org.tillmesh.hardware.label.LabelPainter;
import org.tillmesh.hardware.receipt.ReceiptPainter;
import org.tillmesh.hardware.receipt.Slip;

/**
 * What every driver promises, over TCP and over a pseudo-terminal: it works; whatever the other side does it ends in time
 * with a fault that says what is wrong; and it works again as soon as the device does.
 */
class DriverContractTest {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    enum Way {
        TCP,
        SERIAL
    }

    static Stream<Arguments> ways() {
        return Stream.of(Way.values()).flatMap(way -> EnumSet.range(Driver.ESCPOS, Driver.ROW_DISPLAY).stream()
                .filter(driver -> driver != Driver.SERIAL_SCANNER)
                .map(driver -> Arguments.of(way, driver)));
    }

    static Stream<Arguments> faults() {
        return ways().flatMap(both -> EnumSet.of(
                        DeviceSim.Fault.SILENT,
                        DeviceSim.Fault.HALF,
                        DeviceSim.Fault.WRONG,
                        DeviceSim.Fault.CUT,
                        DeviceSim.Fault.SLOW)
                .stream()
                .map(fault -> Arguments.of(both.get()[0], both.get()[1], fault)));
    }

    private static DeviceSim sim(Driver driver) throws Exception {
        return switch (driver) {
            case ESCPOS, ESCPOS_DRAWER -> PrinterSim.start(0);
            case ZPL, TSPL -> LabelSim.start(0);
            case TOLEDO_8217 -> ScaleSim.start(ScaleSim.Protocol.TOLEDO_8217, 0);
            case DIALOG_06 -> ScaleSim.start(ScaleSim.Protocol.DIALOG_06, 0);
            case SERIAL_SCANNER -> ScannerSim.start(0);
            case ROW_DISPLAY -> DisplaySim.start(0);
            default -> throw new AssertionError(driver + " has tests of its own");
        };
    }

    private AutoCloseable reached(Way way, DeviceSim sim) throws Exception {
        if (way == Way.TCP) {
            return () -> {};
        }
        assumeTrue(PseudoTerminal.isPossible(), "socat makes the pseudo-terminals; it is not installed");
        return PseudoTerminal.to(sim.port(), folder.resolve("tty"));
    }

    private Device device(Way way, Driver driver, DeviceSim sim) {
        return driver.device(
                way == Way.TCP ? sim.address() : "serial:" + folder.resolve("tty") + "?baud=115200", Map.of());
    }

    /** The act that the port is for. */
    private static void use(Driver driver, Device device) throws DeviceException {
        switch (driver) {
            case ESCPOS -> {
                var printer = (ReceiptPrinter) device;
                printer.print(new ReceiptPainter(printer.width())
                        .page(new Slip("عنوان", "Head", "", "", java.util.List.of(), "42")));
            }
            case ESCPOS_DRAWER -> ((CashDrawer) device).open();
            case ZPL, TSPL -> {
                var printer = (LabelPrinter) device;
                printer.print(new LabelPainter(printer.stock()).paint(LabelsOnPaperTest.LABEL), 1);
            }
            case TOLEDO_8217, DIALOG_06 ->
                assertThat(((Scale) device).weigh(695)).isEqualTo(1_240);
            case ROW_DISPLAY -> ((CustomerDisplay) device).show("Dates 1 kg", "TOTAL 12.50");
            default -> throw new AssertionError(driver);
        }
    }

    private static void load(DeviceSim sim) {
        if (sim instanceof ScaleSim scale) {
            scale.load(1_240);
        }
    }

    private static void did(DeviceSim sim, Driver driver, int times) throws InterruptedException {
        switch (driver) {
            case ESCPOS ->
                ReceiptOnPaperTest.await(() -> ((PrinterSim) sim).pages().size() == times);
            case ESCPOS_DRAWER -> ReceiptOnPaperTest.await(() -> ((PrinterSim) sim).drawerKicks() == times);
            case ZPL, TSPL ->
                ReceiptOnPaperTest.await(() -> ((LabelSim) sim).labels().size() == times);
            case ROW_DISPLAY ->
                ReceiptOnPaperTest.await(() -> ((DisplaySim) sim).lower().equals("TOTAL 12.50         "));
            default -> {}
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void it_works_again_and_again(Way way, Driver driver) throws Exception {
        try (DeviceSim sim = sim(driver);
                AutoCloseable line = reached(way, sim);
                Device device = device(way, driver, sim)) {
            load(sim);
            device.check();
            use(driver, device);
            did(sim, driver, 1);
            use(driver, device);
            did(sim, driver, 2);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatever_the_other_side_does_it_ends_in_time_and_works_again(Way way, Driver driver, DeviceSim.Fault fault)
            throws Exception {
        try (DeviceSim sim = sim(driver);
                AutoCloseable line = reached(way, sim);
                Device device = device(way, driver, sim)) {
            load(sim);
            sim.fault(fault);
            long began = System.nanoTime();
            Set<DeviceFault> may = EnumSet.noneOf(DeviceFault.class);
            try {
                use(driver, device);
            } catch (DeviceException e) {
                may.add(e.fault());
                assertThat(e.device()).isEqualTo(e.device().startsWith("tcp") ? sim.address() : e.device());
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST);
            assertThat(EnumSet.of(
                            DeviceFault.NO_ANSWER,
                            DeviceFault.GARBLED,
                            DeviceFault.LOST,
                            DeviceFault.REFUSED,
                            DeviceFault.UNREACHABLE,
                            DeviceFault.UNSTABLE,
                            DeviceFault.OVERLOAD,
                            DeviceFault.BELOW_ZERO,
                            DeviceFault.COVER_OPEN,
                            DeviceFault.PAPER_OUT,
                            DeviceFault.OFFLINE))
                    .containsAll(may);
            sim.fault();
            again(driver, device);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Driver.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ZVT", "FRAMED", "HELPER", "FACING"}) // terminals and screens have tests of their own
    void one_that_is_not_there_is_named_at_once(Driver driver) throws Exception {
        String address;
        try (DeviceSim sim = sim(driver)) {
            address = sim.address();
        }
        try (Device device = driver.device(address, Map.of())) {
            DeviceException fault = catchThrowableOfType(device::check, DeviceException.class);
            if (driver == Driver.ESCPOS_DRAWER) {
                fault = catchThrowableOfType(() -> ((CashDrawer) device).open(), DeviceException.class);
            }
            assertThat(fault.fault()).isEqualTo(DeviceFault.UNREACHABLE);
            assertThat(fault.device()).isEqualTo(address);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_device_that_was_away_comes_back(Way way, Driver driver) throws Exception {
        try (DeviceSim sim = sim(driver);
                AutoCloseable line = reached(way, sim);
                Device device = device(way, driver, sim)) {
            load(sim);
            use(driver, device);
            sim.hangUp();
            again(driver, device);
        }
    }

    private static void again(Driver driver, Device device) throws Exception {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                use(driver, device);
                return;
            } catch (DeviceException e) {
                assertThat(System.nanoTime())
                        .as("it works again: %s", e.getMessage())
                        .isLessThan(until);
                Thread.sleep(100);
            }
        }
    }

    static Stream<Driver> kinds() {
        return Stream.of(Driver.values());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_driver_is_found_by_kind_and_name(Driver driver) {
        assertThat(Stream.of(DeviceKind.values()).flatMap(kind -> Driver.codes(kind).stream()
                        .map(code -> Driver.of(kind, code).orElseThrow())))
                .contains(driver);
    }
}
