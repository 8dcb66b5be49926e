package org.tillmesh.till.shop;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The version of this program, written into it by the build. */
public final class TillVersion {
    private TillVersion() {}

    /** When this program was made, as the build says. */
    static Instant built() {
        return Instant.parse(new String(Resources.bytes("built.txt"), StandardCharsets.UTF_8).strip());
    }

    public static String text() {
        return new String(Resources.bytes("version.txt"), StandardCharsets.UTF_8).strip();
    }
}
