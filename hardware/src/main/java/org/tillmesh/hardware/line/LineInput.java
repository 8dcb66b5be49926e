package org.tillmesh.hardware.line;

import java.time.Duration;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;

/** The bytes of a line one by one. For one thread. */
public final class LineInput {
    /** What {@link #next} answers when nothing came in time. */
    public static final int NOTHING = -1;

    private static final int FLOOD = 1 << 16;

    private final Line line;
    private final byte[] buffer = new byte[4096];
    private int from;
    private int to;

    public LineInput(Line line) {
        this.line = line;
    }

    /** @return a byte from 0 to 255, or {@link #NOTHING} */
    public int next(Deadline deadline) throws DeviceException {
        if (from == to) {
            from = 0;
            to = line.read(buffer, deadline.left());
            if (to == 0) {
                return NOTHING;
            }
        }
        return buffer[from++] & 0xFF;
    }

    /** @throws DeviceException NO_ANSWER if nothing came in time */
    public int need(Deadline deadline) throws DeviceException {
        int next = next(deadline);
        if (next == NOTHING) {
            throw new DeviceException(DeviceFault.NO_ANSWER, line.address(), "");
        }
        return next;
    }

    /**
     * Forgets what came unasked, so that an answer is not taken for another question's.
     *
     * @throws DeviceException GARBLED if it never ends
     */
    public void discard() throws DeviceException {
        from = to;
        int thrown = 0;
        for (int read = line.read(buffer, Duration.ZERO); read > 0; read = line.read(buffer, Duration.ZERO)) {
            thrown += read;
            if (thrown > FLOOD) {
                throw new DeviceException(DeviceFault.GARBLED, line.address(), "a flood of bytes");
            }
        }
        from = 0;
        to = 0;
    }
}
