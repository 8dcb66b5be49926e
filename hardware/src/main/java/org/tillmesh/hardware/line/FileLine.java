package org.tillmesh.hardware.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;

/** A device file such as {@code /dev/usb/lp0}, or any file to keep the bytes in. It never answers. */
final class FileLine implements Line {
    private final Path file;
    private volatile @Nullable FileChannel channel;
    private volatile State state = State.CLOSED;

    FileLine(Path file) {
        this.file = file;
    }

    @Override
    public String address() {
        return "file:" + file;
    }

    /** A file that is not there is made, but no device is: it would fill the machine's memory. */
    @Override
    public void open(Duration deadline) throws DeviceException {
        close();
        var how = new HashSet<OpenOption>();
        how.add(StandardOpenOption.WRITE);
        how.add(StandardOpenOption.APPEND);
        if (!file.startsWith("/dev")) {
            how.add(StandardOpenOption.CREATE);
        }
        channel = BlockingCall.within(deadline, address(), () -> FileChannel.open(file, how));
        state = State.OPEN;
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws DeviceException {
        FileChannel line = opened();
        try {
            BlockingCall.within(deadline, address(), () -> {
                var left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    line.write(left);
                }
                return true;
            });
        } catch (DeviceException e) {
            close();
            state = State.LOST;
            throw e;
        }
    }

    @Override
    public int read(byte[] into, Duration deadline) throws DeviceException {
        opened();
        return 0;
    }

    private FileChannel opened() throws DeviceException {
        FileChannel line = channel;
        if (line == null) {
            throw new DeviceException(DeviceFault.LOST, address(), "the line is closed");
        }
        return line;
    }

    @Override
    public boolean answers() {
        return false;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void close() {
        FileChannel line = channel;
        channel = null;
        state = State.CLOSED;
        if (line != null) {
            try {
                line.close();
            } catch (IOException e) {
                state = State.LOST;
            }
        }
    }
}
