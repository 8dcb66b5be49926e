package org.tillmesh.tools.terminal;

import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A line between a till and a terminal that writes what passes into a capture file, as tcpdump would. */
final class RecordedWire implements Closeable {
    static final int PORT = 20007;
    private static final int RAW_IP = 101;
    private static final int HEADERS = 40;

    private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    private final int terminal;
    private final DataOutputStream out;
    private int lines;
    private int packets;

    RecordedWire(int terminal, Path file) throws IOException {
        this.terminal = terminal;
        this.out = new DataOutputStream(Files.newOutputStream(file));
        out.writeInt(0xA1B2C3D4);
        out.writeShort(2);
        out.writeShort(4);
        out.writeInt(0);
        out.writeInt(0);
        out.writeInt(65_535);
        out.writeInt(RAW_IP);
        Thread thread = new Thread(this::serve, "recorded wire");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket till = server.accept();
                var there = new Socket(InetAddress.getLoopbackAddress(), terminal);
                int client = 40_000 + lines++;
                int[] sent = {1, 1};
                pump(till, there, client, PORT, sent, 0);
                pump(there, till, PORT, client, sent, 1);
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pump(Socket from, Socket to, int fromPort, int toPort, int[] sent, int side) {
        Thread thread = new Thread(
                () -> {
                    byte[] buffer = new byte[4096];
                    try (from;
                            to) {
                        InputStream in = from.getInputStream();
                        OutputStream onward = to.getOutputStream();
                        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                            record(Arrays.copyOf(buffer, n), fromPort, toPort, sent, side);
                            onward.write(buffer, 0, n);
                        }
                    } catch (IOException e) {
                        return; // one of the two hung up
                    }
                },
                "recorded wire, side " + side);
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void record(byte[] bytes, int fromPort, int toPort, int[] sent, int side) throws IOException {
        int length = HEADERS + bytes.length;
        out.writeInt(1_700_000_000);
        out.writeInt(packets++);
        out.writeInt(length);
        out.writeInt(length);
        out.writeShort(0x4500);
        out.writeShort(length);
        out.writeInt(0);
        out.writeShort(0x4006); // 64 hops, TCP
        out.writeShort(0);
        out.writeInt(side == 0 ? 0x0A000001 : 0x0A000002);
        out.writeInt(side == 0 ? 0x0A000002 : 0x0A000001);
        out.writeShort(fromPort);
        out.writeShort(toPort);
        out.writeInt(sent[side]);
        out.writeInt(sent[1 - side]);
        out.writeShort(0x5018); // five words, PSH and ACK
        out.writeShort(65_535);
        out.writeInt(0);
        out.write(bytes);
        out.flush();
        sent[side] += bytes.length;
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (this) {
            out.close();
        }
    }
}
