package org.tillmesh.hardware.escpos;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.tillmesh.hardware.Dots;

/** The bytes of the commands that are used (Epson ESC/POS command reference). */
final class EscPos {
    private static final int ESC = 0x1B;
    private static final int GS = 0x1D;
    private static final int DLE = 0x10;
    private static final int EOT = 0x04;
    private static final int FEED_ROWS = 5;

    private EscPos() {}

    /** ESC @: forget everything set before. */
    static byte[] initialize() {
        return bytes(ESC, '@');
    }

    /** GS v 0: a band of raster dots, 8 a byte, black is 1, rows of whole bytes. */
    static byte[] raster(Dots dots, int fromRow, int rows) {
        int rowBytes = dots.rowBytes();
        var out = new ByteArrayOutputStream(8 + rowBytes * rows);
        out.writeBytes(bytes(GS, 'v', '0', 0, rowBytes & 0xFF, rowBytes >> 8, rows & 0xFF, rows >> 8));
        out.write(dots.bytes(), fromRow * rowBytes, rows * rowBytes);
        return out.toByteArray();
    }

    /** GS ( k: a QR drawn by the printer itself: model 2, module size, level L, the data, print. */
    static byte[] qr(String text, int module) {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        int size = data.length + 3;
        var out = new ByteArrayOutputStream();
        out.writeBytes(bytes(GS, '(', 'k', 4, 0, 49, 65, 50, 0));
        out.writeBytes(bytes(GS, '(', 'k', 3, 0, 49, 67, module));
        out.writeBytes(bytes(GS, '(', 'k', 3, 0, 49, 69, 48));
        out.writeBytes(bytes(GS, '(', 'k', size & 0xFF, size >> 8, 49, 80, 48));
        out.writeBytes(data);
        out.writeBytes(bytes(GS, '(', 'k', 3, 0, 49, 81, 48));
        return out.toByteArray();
    }

    /** ESC a: what follows stands left (0) or in the middle (1). */
    static byte[] align(int where) {
        return bytes(ESC, 'a', where);
    }

    /** GS V 65 or 66: feed to the knife and cut; ESC d: only feed. */
    static byte[] cut(PrinterProfile.Cut cut) {
        return switch (cut) {
            case FULL -> bytes(GS, 'V', 65, 0);
            case PARTIAL -> bytes(GS, 'V', 66, 0);
            case NONE -> bytes(ESC, 'd', FEED_ROWS);
        };
    }

    /** ESC p: a pulse of 50 ms on the pin where the drawer hangs. A printer that is off line lets it wait. */
    static byte[] kickDrawer(int pin) {
        return bytes(ESC, 'p', pin == 5 ? 1 : 0, 25, 250);
    }

    /** DLE DC4 1: the same in real time, also from a printer that has no paper. */
    static byte[] kickDrawerNow(int pin) {
        return bytes(DLE, 0x14, 1, pin == 5 ? 1 : 0, 1);
    }

    /** DLE EOT n: asks in real time: 1 the printer, 2 the cause of being off line, 4 the paper. */
    static byte[] askStatus(int what) {
        return bytes(DLE, EOT, what);
    }

    /** GS r 1: asks for the paper sensor; the answer comes when all before it has been printed. */
    static byte[] askPrinted() {
        return bytes(GS, 'r', 1);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
