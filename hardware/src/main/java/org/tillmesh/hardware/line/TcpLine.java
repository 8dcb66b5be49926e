package org.tillmesh.hardware.line;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;

/** A device on the network. */
final class TcpLine implements Line {
    /** An open connection, with a selector a direction. */
    private record Open(SocketChannel channel, Selector reading, Selector writing) {
        void close() {
            try (channel;
                    reading;
                    writing) {
                channel.shutdownOutput();
            } catch (IOException e) {
                return; // it is gone anyway
            }
        }
    }

    private final String host;
    private final int port;
    private volatile @Nullable Open open;
    private volatile State state = State.CLOSED;

    TcpLine(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public String address() {
        return "tcp:" + host + ":" + port;
    }

    @Override
    public void open(Duration deadline) throws DeviceException {
        close();
        var until = Deadline.in(deadline);
        InetSocketAddress at =
                BlockingCall.within(deadline, address(), () -> new InetSocketAddress(host, port)); // asks for the name
        if (at.isUnresolved()) {
            throw new DeviceException(DeviceFault.UNREACHABLE, address(), "nobody knows that name");
        }
        try {
            open = connected(at, until);
            state = State.OPEN;
        } catch (IOException e) {
            throw new DeviceException(DeviceFault.UNREACHABLE, address(), String.valueOf(e.getMessage()), e);
        }
    }

    private Open connected(InetSocketAddress at, Deadline until) throws IOException, DeviceException {
        SocketChannel channel = SocketChannel.open();
        try (Selector connecting = Selector.open()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            channel.register(connecting, SelectionKey.OP_CONNECT);
            if (!channel.connect(at)) {
                connecting.select(until.leftMillis());
                if (!channel.finishConnect()) {
                    throw new DeviceException(DeviceFault.UNREACHABLE, address(), "it didn't answer in time");
                }
            }
        } catch (IOException | DeviceException e) {
            channel.close();
            throw e;
        }
        Selector reading = Selector.open();
        Selector writing = Selector.open();
        channel.register(reading, SelectionKey.OP_READ);
        channel.register(writing, SelectionKey.OP_WRITE);
        return new Open(channel, reading, writing);
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws DeviceException {
        Open line = opened();
        var until = Deadline.in(deadline);
        var left = ByteBuffer.wrap(bytes);
        try {
            while (line.channel.write(left) >= 0 && left.hasRemaining()) {
                if (until.isOver()) {
                    lose(line);
                    throw new DeviceException(DeviceFault.SLOW, address(), "");
                }
                line.writing.select(until.leftMillis());
                line.writing.selectedKeys().clear();
            }
        } catch (IOException | ClosedSelectorException e) {
            throw lost(line, e);
        }
    }

    @Override
    public int read(byte[] into, Duration deadline) throws DeviceException {
        Open line = opened();
        var until = Deadline.in(deadline);
        try {
            while (true) {
                int read = line.channel.read(ByteBuffer.wrap(into));
                if (read < 0) {
                    throw new IOException("the other side ended it");
                }
                if (read > 0 || until.isOver()) {
                    return read;
                }
                line.reading.select(until.leftMillis());
                line.reading.selectedKeys().clear();
                if (Thread.currentThread().isInterrupted()) {
                    return 0;
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            throw lost(line, e);
        }
    }

    private Open opened() throws DeviceException {
        Open line = open;
        if (line == null) {
            throw new DeviceException(DeviceFault.LOST, address(), "the line is closed");
        }
        return line;
    }

    private DeviceException lost(Open line, Exception e) {
        lose(line);
        return new DeviceException(DeviceFault.LOST, address(), String.valueOf(e.getMessage()), e);
    }

    private void lose(Open line) {
        line.close();
        if (open == line) {
            open = null;
            state = State.LOST;
        }
    }

    @Override
    public boolean answers() {
        return true;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void close() {
        Open line = open;
        open = null;
        state = State.CLOSED;
        if (line != null) {
            line.close();
        }
    }
}
