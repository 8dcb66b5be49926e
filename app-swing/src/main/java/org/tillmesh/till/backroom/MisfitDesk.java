package org.tillmesh.till.backroom;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.retail.audit.Misfits;
import org.tillmesh.retail.audit.Resolution;
import org.tillmesh.retail.company.ClockFix;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** What does not fit together after tills have met, and what a person did about it. */
final class MisfitDesk {
    private final Shop shop;

    MisfitDesk(Shop shop) {
        this.shop = shop;
    }

    List<BackroomAnswers.SyncIssue> list() {
        shop.requireActivated();
        Misfits.Outside outside = outside();
        return shop.store().read(view -> shop.retail().misfits().list(view, shop.scope(), outside).stream()
                .map(MisfitDesk::answer)
                .toList());
    }

    /** Forks are known by their branches: streams that begin where another ends. */
    private Misfits.Outside outside() {
        var forks = new ArrayList<Misfits.Outside.ForkAt>();
        var seen = new ArrayList<StreamId>();
        for (StreamId stream : shop.store().vector().heads().keySet()) {
            StreamId whole = StreamId.of(stream.scope(), stream.origin());
            if (stream.isBranch() && !seen.contains(whole)) {
                seen.add(whole);
                Head start = shop.store().startOf(stream);
                shop.store().since(stream, start.seq(), 1).stream()
                        .findFirst()
                        .ifPresent(first -> forks.add(new Misfits.Outside.ForkAt(
                                whole, start.seq() + 1, first.hlc().instant())));
            }
        }
        return new Misfits.Outside(forks, lost(), skews(), unauthorised());
    }

    /** Clocks that were far off, as their tills said when they were corrected: the same on every till. */
    private List<Misfits.Outside.SkewOf> skews() {
        return shop.store().read(view -> ClockFix.all(view, shop.scope())
                .filter(ClockFix::isFar)
                .map(fix -> new Misfits.Outside.SkewOf(fix.origin(), fix.fromSeq(), fix.skewMs(), fix.at()))
                .toList());
    }

    /** Deltas that came and have no effect: somebody should look at their writer. */
    private List<Misfits.Outside.UnauthorisedAt> unauthorised() {
        return Evidence.unauthorised(shop.store()).stream()
                .map(u -> new Misfits.Outside.UnauthorisedAt(u.scope(), u.dot(), u.document(), u.at()))
                .toList();
    }

    /** What its origin can no longer read, or rot took here, until the original is back. */
    private List<Misfits.Outside.LostAt> lost() {
        var lost = new ArrayList<Misfits.Outside.LostAt>();
        for (StreamId stream : shop.store().vector().heads().keySet()) {
            lost.addAll(Misfits.Outside.LostAt.runs(
                    StreamId.of(stream.scope(), stream.origin()),
                    shop.store().lost(stream),
                    last -> shop.store().since(stream, last, 1).stream()
                            .findFirst()
                            .map(next -> next.hlc().instant())
                            .orElse(Instant.EPOCH)));
        }
        return lost;
    }

    BackroomAnswers.SyncIssue resolve(String id, String note, @Nullable UserId approver) {
        Misfits.Outside outside = outside();
        if (shop.store()
                .read(view -> shop.retail().misfits().find(view, shop.scope(), outside, id))
                .isEmpty()) {
            throw new TillException(BackroomRefusal.UNKNOWN_EXCEPTION, id);
        }
        User user = shop.user();
        String who = user != null ? user.id().value() : String.valueOf(approver);
        shop.write(tx -> {
            new Resolution(
                            Shop.newId(),
                            id,
                            shop.till(),
                            who,
                            note,
                            shop.clock().instant())
                    .appendTo(tx, shop.scope());
            return true;
        });
        return shop.store()
                .read(view -> shop.retail().misfits().find(view, shop.scope(), outside, id))
                .map(MisfitDesk::answer)
                .orElseThrow(() -> new AssertionError("Exception " + id + " went away while it was resolved"));
    }

    private static BackroomAnswers.SyncIssue answer(Misfits.Found found) {
        return new BackroomAnswers.SyncIssue(
                found.id(), found.kind().name(), found.about(), found.since(), found.isResolved());
    }
}
