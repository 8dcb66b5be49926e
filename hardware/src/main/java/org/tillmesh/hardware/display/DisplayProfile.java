package org.tillmesh.hardware.display;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.tillmesh.hardware.DeviceSettings;
import org.tillmesh.hardware.profile.DeviceProfile;
import org.tillmesh.hardware.profile.ProfileFile;

/** A model of row displays: the bytes around its rows, and its letters. */
record DisplayProfile(int columns, byte[] start, byte[] upper, byte[] lower, byte[] end, Charset page) {
    private static final int COLUMNS_MAX = 80;

    /** By the settings {@code profile} (epson-dm without it), of the file {@code profiles} or of the program's own. */
    static DisplayProfile of(DeviceSettings settings) {
        String file = settings.text("profiles");
        String name = settings.text("profile");
        ProfileFile known = file == null
                ? ProfileFile.builtIn(DisplayProfile.class, "displays.profile")
                : ProfileFile.of("settings.profiles", file);
        known.all().forEach(DisplayProfile::of);
        return of(known.named("settings.profile", name == null ? "epson-dm" : name));
    }

    private static DisplayProfile of(DeviceProfile profile) {
        var made = new DisplayProfile(
                profile.number("columns", 8, COLUMNS_MAX, 20),
                profile.bytes("start"),
                profile.bytes("upper"),
                profile.bytes("lower"),
                profile.bytes("end"),
                page(profile));
        profile.done();
        return made;
    }

    private static Charset page(DeviceProfile profile) {
        try {
            return Charset.forName(profile.text("page", "US-ASCII"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw profile.bad("page", "a charset like IBM437, windows-1256 or US-ASCII");
        }
    }
}
