package org.tillmesh.hardware.driver;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a device is for. A till has one of each, but as many scanners as it likes. */
public enum DeviceKind {
    PRINTER,
    DRAWER,
    LABELS,
    SCALE,
    SCANNER,
    DISPLAY,
    TERMINAL,
    /** A screen that faces the customer. */
    SCREEN;

    /** How documents and scripts name it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DeviceKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
