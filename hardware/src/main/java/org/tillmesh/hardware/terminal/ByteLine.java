package org.tillmesh.hardware.terminal;

import java.io.Closeable;
import java.io.IOException;

/** Bytes to and from a device. */
public interface ByteLine extends Closeable {
    void write(byte[] bytes) throws IOException;

    /**
     * The next byte, 0 to 255.
     *
     * @throws java.net.SocketTimeoutException if none came in time
     * @throws IOException if the line is cut
     */
    int read(long timeoutMillis) throws IOException;

    /** Opens a line anew for each dialogue. */
    @FunctionalInterface
    interface Opener {
        ByteLine open() throws IOException;
    }
}
