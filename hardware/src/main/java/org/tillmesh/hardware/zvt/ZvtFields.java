package org.tillmesh.hardware.zvt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The fields of a message. What follows a field that this version does not know can't be read, because nothing says how
 * long that is; {@link #isWhole} tells.
 */
public final class ZvtFields {
    private final Map<Integer, byte[]> fields = new TreeMap<>();
    private Tlv container = Tlv.EMPTY;
    private boolean whole = true;

    private ZvtFields() {}

    /**
     * Reads the fields from an offset on.
     *
     * @throws ZvtFormatException if one says that it is longer than the message
     */
    public static ZvtFields of(byte[] data, int from) {
        var read = new ZvtFields();
        int at = from;
        while (at < data.length && read.whole) {
            int bitmap = data[at++] & 0xFF;
            int said = Bitmap.length(bitmap);
            if (said == 0) {
                read.whole = false;
            } else if (said == Bitmap.CONTAINER) {
                Tlv.Length length = Tlv.length(data, at);
                read.container = Tlv.of(part(data, length.end(), length.value()));
                at = length.end() + length.value();
            } else {
                int digits = Math.max(0, -said);
                int length = said > 0 ? said : digits(data, at, digits);
                at += digits;
                read.fields.putIfAbsent(bitmap, part(data, at, length));
                at += length;
            }
        }
        return read;
    }

    private static byte[] part(byte[] data, int from, int length) {
        if (from + length > data.length) {
            throw new ZvtFormatException(
                    "A field of " + length + " bytes has only " + Math.max(0, data.length - from) + " left");
        }
        return Arrays.copyOfRange(data, from, from + length);
    }

    /** A length written as {@code F1 F2}: the low half bytes are its digits. */
    private static int digits(byte[] data, int from, int count) {
        int length = 0;
        for (byte digit : part(data, from, count)) {
            if ((digit & 0xF0) != 0xF0 || (digit & 0xF) > 9) {
                throw new ZvtFormatException("The length of a field is no number");
            }
            length = length * 10 + (digit & 0xF);
        }
        return length;
    }

    boolean isWhole() {
        return whole;
    }

    public Optional<byte[]> bytes(int bitmap) {
        return Optional.ofNullable(fields.get(bitmap)).map(byte[]::clone);
    }

    public Optional<Long> number(int bitmap) {
        return bytes(bitmap).map(Bcd::number);
    }

    /** A number with its leading zeros. */
    Optional<String> digits(int bitmap) {
        return bytes(bitmap).map(Bcd::digits);
    }

    Optional<Integer> single(int bitmap) {
        return bytes(bitmap).map(one -> one[0] & 0xFF);
    }

    /** A text without what fills it up. */
    Optional<String> text(int bitmap) {
        return bytes(bitmap)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)
                        .replaceAll("[^\\x20-\\x7E\\xA0-\\xFF]", " ")
                        .strip())
                .filter(text -> !text.isEmpty());
    }

    Tlv container() {
        return container;
    }

    /** Writes fields. */
    public static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        public Writer raw(byte... bytes) {
            out.writeBytes(bytes);
            return this;
        }

        public Writer put(int bitmap, byte... value) {
            int said = Bitmap.length(bitmap);
            if (said == 0 || said > 0 && said != value.length) {
                throw new IllegalArgumentException(
                        "Bitmap " + Integer.toHexString(bitmap) + " takes no " + value.length + " bytes");
            }
            out.write(bitmap);
            for (int place = -said; said < 0 && place > 0; place--) {
                out.write(0xF0 | value.length / (int) Math.pow(10, place - 1) % 10);
            }
            out.writeBytes(value);
            return this;
        }

        public Writer number(int bitmap, long value) {
            return put(bitmap, Bcd.of(value, Bitmap.length(bitmap)));
        }

        public Writer container(byte... tlv) {
            out.write(Bitmap.TLV);
            out.writeBytes(Tlv.lengthOf(tlv.length));
            out.writeBytes(tlv);
            return this;
        }

        public byte[] bytes() {
            return out.toByteArray();
        }
    }
}
