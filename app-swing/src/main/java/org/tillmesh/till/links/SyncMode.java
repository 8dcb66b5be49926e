package org.tillmesh.till.links;

import java.util.Locale;

/** Which sync a person asks for. */
public enum SyncMode {
    /** Everything is fetched anew, from head office's checkpoint on. */
    HARD,
    /** What is new on both sides. */
    SOFT,
    /** What head office has not acknowledged. */
    PUSH;

    /** @param code {@code hard}, {@code soft} or {@code push} */
    public static SyncMode of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
