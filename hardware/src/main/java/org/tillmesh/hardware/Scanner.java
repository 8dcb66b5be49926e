package org.tillmesh.hardware;

import org.jspecify.annotations.Nullable;

/** Reads codes and says them by itself. */
public interface Scanner extends Device {
    /** On the scanner's own thread. */
    interface Listener {
        /** A whole code, without what the scanner puts around it. */
        void scanned(String code);

        /** @param fault what keeps it from reading; null as soon as it reads (again) */
        void changed(@Nullable DeviceException fault);
    }

    /** Begins to read, and goes on through breaks until it is closed. */
    void listen(Listener listener);
}
