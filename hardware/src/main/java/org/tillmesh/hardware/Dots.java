package org.tillmesh.hardware;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** A picture as a thermal head burns it: 8 dots a byte, the leftmost highest, black is 1, rows of whole bytes. */
public record Dots(int width, int height, int rowBytes, byte[] bytes) {
    private static final int BLACK_BELOW = 160;

    public static Dots of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int rowBytes = (width + 7) / 8;
        byte[] bytes = new byte[rowBytes * height];
        boolean gray = picture.getType() == BufferedImage.TYPE_BYTE_GRAY;
        byte[] pixels = gray ? ((DataBufferByte) picture.getRaster().getDataBuffer()).getData() : new byte[0];
        boolean[] blackOf = blackOf(picture, gray);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                boolean black = gray
                        ? blackOf[pixels[row * width + column] & 0xFF]
                        : luminance(picture.getRGB(column, row)) < BLACK_BELOW;
                if (black) {
                    bytes[row * rowBytes + column / 8] |= (byte) (0x80 >> column % 8);
                }
            }
        }
        return new Dots(width, height, rowBytes, bytes);
    }

    /** Which gray is black: a gray of Java2D is linear light, so it is looked up once instead of worked out a million times. */
    private static boolean[] blackOf(BufferedImage picture, boolean gray) {
        var black = new boolean[256];
        for (int level = 0; gray && level < black.length; level++) {
            black[level] = luminance(picture.getColorModel().getRGB(new byte[] {(byte) level})) < BLACK_BELOW;
        }
        return black;
    }

    private static int luminance(int rgb) {
        return ((rgb >> 16 & 0xFF) * 299 + (rgb >> 8 & 0xFF) * 587 + (rgb & 0xFF) * 114) / 1000;
    }
}
