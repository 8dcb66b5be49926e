package org.tillmesh.relay.office;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.audit.Acts;
import org.tillmesh.relay.audit.OfficeAct;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.reporting.ReportingDesk;
import org.tillmesh.reports.reconcile.Outside;
import org.tillmesh.reports.reconcile.Reconciled;
import org.tillmesh.reports.reconcile.Reconciliation;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.audit.AuditLog;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.zatca.sign.QrCode;

/**
 * Looks through a day of a branch as head office has it: when asked, and by itself each night, some hours after the branch's
 * midnight so that tills have brought the day. What each night came to stands in the audit trail.
 */
public final class ReconcileOffice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReconcileOffice.class);
    private static final LocalTime NIGHTLY = LocalTime.of(3, 0);
    private static final long LOOK_MINUTES = 5;
    private static final Duration LOOKED_BACK = Duration.ofDays(7);
    private static final String NIGHT = "reconcile-night";

    private final Store store;
    private final Retail retail;
    private final Branches branches;
    private final ReportingDesk reporting;
    private final Clock clock;
    private final Acts acts;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("relay-reconcile", true));

    ReconcileOffice(Store store, Retail retail, Branches branches, ReportingDesk reporting, Acts acts, Clock clock) {
        this.store = store;
        this.retail = retail;
        this.branches = branches;
        this.reporting = reporting;
        this.acts = acts;
        this.clock = clock;
    }

    /** Begins with the nights. */
    public void begin() {
        looking.scheduleWithFixedDelay(this::lookAtNights, 0, LOOK_MINUTES, TimeUnit.MINUTES);
    }

    /**
     * @param day like {@code 2026-11-30}; empty for the branch's today
     * @throws RelayException if the branch is unknown, or the day is none
     */
    public Reconciled day(String branch, String day) {
        Scope scope = branches.known(branch);
        ZoneId zone = branches.profile(branch).zone();
        return run(scope, zone, day.isEmpty() ? LocalDate.ofInstant(clock.instant(), zone) : parsed(day));
    }

    private static LocalDate parsed(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw new RelayException("The parameter \"day\" is \"" + day + "\"; give a date like 2026-11-30", e);
        }
    }

    private Reconciled run(Scope scope, ZoneId zone, LocalDate day) {
        var reconciliation = new Reconciliation(retail, new FromHere(), scope, zone, day);
        return store.read(view -> reconciliation.run(view, clock.instant()));
    }

    void lookAtNights() {
        for (String branch : branches.ids()) {
            try {
                lookAtNight(branch);
            } catch (RuntimeException e) {
                LOG.error("Branch {} can't be reconciled", branch, e);
            }
        }
    }

    private void lookAtNight(String branch) {
        ZoneId zone = branches.profile(branch).zone();
        ZonedDateTime here = clock.instant().atZone(zone);
        LocalDate day = here.toLocalDate().minusDays(here.toLocalTime().isBefore(NIGHTLY) ? 2 : 1);
        String night = branch + " " + day;
        if (isDone(night)) {
            return;
        }
        Reconciled found = run(Scope.branch(branch), zone, day);
        acts.record(new OfficeAct(
                OfficeAct.NIGHTLY,
                NIGHT,
                night
                        + (found.agrees()
                                ? " agrees"
                                : " differs: " + found.differences().size())));
        if (!found.agrees()) {
            LOG.warn("{}", found.text());
        }
    }

    /** Whether a night was looked at, by an earlier run of this program too. */
    private boolean isDone(String night) {
        var nights = new AuditLog.Asked(clock.instant().minus(LOOKED_BACK), null, OfficeAct.NIGHTLY, NIGHT, null);
        return retail.audit().events(Scope.LOCAL, nights, Integer.MAX_VALUE).stream()
                .anyMatch(event -> event.about().startsWith(night + " "));
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    private final class FromHere implements Outside {
        @Override
        public String due(InvoiceRecord invoice) {
            return QrCode.decode(invoice.qr()).due();
        }

        @Override
        public boolean isReporting(TillId till) {
            return reporting.isReporting();
        }

        @Override
        public Set<DocumentId> unsent() {
            return Set.of();
        }
    }
}
