package org.tillmesh.hardware;

import java.awt.image.BufferedImage;

/** Puts a picture on paper, cuts it, and may open the drawer that hangs on the printer. */
public interface ReceiptPrinter {
    /** @throws DeviceException if it is not certain that the paper came out */
    void print(BufferedImage picture, boolean openDrawer) throws DeviceException;

    /**
     * Opens the drawer and prints nothing.
     *
     * @throws DeviceException if it is not certain that the printer heard of it
     */
    void openDrawer() throws DeviceException;
}
