package org.tillmesh.till.backroom;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.retail.audit.Exceptions;
import org.tillmesh.retail.audit.Resolution;
import org.tillmesh.retail.company.ClockFix;
import org.tillmesh.retail.company.User;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** What does not fit together after tills have met, and what a person did about it. */
final class ExceptionDesk {
    private final Shop shop;

    ExceptionDesk(Shop shop) {
        this.shop = shop;
    }

    List<BackroomAnswers.SyncIssue> list() {
        shop.requireActivated();
        Exceptions.Outside outside = outside();
        return shop.store().read(view -> shop.retail().exceptions().list(view, shop.scope(), outside).stream()
                .map(ExceptionDesk::answer)
                .toList());
    }

    /** Forks are known by their branches: streams that begin where another ends. */
    private Exceptions.Outside outside() {
        var forks = new ArrayList<Exceptions.Outside.ForkAt>();
        var seen = new ArrayList<StreamId>();
        for (StreamId stream : shop.store().vector().heads().keySet()) {
            StreamId whole = StreamId.of(stream.scope(), stream.origin());
            if (stream.isBranch() && !seen.contains(whole)) {
                seen.add(whole);
                Head start = shop.store().startOf(stream);
                shop.store().since(stream, start.seq(), 1).stream()
                        .findFirst()
                        .ifPresent(first -> forks.add(new Exceptions.Outside.ForkAt(
                                whole, start.seq() + 1, first.hlc().instant())));
            }
        }
        return new Exceptions.Outside(forks, lost(), skews(), unauthorised());
    }

    /** Clocks that were far off, as their tills said when they were corrected: the same on every till. */
    private List<Exceptions.Outside.SkewOf> skews() {
        return shop.store().read(view -> ClockFix.all(view, shop.scope())
                .filter(ClockFix::isFar)
                .map(fix -> new Exceptions.Outside.SkewOf(fix.origin(), fix.fromSeq(), fix.skewMs(), fix.at()))
                .toList());
    }

    /** Deltas that came and have no effect: somebody should look at their writer. */
    private List<Exceptions.Outside.UnauthorisedAt> unauthorised() {
        return Evidence.unauthorised(shop.store()).stream()
                .map(u -> new Exceptions.Outside.UnauthorisedAt(u.scope(), u.dot(), u.document(), u.at()))
                .toList();
    }

    /** What its origin can no longer read, or rot took here, until the original is back. */
    private List<Exceptions.Outside.LostAt> lost() {
        var lost = new ArrayList<Exceptions.Outside.LostAt>();
        for (StreamId stream : shop.store().vector().heads().keySet()) {
            lost.addAll(Exceptions.Outside.LostAt.runs(
                    StreamId.of(stream.scope(), stream.origin()),
                    shop.store().lost(stream),
                    last -> shop.store().since(stream, last, 1).stream()
                            .findFirst()
                            .map(next -> next.hlc().instant())
                            .orElse(Instant.EPOCH)));
        }
        return lost;
    }

    BackroomAnswers.SyncIssue resolve(String id, String note, @Nullable String approver) {
        Exceptions.Outside outside = outside();
        if (shop.store()
                .read(view -> shop.retail().exceptions().find(view, shop.scope(), outside, id))
                .isEmpty()) {
            throw new TillException(BackroomRefusal.UNKNOWN_EXCEPTION, id);
        }
        User user = shop.user();
        String who = user != null ? user.id() : String.valueOf(approver);
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
                .read(view -> shop.retail().exceptions().find(view, shop.scope(), outside, id))
                .map(ExceptionDesk::answer)
                .orElseThrow(() -> new AssertionError("Exception " + id + " went away while it was resolved"));
    }

    private static BackroomAnswers.SyncIssue answer(Exceptions.Found found) {
        return new BackroomAnswers.SyncIssue(
                found.id(), found.kind().name(), found.about(), found.since(), found.isResolved());
    }
}
