package org.tillmesh.retail.words;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A person who reads sentences.
 *
 * @param zone of the clock that she compares a moment with
 */
public record Reader(Locale language, ZoneId zone) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** A moment as her clock shows it; anything else as it is. */
    String dated(Object value) {
        return value instanceof Instant moment ? MOMENT.format(moment.atZone(zone)) : String.valueOf(value);
    }
}
