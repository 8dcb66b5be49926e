package org.tillmesh.hardware.terminal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A line over TCP. */
public final class TcpByteLine implements ByteLine {
    private static final int CONNECT_MILLIS_MAX = 5_000;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[4096];
    private int next;
    private int end;

    private TcpByteLine(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    public static TcpByteLine connect(String host, int port) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS_MAX);
            return new TcpByteLine(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Override
    public int read(long timeoutMillis) throws IOException {
        if (next == end) {
            socket.setSoTimeout((int) Math.max(1, Math.min(timeoutMillis, Integer.MAX_VALUE)));
            int got = in.read(buffer);
            if (got < 0) {
                throw new EOFException("The terminal has closed the line");
            }
            next = 0;
            end = got;
        }
        return buffer[next++] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
