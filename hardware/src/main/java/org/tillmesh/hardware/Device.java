package org.tillmesh.hardware;

/** Something on the counter. Calls wait for one another; each ends in a time that its driver sets. */
public interface Device extends AutoCloseable {
    /**
     * Asks it how it is; one that can't answer is only reached.
     *
     * @return what it said of itself; empty if it says nothing
     */
    String check() throws DeviceException;

    /** Ends its line; the next call opens it anew. */
    @Override
    void close();
}
