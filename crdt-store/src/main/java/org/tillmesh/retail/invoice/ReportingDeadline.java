package org.tillmesh.retail.invoice;

import java.time.Duration;

/** How near the oldest unreported document is to the end of the 24 hours in which it must be reported. */
public enum ReportingDeadline {
    /** Less than six hours old. */
    FAR,
    /** Six hours: reporting has not worked for a while, somebody should look. */
    WATCH,
    /** Eighteen hours: act now. */
    NEAR,
    /** The 24 hours are over. */
    MISSED;

    private static final Duration WATCH_FROM = Duration.ofHours(6);
    private static final Duration NEAR_FROM = Duration.ofHours(18);
    private static final Duration END = Duration.ofHours(24);

    /** @param age of the oldest unreported document */
    public static ReportingDeadline of(Duration age) {
        if (age.compareTo(END) >= 0) {
            return MISSED;
        }
        if (age.compareTo(NEAR_FROM) >= 0) {
            return NEAR;
        }
        return age.compareTo(WATCH_FROM) >= 0 ? WATCH : FAR;
    }
}
