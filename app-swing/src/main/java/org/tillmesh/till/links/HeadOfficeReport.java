package org.tillmesh.till.links;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Value;
import org.tillmesh.till.counter.CounterDesks;
import org.tillmesh.till.invoice.ZatcaStanding;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.TillLock;

/** Tells head office how many documents it lacks, for its list of tills, and hears what keeps it from reporting. */
public final class HeadOfficeReport {
    private static final Logger LOG = LoggerFactory.getLogger(HeadOfficeReport.class);

    private final TillLock lock;
    private final Mesh mesh;
    private final StatusDesk status;
    private final ZatcaStanding standing;
    private final CounterDesks counter;

    public HeadOfficeReport(TillLock lock, Mesh mesh, StatusDesk status, ZatcaStanding standing, CounterDesks counter) {
        this.lock = lock;
        this.mesh = mesh;
        this.status = status;
        this.standing = standing;
        this.counter = counter;
    }

    void send() {
        if (!mesh.isOnline()) {
            return;
        }
        try {
            handBackKeptRights();
            LinkAnswers.Status now = status.now();
            Value answer = mesh.running()
                    .askRelay(
                            "state",
                            Value.map(Map.of(
                                    "unsent", Value.of(now.unsent()), "unprotected", Value.of(now.unprotected()))));
            standing.heard(
                    answer instanceof Value.MapOf map
                                    && map.entries().get("zatcaAlarm") instanceof Value.Text alarm
                                    && !alarm.value().isEmpty()
                            ? alarm.value()
                            : null);
        } catch (RuntimeException e) {
            LOG.debug("Head office was not told how this till stands: {}", e.toString());
        }
    }

    /** Between commands, because one may be about to spend what it finds here. */
    private void handBackKeptRights() {
        if (counter.hasKeptRights()) {
            lock.alone(() -> {
                counter.handBackKeptRights();
                return true;
            });
        }
    }
}
