package org.tillmesh.replication.till;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.seed.CheckpointOffers;
import org.tillmesh.replication.seed.Seeding;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.replication.session.Node;
import org.tillmesh.replication.wire.Message;

/**
 * Brings a till up to the relay's log. A till pulls records after its cursor. It fetches a checkpoint where records
 * alone can't do it: the till is empty, was away for too long, or is offered a stream that begins too late.
 *
 * <p>Example: a till holds {@code 1 2} of head office's stream; the relay has dropped the records up to 5 and offers
 * {@code 6 7}. No record leads from 2 to 6, so the till fetches a checkpoint that covers at least {@code 1 … 5} and
 * then pulls what came after it.
 */
final class Catchup {
    private static final Logger LOG = LoggerFactory.getLogger(Catchup.class);
    private static final long NEIGHBOURS_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long NEIGHBOURS_MAX_NANOS = Duration.ofSeconds(5).toNanos();

    private final Node node;
    private final Peers peers;
    private final Seeding seeding;
    private final Clock clock;
    private final Runnable changed;
    private final Map<Scope, List<Runnable>> pulls = new TreeMap<>();
    private final Set<Scope> caughtUp = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Instant lastSync;
    private @Nullable Postponed postponed;
    private boolean hasNeighbours;
    private long neighbourNanos;

    /** A Pull that waits until the neighbours have pushed their own records; the relay leaves those out then. */
    private record Postponed(Peer relay, Scope scope, long sinceNanos) {}

    /** The asker of a Hard Sync that waits while another one is being swapped in. */
    private Seeding.@Nullable Listener behind;

    /** Whether a fetching is being given up for another one of the same scopes; nothing is pulled in between. */
    private boolean makesWay;

    /** Whether opening found records gone; the relay is then asked for everything again, once. */
    private final boolean holed;

    Catchup(Node node, Peers peers, Seeding seeding, Runnable changed) {
        this.node = node;
        this.peers = peers;
        this.seeding = seeding;
        this.clock = node.clock();
        this.changed = changed;
        peers.wants().leaveToCheckpoint(this::isCatalogueOnItsWay);
        this.holed =
                node.store().recovery().lost() > 0 || node.store().recovery().quarantined() > 0;
    }

    /**
     * Whether a stream is head office's, in a scope whose checkpoint is being fetched. No neighbour is asked for it.
     */
    private boolean isCatalogueOnItsWay(StreamId stream) {
        return seeding.concerns(stream.scope())
                && node.evidence()
                        .identityOf(stream.origin())
                        .map(Identity::hasRelayAuthority)
                        .orElse(false);
    }

    /**
     * Asks the relay for the records after the cursors. A scope whose log this till never read gets a checkpoint first.
     *
     * @param peer the relay
     */
    void follow(Peer peer, long nowNanos) {
        if (seeding.isRunning()) {
            seeding.resume(peer.line);
        }
        var fresh = new ArrayList<Scope>();
        for (Scope scope : peer.session.shared()) {
            if (isFresh(scope)) {
                fresh.add(scope);
            } else if (!seeding.concerns(scope)) { // else when its checkpoint is here
                if (scope.isBranch() && hasNeighbours && caughtUp.contains(scope)) {
                    postponed = new Postponed(peer, scope, nowNanos);
                } else {
                    pull(peer, scope);
                }
            }
        }
        if (!fresh.isEmpty() && !seeding.isRunning()) {
            seed(peer.line, fresh, new Unattended());
        }
        peer.following = true;
    }

    /**
     * Whether this till never read the relay's log of a scope. A checkpoint then comes many times sooner than all
     * records.
     */
    private boolean isFresh(Scope scope) {
        return node.store().vector(scope).heads().isEmpty()
                || node.evidence().cursor(scope).epoch().equals(Epoch.NONE);
    }

    /** A neighbour is on the line and pushes its own records. */
    void neighbourCame(long nowNanos) {
        hasNeighbours = true;
        neighbourNanos = nowNanos;
    }

    /**
     * Sends a postponed Pull when its time has come. After a cut the relay and the neighbours are back at the same
     * moment and would send the same records. So the relay is asked once no neighbour has come for two seconds, or
     * after five seconds.
     */
    void tick(long nowNanos) {
        Postponed pull = postponed;
        if (pull == null) {
            return;
        }
        boolean quiet = nowNanos - neighbourNanos >= NEIGHBOURS_NANOS;
        long waited = nowNanos - pull.sinceNanos();
        boolean due =
                quiet && (waited >= NEIGHBOURS_NANOS || !peers.neighbours().isEmpty());
        if (peers.relay() != pull.relay()) {
            postponed = null;
        } else if (due || waited >= NEIGHBOURS_MAX_NANOS) {
            postponed = null;
            if (!seeding.concerns(pull.scope())) {
                pull(pull.relay(), pull.scope());
            }
        }
    }

    private void pull(Peer peer, Scope scope) {
        Evidence.At at = node.evidence().cursor(scope);
        long after = holed && !caughtUp.contains(scope) ? 0 : at.position();
        peer.line.send(new Message.Pull(scope, at.epoch(), after));
    }

    void onCursor(Peer peer, Message.Cursor cursor) {
        peer.session.requireShared(cursor.scope());
        if (cursor.behind() || peer.lacking.contains(cursor.scope())) {
            if (!seeding.isRunning()) {
                seed(peer.line, List.of(cursor.scope()), new Unattended());
            }
            return; // records between the old cursor and this one are not here, so the old cursor stands
        }
        node.store().note(Evidence.cursorNote(cursor.scope(), cursor.epoch(), cursor.position()));
        lastSync = clock.instant();
        caughtUp.add(cursor.scope());
        List<Runnable> waiting = pulls.remove(cursor.scope());
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
        changed.run();
    }

    void onOffer(Peer peer, Message.CheckpointOffer offer) {
        peer.session.requireShared(offer.scope());
        if (seeding.isFrom(peer.line)) {
            seeding.offered(peer.line, offer);
        } else if (!seeding.isRunning() && CheckpointOffers.brings(node, offer)) {
            LOG.info(
                    "{} has a checkpoint of {} with what no record brings any more",
                    peer.identity.till(),
                    offer.scope());
            seeding.start(peer.line, offer, new Following(new Unattended(), List.of(offer.scope())));
        }
    }

    /** Pulls what came after a checkpoint once its scope is swapped, and tells the asker how the fetching went. */
    private final class Following implements Seeding.Listener {
        private final Seeding.Listener asker;
        private final Set<Scope> left;

        Following(Seeding.Listener asker, List<Scope> scopes) {
            this.asker = asker;
            this.left = new TreeSet<>(scopes);
        }

        @Override
        public void at(long done, long total) {
            asker.at(done, total);
        }

        @Override
        public void seeded(Scope scope) {
            left.remove(scope);
            for (Peer peer : peers.greeted(p -> true)) {
                peer.lacking.remove(scope);
                peer.session.opened(); // says the new heads, so nobody sends what the checkpoint covers
                if (peer.isRelay()) {
                    pull(peer, scope);
                }
            }
            asker.seeded(scope);
        }

        @Override
        public void done(long covered) {
            asker.done(covered);
            changed.run();
            seedBehind();
        }

        @Override
        public void failed(RuntimeException why) {
            Peer relay = peers.relay();
            if (relay != null && !makesWay) { // its records of these scopes stood still meanwhile
                left.stream()
                        .filter(scope -> !node.store().vector(scope).heads().isEmpty())
                        .forEach(scope -> pull(relay, scope));
            }
            asker.failed(why);
            seedBehind();
        }
    }

    /** Of a fetching for which nobody waits; the log hears how it went. */
    private static final class Unattended implements Seeding.Listener {
        @Override
        public void at(long done, long total) {
            LOG.debug("Checkpoint: {} of {} parts", done, total);
        }

        @Override
        public void seeded(Scope scope) {
            LOG.info("Seeded {} from a checkpoint", scope);
        }

        @Override
        public void done(long covered) {
            LOG.debug("Seeded with {} records", covered);
        }

        @Override
        public void failed(RuntimeException why) {
            LOG.warn("Seeding from a checkpoint failed: {}", why.getMessage());
        }
    }

    private void seed(PeerLine line, List<Scope> scopes, Seeding.Listener listener) {
        seeding.start(line, scopes, new Following(listener, scopes));
    }

    /** The relay's records of a scope begin behind the head held here, so a checkpoint is fetched. */
    void lacking(Peer peer, Scope scope) {
        if (peer.lacking.add(scope) && !seeding.isRunning()) {
            LOG.info("The relay's records of {} begin later than what is here: a checkpoint is asked for", scope);
            seed(peer.line, List.of(scope), new Unattended());
        }
    }

    // ---- on demand

    /**
     * Pulls every scope at once, also one whose Pull is postponed. A scope whose checkpoint is being fetched is pulled
     * after it.
     *
     * @param then called once for each scope, when its cursor has come
     */
    void pull(Peer relay, Runnable then) {
        for (Scope scope : relay.session.shared()) {
            pulls.computeIfAbsent(scope, s -> new ArrayList<>()).add(then);
            if (postponed != null && postponed.scope().equals(scope)) {
                postponed = null;
            }
            if (!seeding.concerns(scope)) {
                pull(relay, scope);
            }
        }
    }

    /**
     * A Hard Sync: fetches the checkpoints of every scope. A fetching that runs already is given up for it, and the
     * chunks that came count. A checkpoint that is being swapped in can't be stopped; the Hard Sync then begins after
     * it.
     *
     * @throws IllegalArgumentException if another Hard Sync waits for that already
     */
    void seed(Peer relay, Seeding.Listener listener) {
        if (behind != null) {
            throw new IllegalArgumentException("A Hard Sync waits for another one to end; let it go on, or cancel it");
        }
        makesWay = true;
        seeding.cancel();
        makesWay = false;
        if (seeding.isRunning()) {
            behind = listener;
        } else {
            seed(relay.line, relay.session.shared(), listener);
        }
    }

    private void seedBehind() {
        Seeding.Listener waiting = behind;
        if (waiting == null) {
            return;
        }
        behind = null;
        Peer relay = peers.relay();
        if (relay == null) {
            waiting.failed(
                    new OfflineException("Head office went away before the Hard Sync began; nothing was changed"));
        } else {
            seed(relay.line, relay.session.shared(), waiting);
        }
    }

    /** Gives up the fetching that runs and the Hard Sync that waits behind it. */
    void cancelSeeding() {
        Seeding.Listener waiting = behind;
        behind = null;
        seeding.cancel();
        if (waiting != null) {
            waiting.failed(new OfflineException("The Hard Sync was cancelled; nothing was changed"));
        }
    }

    // ---- safe from any thread

    Optional<Instant> lastSync() {
        return Optional.ofNullable(lastSync);
    }

    boolean hasCaughtUp(Scope scope) {
        return caughtUp.contains(scope);
    }
}
