package org.tillmesh.app;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Language;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.Answers;

/** How the till stood when it was last looked at. */
record Standing(Answers.@Nullable Status status, Map<String, String> where, Answers.Printing printing) {
    /** Before anything is known. */
    static final Standing UNKNOWN = new Standing(null, Map.of(), new Answers.Printing(0, null));

    /** Off Swing's thread. */
    static Standing of(Till till) {
        return new Standing(till.status(), till.place(), till.printing());
    }

    Standing with(Answers.Status now) {
        return new Standing(now, where, printing);
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

    LocalDate today() {
        Duration ahead = Duration.ofMillis(status == null ? 0 : status.clockSkewMs());
        return LocalDateTime.now(ZoneId.of(zone())).minus(ahead).toLocalDate();
    }
}
