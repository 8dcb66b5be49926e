package org.tillmesh.hardware.escpos;

import org.tillmesh.hardware.BadSetting;
import org.tillmesh.hardware.DeviceSettings;
import org.tillmesh.hardware.profile.DeviceProfile;
import org.tillmesh.hardware.profile.ProfileFile;

/** What a model of receipt printers can do. @param dots of one printed row; @param drawerPin 2 or 5 */
public record PrinterProfile(String name, int dots, Cut cut, Qr qr, Status status, int drawerPin) {
    private static final int DOTS_MIN = 384;
    private static final int DOTS_MAX = 1200;

    /** How the page is cut off. */
    public enum Cut {
        FULL,
        PARTIAL,
        NONE
    }

    /** Who draws a QR code: the till in the picture, or the printer. */
    public enum Qr {
        RASTER,
        NATIVE
    }

    /** Whether it may be asked how it is. */
    public enum Status {
        ASKED,
        NONE
    }

    /** By the settings {@code profile} (generic-80 without it), of the file {@code profiles} or of the program's own. */
    public static PrinterProfile of(DeviceSettings settings) {
        String file = settings.text("profiles");
        String name = settings.text("profile");
        ProfileFile known = file == null
                ? ProfileFile.builtIn(PrinterProfile.class, "printers.profile")
                : ProfileFile.of("settings.profiles", file);
        known.all().forEach(PrinterProfile::of); // a mistake is named whichever model is meant
        return of(known.named("settings.profile", name == null ? "generic-80" : name));
    }

    private static PrinterProfile of(DeviceProfile profile) {
        int pin = profile.number("pin", 2, 5, 2);
        var made = new PrinterProfile(
                profile.name(),
                profile.number("dots", DOTS_MIN, DOTS_MAX, 576),
                profile.choice("cut", Cut.FULL),
                profile.choice("qr", Qr.RASTER),
                profile.choice("status", Status.ASKED),
                pin);
        if (pin != 2 && pin != 5) {
            throw profile.bad("pin", "2 or 5");
        }
        profile.done();
        return made;
    }

    /** The same with the drawer on the pin of a setting of its own. */
    public PrinterProfile withDrawer(DeviceSettings settings) {
        int pin = settings.number("pin", 2, 5, drawerPin);
        if (pin != 2 && pin != 5) {
            throw new BadSetting("settings.pin", Integer.toString(pin), "2 or 5");
        }
        return new PrinterProfile(name, dots, cut, qr, status, pin);
    }
}
