package org.tillmesh.hardware.escpos;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of a print job (Epson ESC/POS command reference). */
public final class EscPos {
    private static final int ESC = 0x1B;
    private static final int GS = 0x1D;
    private static final int DLE = 0x10;
    private static final int EOT = 0x04;
    private static final int BAND_ROWS = 128;
    private static final int BLACK_BELOW = 160;

    private EscPos() {}

    /** ESC @: forget everything set before. */
    static byte[] initialize() {
        return bytes(ESC, '@');
    }

    /** GS v 0: a band of raster dots, 8 a byte, black is 1, rows of whole bytes. */
    static byte[] raster(BufferedImage picture, int fromRow, int rows) {
        int rowBytes = (picture.getWidth() + 7) / 8;
        var out = new ByteArrayOutputStream(8 + rowBytes * rows);
        out.writeBytes(bytes(GS, 'v', '0', 0, rowBytes & 0xFF, rowBytes >> 8, rows & 0xFF, rows >> 8));
        for (int row = fromRow; row < fromRow + rows; row++) {
            for (int at = 0; at < rowBytes; at++) {
                int eight = 0;
                for (int bit = 0; bit < 8; bit++) {
                    int column = at * 8 + bit;
                    boolean black = column < picture.getWidth() && luminance(picture.getRGB(column, row)) < BLACK_BELOW;
                    eight = eight << 1 | (black ? 1 : 0);
                }
                out.write(eight);
            }
        }
        return out.toByteArray();
    }

    private static int luminance(int rgb) {
        return ((rgb >> 16 & 0xFF) * 299 + (rgb >> 8 & 0xFF) * 587 + (rgb & 0xFF) * 114) / 1000;
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

    /** GS V 66: feed to the knife and cut. */
    static byte[] cut() {
        return bytes(GS, 'V', 66, 0);
    }

    /** ESC p 0: a pulse of 50 ms on pin 2, where the drawer hangs. */
    static byte[] kickDrawer() {
        return bytes(ESC, 'p', 0, 25, 250);
    }

    /** DLE EOT 4: asks for the paper sensor; bits 5 and 6 of the answer say that the paper is out. */
    static byte[] askPaper() {
        return bytes(DLE, EOT, 4);
    }

    static boolean isPaperOut(int status) {
        return (status & 0x60) != 0;
    }

    /** A whole job: the picture in bands, the cut, the drawer. */
    public static byte[] job(BufferedImage picture, boolean openDrawer) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(initialize());
        if (openDrawer) {
            out.writeBytes(kickDrawer());
        }
        for (int row = 0; row < picture.getHeight(); row += BAND_ROWS) {
            out.writeBytes(raster(picture, row, Math.min(BAND_ROWS, picture.getHeight() - row)));
        }
        out.writeBytes(cut());
        return out.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
