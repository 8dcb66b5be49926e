package org.tillmesh.hardware;

import java.awt.image.BufferedImage;

/** Prints labels of one size. */
public interface LabelPrinter extends Device {
    /** What it has loaded. */
    LabelStock stock();

    /** @throws DeviceException if it is not certain that all of them came out */
    void print(BufferedImage label, int copies) throws DeviceException;
}
