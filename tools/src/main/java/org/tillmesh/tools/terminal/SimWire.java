package org.tillmesh.tools.terminal;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;

/** The bytes of ZVT from the terminal's side, plain as over TCP or in the blocks of a serial line. */
final class SimWire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final boolean serial;

    SimWire(Socket socket, boolean serial) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.serial = serial;
    }

    private int next() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("The till hung up");
        }
        return next;
    }

    /** A whole message: class, instruction, length, data. */
    byte[] receive() throws IOException {
        return serial ? block() : message();
    }

    private byte[] message() throws IOException {
        var got = new ByteArrayOutputStream();
        got.write(next());
        got.write(next());
        int length = next();
        got.write(length);
        if (length == 0xFF) {
            int low = next();
            int high = next();
            got.write(low);
            got.write(high);
            length = high << 8 | low;
        }
        for (int i = 0; i < length; i++) {
            got.write(next());
        }
        return got.toByteArray();
    }

    private byte[] block() throws IOException {
        while (true) {
            while (next() != 0x10 || next() != 0x02) {
                continue;
            }
            var got = new ByteArrayOutputStream();
            for (int one = next(); ; one = next()) {
                if (one == 0x10) {
                    int after = next();
                    if (after == 0x03) {
                        break;
                    }
                    got.write(after);
                } else {
                    got.write(one);
                }
            }
            int crc = next() | next() << 8;
            if (crc == crc(got.toByteArray())) {
                out.write(0x06);
                return got.toByteArray();
            }
            out.write(0x15);
        }
    }

    private static int crc(byte[] message) {
        int crc = 0;
        for (byte b : message) {
            crc = crc(crc, b & 0xFF);
        }
        return crc(crc, 0x03);
    }

    private static int crc(int before, int one) {
        int crc = before ^ one;
        for (int i = 0; i < 8; i++) {
            boolean odd = (crc & 1) == 1;
            crc >>= 1;
            crc ^= odd ? 0x8408 : 0;
        }
        return crc;
    }

    void send(byte[] message) throws IOException {
        byte[] bytes = framed(message);
        for (int i = 0; i < 3; i++) {
            out.write(bytes);
            out.flush();
            if (!serial || next() == 0x06) {
                return;
            }
        }
        throw new IOException("The till does not understand");
    }

    void sendHalf(byte[] message) throws IOException {
        byte[] bytes = framed(message);
        raw(Arrays.copyOf(bytes, (bytes.length + 1) / 2));
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private byte[] framed(byte[] message) {
        if (!serial) {
            return message;
        }
        var block = new ByteArrayOutputStream();
        block.write(0x10);
        block.write(0x02);
        for (byte b : message) {
            block.write(b);
            if (b == 0x10) {
                block.write(b);
            }
        }
        block.write(0x10);
        block.write(0x03);
        int crc = crc(message);
        block.write(crc);
        block.write(crc >> 8);
        return block.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
