package org.tillmesh.app;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.look.Language;
import org.tillmesh.till.Till;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.paper.PaperAnswers;

/** How the till stood when it was last looked at. */
record TillSnapshot(LinkAnswers.@Nullable Status status, Map<String, String> where, PaperAnswers.Printing printing) {
    /** Before anything is known. */
    static final TillSnapshot UNKNOWN = new TillSnapshot(null, Map.of(), new PaperAnswers.Printing(0, null));

    /** Off Swing's thread. */
    static TillSnapshot of(Till till) {
        return new TillSnapshot(
                till.links().status(), till.place(), till.papers().printing());
    }

    TillSnapshot with(LinkAnswers.Status now) {
        return new TillSnapshot(now, where, printing);
    }

    String till() {
        return where.getOrDefault("till", "");
    }

    String store(Language in) {
        return where.getOrDefault(in.isRightToLeft() ? "storeAr" : "store", "");
    }

    String zone() {
        return where.getOrDefault("zone", "Asia/Riyadh");
    }

    LocalDateTime now() {
        Duration ahead = Duration.ofMillis(status == null ? 0 : status.clockSkewMs());
        return LocalDateTime.now(ZoneId.of(zone())).minus(ahead);
    }
}
