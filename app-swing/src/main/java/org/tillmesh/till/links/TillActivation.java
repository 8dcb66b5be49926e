package org.tillmesh.till.links;

import org.tillmesh.replication.Activation;
import org.tillmesh.replication.Unsent;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.ActivationCode;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Progress;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillClock;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillFolder;

/** Makes an empty folder a till of a company. */
public final class TillActivation {
    private final TillFolder folder;
    private final TillClock clock;
    private final Mesh mesh;
    private final SyncDesk syncs;

    public TillActivation(TillFolder folder, TillClock clock, Mesh mesh, SyncDesk syncs) {
        this.folder = folder;
        this.clock = clock;
        this.mesh = mesh;
        this.syncs = syncs;
    }

    /**
     * Activates, and seeds the folder from head office.
     *
     * @param relay {@code HOST:PORT}
     * @param reopened called when the store has been opened anew
     * @throws TillException BAD_VALUE, BAD_CODE, OFFLINE
     */
    public LinkAnswers.Activated run(String relay, String code, Progress progress, Runnable reopened) {
        if (folder.isLost()) {
            throw folder.onlyKeysLeft();
        }
        if (folder.isActivated()) {
            throw new TillException(
                    LinkRefusal.ACTIVATED_ALREADY, folder.identity().till());
        }
        HostPort address = LinkDesk.address(relay);
        ActivationCode parsed;
        try {
            parsed = ActivationCode.parse(code);
        } catch (IllegalArgumentException e) {
            throw TillException.fromBelow(RefusalCode.BAD_CODE, e);
        }
        try {
            folder.notes().refuseIfUnwritable(clock.instant()); // before the code is used up
            folder.activated(
                    Activation.run(
                            address, parsed, Unsent.company(folder.store()).orElse(null), clock),
                    address);
        } catch (Activation.Denied e) {
            throw TillException.fromBelow(RefusalCode.valueOf(e.code()), e);
        } catch (SecurityFailure e) {
            throw TillException.fromBelow(RefusalCode.BAD_CODE, e);
        }
        reopened.run();
        mesh.awaitOnline();
        syncs.sync(SyncMode.HARD, progress);
        Identity identity = folder.identity();
        return new LinkAnswers.Activated(folder.company().name(), identity.branch(), identity.till());
    }
}
