package org.tillmesh.till;

import java.nio.charset.StandardCharsets;

/** The version of this program, written into it by the build. */
public final class TillVersion {
    private TillVersion() {}

    public static String text() {
        return new String(Resources.bytes("version.txt"), StandardCharsets.UTF_8).strip();
    }
}
