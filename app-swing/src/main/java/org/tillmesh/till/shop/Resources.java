package org.tillmesh.till.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that are part of the program. */
final class Resources {
    private Resources() {}

    static byte[] bytes(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("The program's own file " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
