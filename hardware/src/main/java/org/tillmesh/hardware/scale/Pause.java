package org.tillmesh.hardware.scale;

import java.time.Duration;

/** Lets a scale come to rest before it is asked again. */
final class Pause {
    private Pause() {}

    /** Ends at once, and stays interrupted, when the till closes. */
    static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
