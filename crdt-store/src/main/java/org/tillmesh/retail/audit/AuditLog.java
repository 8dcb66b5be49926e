package org.tillmesh.retail.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** The audit trail of a store, the newest event first, and who is clocked in. */
public final class AuditLog extends StoreReader {
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE / 2);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String CLOCK = "clock";
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE / 2);

    public AuditLog(Store store) {
        super(store);
    }

    /**
     * Which events are asked for; null is open.
     *
     * @param from inclusive
     * @param to exclusive
     * @param user who did it or approved it
     * @param kind what was done, or the first part of that: {@code pin} is {@code pin-locked} too
     * @param after the event behind which the list goes on
     */
    public record Asked(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String user,
            @Nullable String kind,
            @Nullable AuditEvent after) {
        private boolean fits(AuditEvent event) {
            return (user == null
                            || event.user().equals(user)
                            || (event.approvedBy() != null
                                    && user.equals(event.approvedBy().value())))
                    && (kind == null
                            || event.what().equals(kind)
                            || event.what().startsWith(kind + "-"));
        }

        private KeyRange keys() {
            String begin = to == null ? KeyRange.ALL.from() : AuditRows.newestFirst(upToMilli(to) - 1);
            if (after != null) {
                String behind = KeyRange.after(
                                Index.key(AuditRows.newestFirst(after.at().toEpochMilli()), after.uuid()))
                        .from();
                begin = begin.compareTo(behind) > 0 ? begin : behind;
            }
            return new KeyRange(begin, from == null ? KeyRange.ALL.to() : AuditRows.newestFirst(upToMilli(from) - 1));
        }

        /** The first whole millisecond at or after a time, in which events are dated; a time beyond all is the last. */
        private static long upToMilli(Instant time) {
            if (time.isBefore(FIRST)) {
                return FIRST.toEpochMilli();
            }
            if (time.isAfter(LAST)) {
                return LAST.toEpochMilli();
            }
            long millis = time.toEpochMilli();
            return Instant.ofEpochMilli(millis).isBefore(time) ? millis + 1 : millis;
        }
    }

    /** So many of them at most; of {@link Scope#LOCAL} those of head office's own folder. Of several stores, put together and cut, the first of each are the first of all. */
    public List<AuditEvent> events(Scope branch, Asked asked, int limit) {
        KeyRange keys = asked.keys();
        if (keys.from().compareTo(keys.to()) >= 0) {
            return List.of();
        }
        return read(view -> {
            try (Stream<AuditEvent> found = view.rows(branch, Index.AUDITED, keys)
                    .flatMap(row -> event(view, branch, row.document().id()).stream())) {
                return found.filter(asked::fits).limit(limit).toList();
            }
        });
    }

    /**
     * What was worked on the days of a period, as the time clock of a branch knows it. Who came the day before, or goes the
     * day after, is looked for there.
     */
    public List<WorkedHours> worked(Scope branch, Instant from, Instant to, ZoneId zone) {
        Instant begin = from.isBefore(FIRST.plus(A_DAY)) ? FIRST : from.minus(A_DAY);
        Instant end = to.isAfter(LAST.minus(A_DAY)) ? LAST : to.plus(A_DAY);
        return WorkedHours.of(events(branch, new Asked(begin, end, null, CLOCK, null), Integer.MAX_VALUE), zone)
                .stream()
                .filter(each ->
                        each.day().plusDays(1).atStartOfDay(zone).toInstant().isAfter(from)
                                && each.day().atStartOfDay(zone).toInstant().isBefore(to))
                .toList();
    }

    public Optional<AuditEvent> find(Scope branch, String uuid) {
        return read(view -> event(view, branch, uuid));
    }

    private static Optional<AuditEvent> event(View view, Scope branch, String uuid) {
        DocType type = branch.equals(Scope.LOCAL) ? DocType.OFFICE_AUDIT : DocType.AUDIT;
        return view.record(branch, type.ref(uuid)).flatMap(record -> Read.record(record, AuditEvent::of));
    }

    /** When a user clocked in or out last, at whichever till of the branch. */
    public Optional<AuditEvent> lastClocked(Scope branch, UserId user) {
        return read(view -> view.lastRow(branch, Index.CLOCKED, KeyRange.startingWith(Index.key(user.value(), "")))
                .flatMap(row -> event(view, branch, row.document().id())));
    }
}
