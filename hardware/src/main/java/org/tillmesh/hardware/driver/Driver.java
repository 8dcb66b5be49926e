package org.tillmesh.hardware.driver;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.tillmesh.hardware.BadSetting;
import org.tillmesh.hardware.Device;
import org.tillmesh.hardware.DeviceSettings;
import org.tillmesh.hardware.display.FacingScreen;
import org.tillmesh.hardware.display.RowDisplay;
import org.tillmesh.hardware.escpos.EscPosPrinter;
import org.tillmesh.hardware.escpos.PrinterProfile;
import org.tillmesh.hardware.label.LabelDevice;
import org.tillmesh.hardware.label.LabelLanguage;
import org.tillmesh.hardware.line.LineAddress;
import org.tillmesh.hardware.profile.BadProfile;
import org.tillmesh.hardware.scale.Dialog06;
import org.tillmesh.hardware.scale.Toledo8217;
import org.tillmesh.hardware.scanner.LineScanner;

/** Every driver of a device that the till reaches by a line of its own. */
public enum Driver {
    ESCPOS(DeviceKind.PRINTER, "escpos", (at, settings) -> new EscPosPrinter(at, PrinterProfile.of(settings))),
    ESCPOS_DRAWER(
            DeviceKind.DRAWER,
            "escpos",
            (at, settings) -> new EscPosPrinter(at, PrinterProfile.of(settings).withDrawer(settings))),
    ZPL(DeviceKind.LABELS, "zpl", (at, settings) -> new LabelDevice(at, LabelLanguage.ZPL, settings)),
    TSPL(DeviceKind.LABELS, "tspl", (at, settings) -> new LabelDevice(at, LabelLanguage.TSPL, settings)),
    TOLEDO_8217(DeviceKind.SCALE, "8217", (at, settings) -> new Toledo8217(at)),
    DIALOG_06(DeviceKind.SCALE, "dialog06", (at, settings) -> new Dialog06(at)),
    SERIAL_SCANNER(DeviceKind.SCANNER, "line", LineScanner::new),
    ROW_DISPLAY(DeviceKind.DISPLAY, "rows", RowDisplay::new),
    ZVT("zvt", DeviceKind.TERMINAL, TerminalDevice::zvt),
    FRAMED("framed", DeviceKind.TERMINAL, TerminalDevice::framed),
    HELPER("helper", DeviceKind.TERMINAL, TerminalDevice::helper),
    FACING("window", DeviceKind.SCREEN, FacingScreen::of);

    private final DeviceKind kind;
    private final String code;
    private final BiFunction<String, DeviceSettings, Device> maker;

    Driver(DeviceKind kind, String code, BiFunction<LineAddress, DeviceSettings, Device> maker) {
        this.kind = kind;
        this.code = code;
        this.maker = (address, settings) -> maker.apply(LineAddress.parse(address), settings);
    }

    /** Of a device whose address need not be a line's. */
    Driver(String code, DeviceKind kind, BiFunction<String, DeviceSettings, Device> maker) {
        this.kind = kind;
        this.code = code;
        this.maker = maker;
    }

    public static Optional<Driver> of(DeviceKind kind, String code) {
        return Arrays.stream(values())
                .filter(driver -> driver.kind == kind && driver.code.equals(code))
                .findFirst();
    }

    /** Their names, for a message. */
    public static List<String> codes(DeviceKind kind) {
        return Arrays.stream(values())
                .filter(driver -> driver.kind == kind)
                .map(driver -> driver.code)
                .toList();
    }

    /**
     * A device that is not reached yet.
     *
     * @throws BadSetting that names address or setting; {@link BadProfile} that names file, line and field
     */
    public Device device(String address, Map<String, String> settings) {
        var given = new DeviceSettings(settings);
        Device made = maker.apply(address, given);
        given.done();
        return made;
    }
}
