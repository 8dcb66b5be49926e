package org.tillmesh.till.backroom;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.audit.AuditEvent;
import org.tillmesh.retail.audit.AuditLog;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Reads the audit trail of the store as this till knows it. */
final class AuditDesk {
    private static final int LIMIT_MAX = 1_000;

    private final Shop shop;
    private final Login login;

    AuditDesk(Shop shop, Login login) {
        this.shop = shop;
        this.login = login;
    }

    List<BackroomAnswers.Audited> events(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String user,
            @Nullable String kind,
            int limit,
            @Nullable String approve) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new TillException(BackroomRefusal.AUDIT_LIMIT, limit, LIMIT_MAX);
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw new TillException(BackroomRefusal.AUDIT_ENDS_FIRST, from, to);
        }
        shop.requireUser();
        login.allow(false, Act.SEE_AUDIT.with(), approve);
        return shop.retail().audit().events(shop.scope(), new AuditLog.Asked(from, to, user, kind, null), limit).stream()
                .map(AuditDesk::audited)
                .toList();
    }

    private static BackroomAnswers.Audited audited(AuditEvent event) {
        return new BackroomAnswers.Audited(
                event.uuid(),
                event.at(),
                event.till() == null ? null : event.till().toString(),
                event.user().isEmpty() ? null : event.user(),
                event.approvedBy() == null ? null : event.approvedBy().value(),
                event.what(),
                event.about());
    }
}
