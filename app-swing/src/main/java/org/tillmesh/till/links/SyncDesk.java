package org.tillmesh.till.links;

import java.util.List;
import java.util.Optional;
import org.tillmesh.replication.Replicator;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Progress;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.Stranded;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillFolder;

/** The three syncs, when a person asks for one. */
public final class SyncDesk {
    private final TillFolder folder;
    private final Mesh mesh;

    public SyncDesk(TillFolder folder, Mesh mesh) {
        this.folder = folder;
        this.mesh = mesh;
    }

    LinkAnswers.Synced sync(SyncMode mode, Progress progress) {
        Replicator here = mesh.running();
        if (!here.online()) {
            folder.shutOut().ifPresent(out -> {
                throw new TillException(RefusalCode.FORBIDDEN, out.message());
            });
            throw new OfflineException(
                    "Head office can't be reached now; the till goes on selling and sends by itself later");
        }
        Replicator.Result result =
                switch (mode) {
                    case SOFT -> here.soft();
                    case PUSH -> pushed(here, progress);
                    case HARD -> here.hard(progress::at);
                };
        return new LinkAnswers.Synced(
                result.received(),
                result.sent(),
                result.acknowledged(),
                result.left(),
                result.headsEqual(),
                result.tookMs());
    }

    private Replicator.Result pushed(Replicator here, Progress progress) {
        try {
            return here.push(progress::at);
        } catch (OfflineException e) {
            Optional<Stranded> stranded = folder.stranded();
            if (stranded.isPresent() && here.unacknowledged() == stranded.get().records()) {
                throw new TillException(
                        e, LinkRefusal.SENT_BUT_STRANDED, stranded.get().how());
            }
            throw e;
        }
    }

    /** What syncs did of late, the newest first. */
    List<LinkAnswers.SyncRun> history() {
        return mesh.running().history().stream()
                .map(e -> new LinkAnswers.SyncRun(
                        e.mode(),
                        e.at(),
                        e.tookMs(),
                        e.received(),
                        e.sent(),
                        e.acknowledged(),
                        e.left(),
                        e.headsEqual(),
                        e.problem().isEmpty() ? null : e.problem()))
                .toList();
    }
}
