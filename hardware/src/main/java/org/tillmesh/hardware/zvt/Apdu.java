package org.tillmesh.hardware.zvt;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A message of ZVT: class and instruction, then data. Its length is one byte, or FF and two bytes with the low one first.
 *
 * @param command class in the high byte, instruction in the low one
 */
public record Apdu(int command, byte[] data) {
    public static final int REGISTRATION = 0x0600;
    public static final int AUTHORISATION = 0x0601;
    public static final int LOG_OFF = 0x0602;
    public static final int TOTALS = 0x0610;
    public static final int REPEAT_RECEIPT = 0x0620;
    public static final int REVERSAL = 0x0630;
    public static final int REFUND = 0x0631;
    public static final int END_OF_DAY = 0x0650;
    public static final int SEND_OFFLINE = 0x0651;
    public static final int DIAGNOSIS = 0x0670;
    public static final int STATUS_ENQUIRY = 0x0501;
    public static final int ABORT_BY_TILL = 0x06B0;

    public static final int STATUS = 0x040F;
    public static final int INTERMEDIATE = 0x04FF;
    public static final int COMPLETION = 0x060F;
    public static final int ABORT = 0x061E;
    public static final int PRINT_LINE = 0x06D1;
    public static final int PRINT_BLOCK = 0x06D3;

    /** Positive acknowledgement: {@code 80 00 00}. */
    public static final int ACK = 0x8000;

    /** Class of negative acknowledgements; the instruction is the reason. */
    public static final int NAK_CLASS = 0x84;

    /** The largest data that a length can say. */
    static final int DATA_MAX = 0xFFFF;

    private static final int LONG = 0xFF;

    public Apdu {
        data = data.clone();
    }

    public Apdu(int command) {
        this(command, new byte[0]);
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    public static Apdu ack() {
        return new Apdu(ACK);
    }

    public static Apdu nak(int reason) {
        return new Apdu(NAK_CLASS << 8 | reason);
    }

    public boolean isAck() {
        return command == ACK;
    }

    public boolean isNak() {
        return command >> 8 == NAK_CLASS;
    }

    /** The reason of a negative acknowledgement. */
    public int reason() {
        return command & 0xFF;
    }

    public byte[] encoded() {
        var out = new ByteArrayOutputStream(data.length + 5);
        out.write(command >> 8);
        out.write(command);
        if (data.length < LONG) {
            out.write(data.length);
        } else {
            out.write(LONG);
            out.write(data.length);
            out.write(data.length >> 8);
        }
        out.writeBytes(data);
        return out.toByteArray();
    }

    /** Reads the bytes of a message, one after the other. */
    public interface Source<X extends Exception> {
        int next() throws X;
    }

    public static <X extends Exception> Apdu read(Source<X> source) throws X {
        int command = source.next() << 8 | source.next();
        int length = source.next();
        if (length == LONG) {
            length = source.next() | source.next() << 8;
        }
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) source.next();
        }
        return new Apdu(command, data);
    }

    /** A message that came whole. @throws ZvtFormatException if its length says otherwise */
    static Apdu of(byte[] bytes) {
        var at = new int[1];
        Apdu read = Apdu.<ZvtFormatException>read(() -> {
            if (at[0] == bytes.length) {
                throw new ZvtFormatException("A message ends after " + bytes.length + " bytes, before its length");
            }
            return bytes[at[0]++] & 0xFF;
        });
        if (at[0] != bytes.length) {
            throw new ZvtFormatException("A message has " + (bytes.length - at[0]) + " bytes behind its length");
        }
        return read;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Apdu apdu && apdu.command == command && Arrays.equals(apdu.data, data);
    }

    @Override
    public int hashCode() {
        return 31 * command + Arrays.hashCode(data);
    }

    /** The command alone: data may hold a card's number. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits((short) command).toUpperCase(Locale.ROOT) + " with " + data.length + " bytes";
    }
}
