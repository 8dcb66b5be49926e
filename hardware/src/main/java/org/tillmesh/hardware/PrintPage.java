package org.tillmesh.hardware;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * What is to stand on paper, black on white.
 *
 * @param qr where a printer that draws QR codes itself may draw this one; it is in the picture too
 */
public record PrintPage(BufferedImage picture, @Nullable QrSlot qr) {
    /** @param top first row of the code, with its quiet zone; @param height rows */
    public record QrSlot(String text, int top, int height) {}
}
