package org.tillmesh.retail.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody worked on one day, as the time clock of a branch knows it: from each coming to the next going, at whichever
 * till. A span belongs to the day on which it began.
 *
 * @param from the first coming, null if nobody knows it; @param to the last going, null likewise
 * @param minutes whole ones of the spans with both ends
 * @param open ends without their other end: who came and never went, or went and had not come
 */
public record WorkedHours(
        String user, LocalDate day, @Nullable Instant from, @Nullable Instant to, long minutes, List<Instant> open) {
    public WorkedHours {
        open = List.copyOf(open);
    }

    /** By day, then by user. @param events of the audit trail, in any order; others than the time clock's count nothing */
    public static List<WorkedHours> of(Collection<AuditEvent> events, ZoneId zone) {
        var days = new TreeMap<LocalDate, SortedMap<String, Day>>();
        var came = new TreeMap<String, Instant>();
        events.stream()
                .filter(event -> isIn(event) || event.what().equals(AuditEvent.CLOCK_OUT))
                .sorted(Comparator.comparing(AuditEvent::at).thenComparing(AuditEvent::uuid))
                .forEach(event -> {
                    Instant before = came.remove(event.user());
                    if (isIn(event)) {
                        came.put(event.user(), event.at());
                    }
                    Instant begun = before == null ? event.at() : before;
                    if (before != null || !isIn(event)) {
                        boolean isWhole = before != null && !isIn(event);
                        day(days, begun, event.user(), zone).add(begun, isWhole ? event.at() : null, before != null);
                    }
                });
        came.forEach((user, at) -> day(days, at, user, zone).add(at, null, true));
        return days.entrySet().stream()
                .flatMap(day -> day.getValue().entrySet().stream()
                        .map(each -> each.getValue().done(each.getKey(), day.getKey())))
                .toList();
    }

    private static boolean isIn(AuditEvent event) {
        return event.what().equals(AuditEvent.CLOCK_IN);
    }

    private static Day day(SortedMap<LocalDate, SortedMap<String, Day>> days, Instant at, String user, ZoneId zone) {
        return days.computeIfAbsent(LocalDate.ofInstant(at, zone), d -> new TreeMap<>())
                .computeIfAbsent(user, u -> new Day());
    }

    private static final class Day {
        private @Nullable Instant from;
        private @Nullable Instant to;
        private long minutes;
        private final List<Instant> open = new ArrayList<>();

        /** @param end null for one that has no other end; @param isComing whether the one end is a coming */
        void add(Instant begin, @Nullable Instant end, boolean isComing) {
            if (isComing && from == null) {
                from = begin;
            }
            if (end != null) {
                to = end;
                minutes += Duration.between(begin, end).toMinutes();
            } else {
                open.add(begin);
                to = isComing ? to : begin;
            }
        }

        WorkedHours done(String user, LocalDate day) {
            return new WorkedHours(user, day, from, to, minutes, open);
        }
    }
}
