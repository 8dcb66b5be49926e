package org.tillmesh.hardware;

/** Opens on a pulse. It needs no paper, also where it hangs on a printer. */
public interface CashDrawer extends Device {
    /** @throws DeviceException if it is not certain that the pulse was given */
    void open() throws DeviceException;
}
