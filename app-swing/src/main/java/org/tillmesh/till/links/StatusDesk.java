package org.tillmesh.till.links;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tillmesh.replication.Replicator;
import org.tillmesh.retail.company.MinVersion;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.invoice.ZatcaStanding;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillClock;
import org.tillmesh.till.shop.TillFolder;

/** How this till stands: its links, what is not safe yet, its clock, its chain. */
public final class StatusDesk {
    private final Shop shop;
    private final Mesh mesh;
    private final ZatcaStanding standing;
    private volatile @Nullable SafetyCount safetyCount;

    public StatusDesk(Shop shop, Mesh mesh, ZatcaStanding standing) {
        this.shop = shop;
        this.mesh = mesh;
        this.standing = standing;
    }

    void begin(Replicator started) {
        safetyCount = new SafetyCount(shop, started);
    }

    /** Uuids of this till's documents that head office has not acknowledged. */
    public Set<DocumentId> unsent() {
        SafetyCount counted = safetyCount;
        return counted == null ? Set.of() : counted.unsent();
    }

    LinkAnswers.Status now() {
        TillFolder folder = shop.folder();
        TillClock clock = shop.clock();
        SafetyCount counted = safetyCount;
        if (counted == null) {
            return new LinkAnswers.Status(
                    false,
                    null,
                    List.of(),
                    0,
                    0,
                    0,
                    null,
                    folder.store().self().replica().toString(),
                    folder.store().self().incarnation().toString(),
                    clock.skewMillis(),
                    null,
                    "unconfirmed",
                    ZatcaStanding.none(),
                    false,
                    shop.isTraining(),
                    null,
                    null,
                    folder.stranded().orElse(null),
                    clock.warning().orElse(null));
        }
        Replicator here = mesh.running();
        SafetyCount.Counts safety = counted.now();
        return new LinkAnswers.Status(
                here.online(),
                here.via().orElse(null),
                here.neighbours(),
                safety.unsent(),
                safety.unprotected(),
                here.unacknowledged(),
                here.lastSync().orElse(null),
                folder.store().self().replica().toString(),
                folder.store().self().incarnation().toString(),
                clock.skewMillis(),
                shop.openShift().map(BackroomAnswers.Shift::of).orElse(null),
                folder.chain().isKnown() ? "known" : "unconfirmed",
                standing.now(),
                folder.store().read(MinVersion::isUpdateNeeded),
                shop.isTraining(),
                here.online() ? null : here.refusal().orElse(null),
                here.online() ? null : folder.shutOut().orElse(null),
                folder.stranded().orElse(null),
                clock.warning().orElse(null));
    }
}
