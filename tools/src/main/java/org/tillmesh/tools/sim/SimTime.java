package org.tillmesh.tools.sim;

/** Simulated time, the same for all; each node's own clock may be off. */
final class SimTime {
    private long millis = 1_800_000_000_000L;

    long tick() {
        return ++millis;
    }

    void pass(long more) {
        millis += more;
    }

    long now() {
        return millis;
    }
}
