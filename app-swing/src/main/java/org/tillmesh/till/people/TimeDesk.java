package org.tillmesh.till.people;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tillmesh.retail.audit.AuditEvent;
import org.tillmesh.retail.company.User;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** The time clock: when people come and go, kept in the audit trail. */
final class TimeDesk {
    private final Shop shop;

    TimeDesk(Shop shop) {
        this.shop = shop;
    }

    Optional<Instant> clockedIn() {
        return since(last(shop.requireUser()));
    }

    private Optional<AuditEvent> last(User user) {
        return shop.retail().audit().lastClocked(shop.scope(), user.id());
    }

    private static Optional<Instant> since(Optional<AuditEvent> last) {
        return last.filter(event -> event.what().equals(AuditEvent.CLOCK_IN)).map(AuditEvent::at);
    }

    PeopleAnswers.Clocked clock(boolean in) {
        User user = shop.requireUser();
        Optional<AuditEvent> last = last(user);
        Optional<Instant> since = since(last);
        if (in == since.isPresent()) {
            throw in
                    ? new TillException(PeopleRefusal.CLOCKED_IN, user.name(), since.orElseThrow())
                    : new TillException(PeopleRefusal.CLOCKED_OUT, user.name());
        }
        Instant now = shop.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = last.map(event -> event.at().plusMillis(1))
                .filter(now::isBefore)
                .orElse(now);
        shop.write(tx -> {
            shop.auditAt(tx, in ? AuditEvent.CLOCK_IN : AuditEvent.CLOCK_OUT, user.id().value(), null, at);
            return true;
        });
        return new PeopleAnswers.Clocked(
                user.id(),
                in ? "in" : "out",
                at,
                since.map(begun -> Duration.between(begun, at).toMinutes()).orElse(null));
    }
}
