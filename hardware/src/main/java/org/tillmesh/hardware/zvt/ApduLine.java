package org.tillmesh.hardware.zvt;

import java.io.Closeable;
import java.io.IOException;

/** Whole messages over a line. */
interface ApduLine extends Closeable {
    void send(Apdu apdu) throws IOException;

    /**
     * The next message.
     *
     * @throws java.net.SocketTimeoutException if none has begun in time
     * @throws IOException if the line is cut, or what came is no whole message
     */
    Apdu receive(long timeoutMillis) throws IOException;
}
