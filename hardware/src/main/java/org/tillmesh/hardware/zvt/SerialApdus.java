package org.tillmesh.hardware.zvt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.terminal.ByteLine;

/**
 * Messages over a serial line (PA00P016): {@code 10 02}, the message with each 10 doubled, {@code 10 03}, then its CRC with
 * the low byte first. Each block is answered by 06 or 15, and sent again if it was not understood.
 */
public final class SerialApdus implements ApduLine {
    public static final int STX = 0x02;
    public static final int ETX = 0x03;
    public static final int ACK = 0x06;
    public static final int DLE = 0x10;
    public static final int NAK = 0x15;

    private static final int SENDS_MAX = 3;
    private static final int REFUSALS_MAX = 3;
    private static final long ACK_MILLIS_MAX = 5_000;
    private static final long CHARACTER_MILLIS_MAX = 500;
    private static final int NOISE_MAX = 10_000;

    private final ByteLine line;
    private byte[] last = new byte[0];
    private boolean isAnswered = true;

    public SerialApdus(ByteLine line) {
        this.line = line;
    }

    /** The CRC of a message and the ETX behind it: polynomial 0x8408, reflected, begun with 0. */
    public static int crc(byte[] message) {
        int crc = 0;
        for (int i = 0; i <= message.length; i++) {
            crc ^= i == message.length ? ETX : message[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0x8408;
            }
        }
        return crc;
    }

    public static byte[] framed(byte[] message) {
        var out = new ByteArrayOutputStream(message.length + 8);
        out.write(DLE);
        out.write(STX);
        for (byte b : message) {
            out.write(b);
            if (b == DLE) {
                out.write(DLE);
            }
        }
        out.write(DLE);
        out.write(ETX);
        int crc = crc(message);
        out.write(crc);
        out.write(crc >> 8);
        return out.toByteArray();
    }

    @Override
    public void send(Apdu apdu) throws IOException {
        isAnswered = true;
        byte[] block = framed(apdu.encoded());
        for (int i = 0; i < SENDS_MAX; i++) {
            line.write(block);
            if (isUnderstood()) {
                return;
            }
        }
        throw new IOException("The terminal did not understand a message, sent " + SENDS_MAX + " times");
    }

    private boolean isUnderstood() throws IOException {
        try {
            for (int i = 0; i < NOISE_MAX; i++) {
                int answer = line.read(ACK_MILLIS_MAX);
                if (answer == ACK || answer == NAK) {
                    return answer == ACK;
                }
            }
            throw new IOException("The terminal sends noise");
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Override
    public Apdu receive(long timeoutMillis) throws IOException {
        int refused = 0;
        while (true) {
            awaitStart(timeoutMillis);
            byte[] message = block();
            if (message == null) {
                if (++refused == REFUSALS_MAX) {
                    throw new IOException("The terminal sent " + REFUSALS_MAX + " blocks that are none");
                }
                line.write(new byte[] {NAK});
                continue;
            }
            line.write(new byte[] {ACK});
            boolean isRepeated = !isAnswered && Arrays.equals(message, last);
            last = message;
            isAnswered = false;
            if (!isRepeated) {
                try {
                    return Apdu.of(message);
                } catch (ZvtFormatException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
        }
    }

    /** Whatever comes before a block is noise. */
    private void awaitStart(long timeoutMillis) throws IOException {
        int before = 0;
        for (int i = 0; i < NOISE_MAX; i++) {
            int next = line.read(timeoutMillis);
            if (before == DLE && next == STX) {
                return;
            }
            before = next;
        }
        throw new IOException("The terminal sends noise");
    }

    /** @return null if it is not whole or its CRC is wrong */
    private byte @Nullable [] block() throws IOException {
        var message = new ByteArrayOutputStream();
        try {
            while (message.size() <= Apdu.DATA_MAX + 5) {
                int next = line.read(CHARACTER_MILLIS_MAX);
                if (next != DLE) {
                    message.write(next);
                    continue;
                }
                int after = line.read(CHARACTER_MILLIS_MAX);
                if (after == DLE) {
                    message.write(DLE);
                } else if (after == ETX) {
                    int crc = line.read(CHARACTER_MILLIS_MAX) | line.read(CHARACTER_MILLIS_MAX) << 8;
                    return crc == crc(message.toByteArray()) ? message.toByteArray() : null;
                } else {
                    return null;
                }
            }
        } catch (SocketTimeoutException e) {
            return null;
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
