package org.tillmesh.tools.trial;

import java.util.function.BooleanSupplier;

/** Waiting for what other programs bring about. */
public final class Await {
    private static final long PAUSE_MS = 100;

    private Await() {}

    /**
     * Asks ten times a second until it holds.
     *
     * @param what a sentence for the message, like "both tills are online"
     * @throws IllegalStateException if it does not hold within so many seconds
     */
    public static void that(String what, int secondsMax, BooleanSupplier holds) {
        long until = System.nanoTime() + secondsMax * 1_000_000_000L;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() >= until) {
                throw new IllegalStateException("Not within " + secondsMax + " s: " + what);
            }
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting until " + what, e);
            }
        }
    }
}
