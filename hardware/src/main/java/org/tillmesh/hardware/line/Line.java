package org.tillmesh.hardware.line;

import java.time.Duration;
import org.tillmesh.hardware.DeviceException;

/**
 * A line of bytes to a device. One thread may read while another writes; {@link #close} ends both at once. After a
 * {@link DeviceException} of any call but a late read the line is closed or lost, and may be opened again.
 */
public interface Line extends AutoCloseable {
    /** Whether bytes can pass. */
    enum State {
        CLOSED,
        OPEN,
        /** It was open and broke. */
        LOST
    }

    /** What it was made of, for messages. */
    String address();

    /** Opens it anew; what was open before is closed. */
    void open(Duration deadline) throws DeviceException;

    /** @throws DeviceException SLOW if not all bytes went out in time, LOST if the other side hung up */
    void write(byte[] bytes, Duration deadline) throws DeviceException;

    /**
     * Waits for the first bytes and takes what is there.
     *
     * @return how many; 0 if none came in time
     * @throws DeviceException LOST if the other side hung up
     */
    int read(byte[] into, Duration deadline) throws DeviceException;

    /** Whether the device can say anything on this line. */
    boolean answers();

    State state();

    /**
     * Whether others may wait for the device until this line is closed. A serial port is nobody else's, and closing it may
     * drop what it has not sent.
     */
    default boolean isShared() {
        return true;
    }

    @Override
    void close();
}
