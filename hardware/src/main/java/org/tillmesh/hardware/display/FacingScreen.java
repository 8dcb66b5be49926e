package org.tillmesh.hardware.display;

import java.awt.GraphicsEnvironment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.BadSetting;
import org.tillmesh.hardware.Device;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.DeviceSettings;

/**
 * A screen of this machine that faces the customer; the till's window shows on it.
 *
 * @param number of the screen, 0 for the first; −1 for a window among others
 * @param language of its words, whatever the cashier's is
 * @param pictures folder of what it shows while nobody buys; null for none
 */
public record FacingScreen(String address, int number, Locale language, @Nullable Path pictures) implements Device {
    private static final String WINDOW = "window";
    private static final String SCREEN = "screen:";

    /** Languages that a customer may be shown. */
    private enum Shown {
        AR,
        EN
    }

    /** @throws BadSetting that names the field */
    public static FacingScreen of(String address, DeviceSettings settings) {
        if (!address.equals(WINDOW) && !address.matches(SCREEN + "[0-9]")) {
            throw new BadSetting("address", address, SCREEN + "0–" + SCREEN + "9, " + WINDOW);
        }
        int number = address.equals(WINDOW) ? -1 : address.charAt(SCREEN.length()) - '0';
        Locale language = Locale.forLanguageTag(
                settings.choice("language", Shown.AR).name().toLowerCase(Locale.ROOT));
        return new FacingScreen(address, number, language, folder(settings.text("pictures")));
    }

    private static @Nullable Path folder(@Nullable String named) {
        if (named == null) {
            return null;
        }
        try {
            Path folder = Path.of(named);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        } catch (InvalidPathException e) {
            throw new BadSetting("settings.pictures", named, "a folder of PNG or JPEG files");
        }
        throw new BadSetting("settings.pictures", named, "a folder of PNG or JPEG files");
    }

    @Override
    public String check() throws DeviceException {
        if (GraphicsEnvironment.isHeadless()) {
            throw new DeviceException(DeviceFault.CANT, address, "this till runs without a screen");
        }
        int screens = GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices().length;
        if (number >= screens) {
            throw new DeviceException(DeviceFault.UNREACHABLE, address, screens + " screens");
        }
        return "";
    }

    @Override
    public void close() {}
}
