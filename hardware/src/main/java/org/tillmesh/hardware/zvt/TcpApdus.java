package org.tillmesh.hardware.zvt;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.tillmesh.hardware.terminal.ByteLine;

/** Messages over TCP: one behind the other (PA00P016, TCP/IP). */
final class TcpApdus implements ApduLine {
    private static final long WITHIN_MILLIS_MAX = 5_000;

    private final ByteLine line;

    TcpApdus(ByteLine line) {
        this.line = line;
    }

    @Override
    public void send(Apdu apdu) throws IOException {
        line.write(apdu.encoded());
    }

    @Override
    public Apdu receive(long timeoutMillis) throws IOException {
        var begun = new boolean[1];
        try {
            return Apdu.<IOException>read(() -> {
                int next = line.read(begun[0] ? WITHIN_MILLIS_MAX : timeoutMillis);
                begun[0] = true;
                return next;
            });
        } catch (SocketTimeoutException e) {
            if (begun[0]) {
                throw new IOException("Half a message came", e);
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
