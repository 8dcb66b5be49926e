package org.tillmesh.hardware.sim;

import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A receipt printer on a loopback port: reads ESC/POS byte by byte and rebuilds what came out on paper, cut by cut. It
 * shares no code with the driver that writes the bytes.
 */
public final class PrinterSimulator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrinterSimulator.class);

    private final ServerSocket server;
    private final List<BufferedImage> receipts = new CopyOnWriteArrayList<>();
    private final List<String> unknown = new CopyOnWriteArrayList<>();
    private volatile int drawerKicks;
    private volatile boolean paperOut;

    private PrinterSimulator(ServerSocket server) {
        this.server = server;
    }

    /** On any free port of loopback. */
    public static PrinterSimulator start() throws IOException {
        var simulator = new PrinterSimulator(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(simulator::serve, "printer-simulator");
        thread.setDaemon(true);
        thread.start();
        return simulator;
    }

    public int port() {
        return server.getLocalPort();
    }

    public void paperOut(boolean out) {
        paperOut = out;
    }

    /** What was cut off so far. */
    public List<BufferedImage> receipts() {
        return List.copyOf(receipts);
    }

    public int drawerKicks() {
        return drawerKicks;
    }

    /** Bytes that no command begins with. */
    public List<String> unknown() {
        return List.copyOf(unknown);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                read(socket);
            } catch (IOException e) {
                LOG.debug("A print job ended: {}", e.getMessage());
            }
        }
    }

    private void read(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        var paper = new ArrayList<boolean[]>();
        while (true) {
            int first;
            try {
                first = in.readUnsignedByte();
            } catch (EOFException e) {
                return;
            }
            switch (first) {
                case 0x1B -> escape(in, paper);
                case 0x1D -> group(in, paper);
                case 0x10 -> status(in, socket);
                default -> unknown.add(Integer.toHexString(first));
            }
        }
    }

    private void escape(DataInputStream in, List<boolean[]> paper) throws IOException {
        int command = in.readUnsignedByte();
        if (command == '@') {
            paper.clear();
        } else if (command == 'p') {
            in.readNBytes(3);
            drawerKicks++;
        } else {
            unknown.add("1b " + Integer.toHexString(command));
        }
    }

    private void group(DataInputStream in, List<boolean[]> paper) throws IOException {
        int command = in.readUnsignedByte();
        if (command == 'v') {
            raster(in, paper);
        } else if (command == 'V') {
            in.readNBytes(2);
            cut(paper);
        } else if (command == '(') {
            in.readUnsignedByte();
            int length = in.readUnsignedByte() | in.readUnsignedByte() << 8;
            in.readNBytes(length);
        } else {
            unknown.add("1d " + Integer.toHexString(command));
        }
    }

    private void raster(DataInputStream in, List<boolean[]> paper) throws IOException {
        in.readNBytes(2);
        int rowBytes = in.readUnsignedByte() | in.readUnsignedByte() << 8;
        int rows = in.readUnsignedByte() | in.readUnsignedByte() << 8;
        for (int row = 0; row < rows; row++) {
            byte[] bytes = in.readNBytes(rowBytes);
            var dots = new boolean[rowBytes * 8];
            for (int i = 0; i < bytes.length * 8; i++) {
                dots[i] = (bytes[i / 8] >> (7 - i % 8) & 1) != 0;
            }
            paper.add(dots);
        }
    }

    private void cut(List<boolean[]> paper) {
        if (paper.isEmpty()) {
            return;
        }
        var picture = new BufferedImage(paper.get(0).length, paper.size(), BufferedImage.TYPE_BYTE_GRAY);
        for (int row = 0; row < paper.size(); row++) {
            for (int column = 0; column < picture.getWidth(); column++) {
                picture.setRGB(column, row, paper.get(row)[column] ? 0x000000 : 0xFFFFFF);
            }
        }
        receipts.add(picture);
        paper.clear();
    }

    private void status(DataInputStream in, Socket socket) throws IOException {
        in.readNBytes(2);
        socket.getOutputStream().write(paperOut ? 0x72 : 0x12);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
