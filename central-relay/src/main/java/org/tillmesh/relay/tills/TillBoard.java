package org.tillmesh.relay.tills;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.replication.security.Identity;

/** Which tills are on the line now, and what they last said of themselves. */
public final class TillBoard {
    /**
     * @param unsent issued documents without this relay's acknowledgement, as last heard; -1 if never
     * @param unprotected of those, how many are on no other disk; -1 if never heard
     */
    public record Seen(boolean online, Instant heard, long skewMillis, long unsent, long unprotected) {}

    private final Clock clock;
    private final Map<String, Seen> tills = new TreeMap<>();

    public TillBoard(Clock clock) {
        this.clock = clock;
    }

    private static final Seen NEVER = new Seen(false, Instant.EPOCH, 0, -1, -1);

    public synchronized Seen of(String till) {
        return tills.getOrDefault(till, NEVER);
    }

    /** @param itsNowMillis 0 if it did not say */
    public synchronized void heard(Identity till, long itsNowMillis) {
        Seen before = of(till.till());
        Instant now = clock.instant();
        long skew = itsNowMillis == 0 ? before.skewMillis() : itsNowMillis - now.toEpochMilli();
        tills.put(till.till(), new Seen(true, now, skew, before.unsent(), before.unprotected()));
    }

    public synchronized void said(Identity till, long unsent, long unprotected) {
        Seen before = of(till.till());
        tills.put(till.till(), new Seen(before.online(), before.heard(), before.skewMillis(), unsent, unprotected));
    }

    public synchronized void gone(Identity till) {
        Seen before = of(till.till());
        tills.put(
                till.till(),
                new Seen(false, before.heard(), before.skewMillis(), before.unsent(), before.unprotected()));
    }
}
