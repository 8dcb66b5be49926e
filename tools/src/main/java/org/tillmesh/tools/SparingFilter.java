package org.tillmesh.tools;

import java.util.HashMap;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Lets so many records of one logger and level through a minute, and says with the next one how many were left out: what a
 * stranger causes, over and over, must not fill the disk.
 */
final class SparingFilter implements Filter {
    static final int RECORDS_A_MINUTE = 20;
    private static final long MINUTE_MS = 60_000;

    private static final class Minute {
        private final long number;
        private int seen;

        Minute(long number) {
            this.number = number;
        }
    }

    /** By logger and level. */
    private final Map<String, Minute> minutes = new HashMap<>();

    @Override
    public synchronized boolean isLoggable(LogRecord record) {
        String kind = record.getLoggerName() + " " + record.getLevel();
        long number = record.getMillis() / MINUTE_MS;
        Minute minute = minutes.get(kind);
        if (minute == null || minute.number != number) {
            if (minute != null && minute.seen > RECORDS_A_MINUTE) {
                record.setMessage(record.getMessage() + " (before this " + (minute.seen - RECORDS_A_MINUTE)
                        + " lines of the same kind were left out)");
            }
            minute = new Minute(number);
            minutes.put(kind, minute);
        }
        minute.seen++;
        return minute.seen <= RECORDS_A_MINUTE;
    }
}
