package org.tillmesh.hardware;

/** A scale under the till's hand. */
public interface Scale extends Device {
    /**
     * Waits until it rests.
     *
     * @param priceOfKilogram in minor units, for the scale's own display; 0 for none
     * @return grams, above zero
     * @throws DeviceException UNSTABLE, OVERLOAD, BELOW_ZERO (nothing lies on it) or what a line throws
     */
    int weigh(long priceOfKilogram) throws DeviceException;

    /** @throws DeviceException CANT if it has no such command */
    void zero() throws DeviceException;

    /** Takes what lies on it as the container. @throws DeviceException CANT if it has no such command */
    void tare() throws DeviceException;
}
