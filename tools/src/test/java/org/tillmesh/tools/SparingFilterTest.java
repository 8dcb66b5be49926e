package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class SparingFilterTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final SparingFilter filter = new SparingFilter();

    private static LogRecord record(String logger, Level level, Instant at) {
        var record = new LogRecord(level, "it failed");
        record.setLoggerName(logger);
        record.setInstant(at);
        return record;
    }

    @Test
    void a_flood_of_one_kind_is_cut_off_and_counted_and_nothing_else_is() {
        for (int i = 0; i < SparingFilter.RECORDS_A_MINUTE; i++) {
            assertThat(filter.isLoggable(record("Link", Level.INFO, NOON))).isTrue();
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(filter.isLoggable(record("Link", Level.INFO, NOON.plusSeconds(30))))
                    .isFalse();
        }

        assertThat(filter.isLoggable(record("Link", Level.SEVERE, NOON.plusSeconds(30))))
                .isTrue();
        assertThat(filter.isLoggable(record("Syncs", Level.INFO, NOON.plusSeconds(30))))
                .isTrue();
        LogRecord next = record("Link", Level.INFO, NOON.plusSeconds(61));
        assertThat(filter.isLoggable(next)).isTrue();
        assertThat(next.getMessage()).contains("1000 lines of the same kind were left out");
    }
}
