package org.tillmesh.hardware;

/** Puts a page on paper and cuts it. */
public interface ReceiptPrinter extends Device {
    /** Dots across the paper. */
    int width();

    /** Whether it can print now; one that never answered is not asked again. @throws DeviceException if it can't */
    void ready() throws DeviceException;

    /**
     * Prints it whole. {@link #ready} before it says whether that can be; once this was called, nobody knows of a failed
     * page whether it is on paper.
     *
     * @throws DeviceException if it is not certain that the paper came out
     */
    void print(PrintPage page) throws DeviceException;
}
