package org.tillmesh.replication.till;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.replication.session.Node;
import org.tillmesh.replication.session.Standing;
import org.tillmesh.replication.session.SyncSession;

/**
 * Brings the relay the records that lie here. Own records go at once. A record of another till goes only if the relay
 * has not acknowledged that very record after a random wait, so that one till carries it and not all.
 *
 * <p>Example: 7 of till B came here and to two neighbours. The three draw waits of 3.1, 3.4 and 3.6 s. The first one
 * carries 7, and its acknowledgement reaches the other two in time.
 */
final class Carrying {
    private static final long WAIT_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long SPREAD_NANOS = Duration.ofMillis(250).toNanos();
    private static final int SPREAD_MAX = 8;

    private final Node node;
    private final Standing standing;
    private final Random jitter;
    private final Map<StreamId, Lack> lacking = new HashMap<>();

    /** A seq that the relay lacks, and the time to carry it. */
    private record Lack(long seq, long dueNanos) {}

    Carrying(Node node, Standing standing, Random jitter) {
        this.node = node;
        this.standing = standing;
        this.jitter = jitter;
    }

    /** There is no route to the relay; all waits begin anew later. */
    void rest() {
        lacking.clear();
    }

    /** @param neighbours how many are on the line and would carry the same records */
    void tick(SyncSession relay, int neighbours, boolean hurried, long nowNanos) {
        node.store().vector().heads().forEach((stream, head) -> {
            if (standing.isForRelay(stream)) {
                see(relay, stream, head, neighbours, hurried, nowNanos);
            }
        });
    }

    private void see(SyncSession relay, StreamId stream, Head head, int neighbours, boolean hurried, long nowNanos) {
        long acknowledged = standing.acknowledged(stream).seq();
        if (acknowledged >= head.seq()) {
            lacking.remove(stream);
            return;
        }
        if (node.isOwn(stream)) {
            relay.push(stream, nowNanos);
            return;
        }
        Lack lack = lacking.get(stream);
        if (lack == null || acknowledged >= lack.seq()) {
            int spread = Math.min(SPREAD_MAX, 1 + neighbours);
            long due = nowNanos + WAIT_NANOS + (long) (jitter.nextDouble() * spread * SPREAD_NANOS);
            lack = new Lack(head.seq(), due);
            lacking.put(stream, lack);
        }
        if (hurried || nowNanos - lack.dueNanos() >= 0) {
            carry(relay, stream, nowNanos);
        }
    }

    private void carry(SyncSession relay, StreamId stream, long nowNanos) {
        Optional<X509Certificate> revoked =
                node.evidence().certificate(stream.origin().replica()).filter(node.shutout()::test);
        if (revoked.isEmpty()) {
            relay.push(stream, nowNanos);
            return;
        }
        for (Testimony testimony : Evidence.testimonies(node.store())) {
            if (testimony.stream().equals(stream)) {
                relay.pushWitnessed(testimony, nowNanos);
            }
        }
    }

    /**
     * After revocations were heard of: signs, once for each stream of a revoked till, up to which head it is held
     * here.
     */
    void testify() {
        for (X509Certificate certificate : node.evidence().certificates(node.store())) {
            if (node.shutout().test(certificate)) {
                testify(certificate);
            }
        }
    }

    private void testify(X509Certificate certificate) {
        var notes = new HashMap<String, byte[]>();
        node.store().vector().heads().forEach((stream, head) -> {
            boolean ofHolder = stream.scope().isReplicated()
                    && node.evidence()
                            .certificate(stream.origin().replica())
                            .filter(certificate::equals)
                            .isPresent();
            boolean beyond = ofHolder
                    && node.shutout().cuts(certificate, stream).stream().noneMatch(cut -> cut.seq() >= head.seq());
            if (beyond && node.store().noted(Evidence.WITNESS + stream).isEmpty()) {
                notes.putAll(Evidence.note(Testimony.of(stream, head, node.key())));
            }
        });
        if (!notes.isEmpty()) {
            node.store().note(notes);
        }
    }
}
