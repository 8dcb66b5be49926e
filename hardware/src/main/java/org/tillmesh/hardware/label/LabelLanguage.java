package org.tillmesh.hardware.label;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.Dots;
import org.tillmesh.hardware.LabelStock;
import org.tillmesh.hardware.line.Deadline;
import org.tillmesh.hardware.line.LineInput;

/** The languages of label printers: a job of pictures, and the question how the printer is. */
public enum LabelLanguage {
    /** Zebra: {@code ^GFA} draws a picture in hexadecimal, {@code ~HS} asks. A printer that stands still may keep silent. */
    ZPL {
        @Override
        byte[] job(Dots dots, LabelStock stock, int copies) {
            int bytes = dots.bytes().length;
            return ascii("^XA^PW" + stock.width() + "^LL" + stock.height() + "^LH0,0^FO0,0^GFA," + bytes + "," + bytes
                    + ","
                    + dots.rowBytes() + "," + HexFormat.of().withUpperCase().formatHex(dots.bytes()) + "^FS^PQ" + copies
                    + "^XZ\n");
        }

        @Override
        byte[] question() {
            return ascii("~HS");
        }

        /** Three strings of STX … ETX CR LF; b of the first: paper out, c: paused; o of the second: head up, p: ribbon out. */
        @Override
        @Nullable DeviceFault answered(LineInput input, Deadline until, String address) throws DeviceException {
            String first = string(input, until, address);
            String second = string(input, until, address);
            string(input, until, address);
            String[] paper = first.split(",", -1);
            String[] head = second.split(",", -1);
            if (paper.length < 12 || head.length < 4) {
                throw new DeviceException(DeviceFault.GARBLED, address, first.replaceAll("[^ -~]", "."));
            }
            if (head[2].equals("1")) {
                return DeviceFault.COVER_OPEN;
            }
            if (paper[1].equals("1") || head[3].equals("1")) {
                return DeviceFault.PAPER_OUT;
            }
            return paper[2].equals("1") ? DeviceFault.OFFLINE : null;
        }

        private String string(LineInput input, Deadline until, String address) throws DeviceException {
            while (input.need(until) != STX) {
                continue; // CR and LF of the string before
            }
            var text = new StringBuilder();
            for (int next = input.need(until); next != ETX; next = input.need(until)) {
                text.append((char) next);
                if (text.length() > STRING_MAX) {
                    throw new DeviceException(DeviceFault.GARBLED, address, "a string without end");
                }
            }
            return text.toString();
        }
    },

    /** TSC and many others: {@code BITMAP} draws a picture whose black is 0, {@code ESC ! ?} asks for one byte. */
    TSPL {
        @Override
        byte[] job(Dots dots, LabelStock stock, int copies) {
            var out = new ByteArrayOutputStream();
            out.writeBytes(ascii("SIZE " + stock.widthMm() + " mm," + stock.heightMm() + " mm\r\nGAP " + stock.gapMm()
                    + " mm,0 mm\r\nDIRECTION 1\r\nCLS\r\nBITMAP 0,0," + dots.rowBytes() + "," + dots.height() + ",0,"));
            byte[] rows = dots.bytes();
            for (int i = 0; i < rows.length; i++) {
                int spare = i % dots.rowBytes() == dots.rowBytes() - 1 ? dots.rowBytes() * 8 - dots.width() : 0;
                out.write(~rows[i] | (1 << spare) - 1);
            }
            out.writeBytes(ascii("\r\nPRINT 1," + copies + "\r\n"));
            return out.toByteArray();
        }

        @Override
        byte[] question() {
            return new byte[] {0x1B, '!', '?'};
        }

        @Override
        @Nullable DeviceFault answered(LineInput input, Deadline until, String address) throws DeviceException {
            int status = input.need(until);
            if ((status & (HEAD_OPEN | LID_OPEN)) != 0) {
                return DeviceFault.COVER_OPEN;
            }
            if ((status & (NO_PAPER | NO_RIBBON | JAM)) != 0) {
                return DeviceFault.PAPER_OUT;
            }
            return (status & (PAUSED | TOO_HOT)) != 0 ? DeviceFault.OFFLINE : null;
        }
    };

    private static final int STX = 0x02;
    private static final int ETX = 0x03;
    private static final int STRING_MAX = 200;
    private static final int HEAD_OPEN = 0x01;
    private static final int JAM = 0x02;
    private static final int NO_PAPER = 0x04;
    private static final int NO_RIBBON = 0x08;
    private static final int PAUSED = 0x10;
    private static final int LID_OPEN = 0x40;
    private static final int TOO_HOT = 0x80;

    /** How long a printer may think. */
    static final Duration ANSWER = Duration.ofMillis(1_500);

    abstract byte[] job(Dots dots, LabelStock stock, int copies);

    abstract byte[] question();

    /** @return what is wrong; null for nothing */
    abstract @Nullable DeviceFault answered(LineInput input, Deadline until, String address) throws DeviceException;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
