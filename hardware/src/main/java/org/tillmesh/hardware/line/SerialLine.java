package org.tillmesh.hardware.line;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;

/** A device on a serial port, or on USB that looks like one. */
final class SerialLine implements Line {
    /** The kernel counts a serial port's patience in tenths of a second. */
    private static final int SLICE_MILLIS = 100;

    /** A port that was pulled out answers "nothing" at once, again and again. */
    private static final int HASTY_MAX = 3;

    private final String path;
    private final SerialSpeed speed;
    private volatile @Nullable SerialPort port;
    private volatile State state = State.CLOSED;

    SerialLine(String path, SerialSpeed speed) {
        this.path = path;
        this.speed = speed;
    }

    @Override
    public String address() {
        return "serial:" + path;
    }

    @Override
    public void open(Duration deadline) throws DeviceException {
        close();
        SerialPort made = named();
        made.setComPortParameters(speed.baud(), speed.bits(), speed.stopCode(), speed.parityCode());
        made.setFlowControl(speed.flowCode());
        made.setComPortTimeouts(
                SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING, // else closing drops bytes
                SLICE_MILLIS,
                0);
        if (!BlockingCall.within(deadline, address(), () -> made.openPort())) {
            boolean mayOpen = Files.isReadable(Path.of(path)) && Files.isWritable(Path.of(path));
            throw new DeviceException(
                    Files.exists(Path.of(path)) ? DeviceFault.FORBIDDEN : DeviceFault.UNREACHABLE,
                    address(),
                    mayOpen ? "another program holds it" : "");
        }
        port = made;
        state = State.OPEN;
    }

    private SerialPort named() throws DeviceException {
        try {
            return SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            throw new DeviceException(DeviceFault.UNREACHABLE, address(), "there is no such port", e);
        }
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws DeviceException {
        SerialPort line = opened();
        int written;
        try {
            written = BlockingCall.within(deadline, address(), () -> line.writeBytes(bytes, bytes.length));
        } catch (DeviceException e) {
            lose(line);
            throw e;
        }
        if (written != bytes.length) {
            throw lost(line);
        }
    }

    @Override
    public int read(byte[] into, Duration deadline) throws DeviceException {
        SerialPort line = opened();
        var until = Deadline.in(deadline);
        for (int hasty = 0; ; ) {
            if (until.isOver()) {
                int there = line.bytesAvailable();
                if (there < 0) {
                    throw lost(line);
                }
                return there == 0 ? 0 : line.readBytes(into, Math.min(there, into.length));
            }
            long began = System.nanoTime();
            int read = line.readBytes(into, into.length);
            if (read > 0) {
                return read;
            }
            boolean early = System.nanoTime() - began < SLICE_MILLIS * 1_000_000L / 2;
            hasty = early ? hasty + 1 : 0;
            if (read < 0 || hasty >= HASTY_MAX || !Files.exists(Path.of(path))) {
                throw lost(line);
            }
        }
    }

    private SerialPort opened() throws DeviceException {
        SerialPort line = port;
        if (line == null) {
            throw new DeviceException(DeviceFault.LOST, address(), "the line is closed");
        }
        return line;
    }

    private DeviceException lost(SerialPort line) {
        lose(line);
        return new DeviceException(DeviceFault.LOST, address(), "its cable was pulled out");
    }

    private void lose(SerialPort line) {
        line.closePort();
        if (port == line) {
            port = null;
            state = State.LOST;
        }
    }

    @Override
    public boolean answers() {
        return true;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void close() {
        SerialPort line = port;
        port = null;
        state = State.CLOSED;
        if (line != null) {
            line.closePort();
        }
    }
}
