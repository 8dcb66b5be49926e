package org.tillmesh.hardware;

/** The labels on a roll, and how fine the printer is: 8 dots a millimetre are 203 dpi, 12 are 300. */
public record LabelStock(int widthMm, int heightMm, int gapMm, int dotsPerMm) {
    public int width() {
        return widthMm * dotsPerMm;
    }

    public int height() {
        return heightMm * dotsPerMm;
    }
}
