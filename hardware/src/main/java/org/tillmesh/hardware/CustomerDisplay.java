package org.tillmesh.hardware;

/** Two short rows that face the customer. */
public interface CustomerDisplay extends Device {
    int columns();

    /** What a row can't show of its text is left out at its end; letters that the display has not become a question mark. */
    void show(String upper, String lower) throws DeviceException;
}
