package org.tillmesh.relay.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.Relay;
import org.tillmesh.relay.audit.OfficeAct;
import org.tillmesh.relay.folder.RelayFolder;
import org.tillmesh.relay.log.JournalLog;
import org.tillmesh.relay.reporting.ReportingDesk;
import org.tillmesh.relay.tills.ActivationDesk;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.audit.AuditEvent;
import org.tillmesh.retail.audit.AuditLog;
import org.tillmesh.tools.SoldDay;

/** Head office looks through yesterday by itself once its tills had the time to bring it. */
class NightlyReconcileTest {
    private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");

    @TempDir
    Path dir;

    private Instant now = Instant.EPOCH;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new AssertionError("Nobody asks for another zone");
        }
    };

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(RIYADH).toInstant();
    }

    /** What is looked at when head office runs at a time, of one branch. */
    private List<String> nights(Instant time, int looks) throws Exception {
        now = time;
        try (RelayFolder folder = RelayFolder.open(dir.resolve("relay"), true, clock)) {
            Retail retail = Retail.attach(folder.store());
            var activation = new ActivationDesk(folder, new JournalLog(folder.store(), clock), clock);
            var reporting =
                    new ReportingDesk(folder.store(), retail, List::of, folder.ring(), folder.dir(), true, clock);
            try (var office = new ReconcileOffice(
                    folder.store(),
                    retail,
                    new Branches(folder.store(), activation),
                    reporting,
                    folder.acts(),
                    clock)) {
                for (int i = 0; i < looks; i++) {
                    office.lookAtNights();
                }
            } finally {
                reporting.close();
            }
            return retail
                    .audit()
                    .events(Scope.LOCAL, new AuditLog.Asked(null, null, OfficeAct.NIGHTLY, "reconcile", null), 1_000)
                    .stream()
                    .map(AuditEvent::about)
                    .filter(about -> about.startsWith("S001 "))
                    .toList();
        }
    }

    @Test
    void each_night_from_three_on_yesterday_is_looked_at_once_also_after_a_restart() throws Exception {
        LocalDate day;
        try (var relay = Relay.open(new Relay.Options(dir.resolve("relay"), 0, 0, true))) {
            day = SoldDay.withAShortDrawer(dir.resolve("till"), relay.ready().port());
        }
        String before = "S001 " + day.minusDays(1) + " agrees";
        String differs = "S001 " + day + " differs: 1";
        assertThat(nights(at(day.plusDays(1), "02:59:59"), 2)).contains(before).doesNotContain(differs);
        assertThat(nights(at(day.plusDays(1), "03:00:00"), 2)).containsOnlyOnce(differs);
        assertThat(nights(at(day.plusDays(1), "15:00:00"), 1)).containsOnlyOnce(differs);
        assertThat(nights(at(day.plusDays(2), "03:00:00"), 1))
                .containsOnlyOnce(differs)
                .contains("S001 " + day.plusDays(1) + " agrees");
    }
}
