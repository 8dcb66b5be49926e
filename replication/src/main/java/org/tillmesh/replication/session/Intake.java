package org.tillmesh.replication.session;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.Losses;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.Store;
import org.tillmesh.store.bytes.ChangeSets;

/**
 * Takes the parts of one batch into the store. The writer of each stream must be known by its certificate, and
 * somebody must vouch for the stream's end. A seal of the origin vouches, unless the origin is revoked. An
 * acknowledgement of the relay always vouches. For a revoked origin a cut vouches, and at the relay a testimony of a
 * till. The original of a hole needs nobody: its hash is known from its successor.
 *
 * <p>Example: a batch brings {@code 4 5 6} with a seal of 5. The chain from 5 leads back to 4, so 4 and 5 are taken; 6
 * is left out until a seal of 6 comes. If a batch brings {@code 4 6} with a seal of 6, no chain leads to 4, and the
 * link is cut.
 */
final class Intake {
    private static final int LISTED_PER_BATCH = 100;

    /**
     * What a batch brought.
     *
     * @param heads present heads of all streams in the batch
     * @param grown heads of the streams of which ChangeSets were taken
     * @param gaps streams whose ChangeSets were left out because a predecessor is missing
     * @param forks streams that have another branch since this batch
     * @param testified testimonies that vouched for records of a revoked till
     */
    record Taken(
            List<Message.Row> heads,
            List<Message.Row> grown,
            List<StreamId> gaps,
            List<StreamId> forks,
            List<Testimony> testified) {}

    private final Node node;
    private final Identity peer;
    private final List<Testimony> testimonies;

    Intake(Node node, Identity peer, List<Testimony> testimonies) {
        this.node = node;
        this.peer = peer;
        this.testimonies = testimonies;
    }

    Taken take(List<Message.Batch> parts) {
        keepCertificates(parts);
        var notes = new TreeMap<String, byte[]>();
        var byOrigin = new TreeMap<StreamId, List<ChangeSet>>();
        var seals = new ArrayList<Seal>();
        var acks = new ArrayList<Acknowledgement>();
        for (Message.Batch part : parts) {
            for (byte[] bytes : part.changeSets()) {
                ChangeSet changeSet = ChangeSets.decode(bytes);
                byOrigin.computeIfAbsent(changeSet.stream(), s -> new ArrayList<>())
                        .add(changeSet);
            }
            seals.addAll(part.seals());
            acks.addAll(part.vouched());
        }
        seals.removeIf(seal -> !node.evidence().isRight(seal));
        acks.removeIf(ack -> !node.evidence().isRight(ack));
        var vouched = new ArrayList<ChangeSet>();
        var testified = new ArrayList<Testimony>();
        byOrigin.forEach((stream, changeSets) -> {
            requireAllowed(stream);
            changeSets.sort(Comparator.comparingLong(ChangeSet::seq));
            Set<Hash> good = vouchers(stream, seals, acks, testified);
            sayWhatIsLost(stream, changeSets);
            vouched.addAll(changeSets.subList(0, vouchedFor(stream, changeSets, good)));
        });
        seals.forEach(seal -> notes.putAll(
                node.evidence().seals().news(node.store(), seal, bytesOf(byOrigin, seal.stream()), node.isRelay())));
        acks.stream()
                .filter(ack -> concernsBranch(ack.stream()))
                .forEach(ack -> notes.putAll(node.evidence().learn(node.store(), ack)));
        listUnauthorised(vouched, notes);
        Store.Received received = node.store().receive(vouched, notes);
        return new Taken(
                rows(byOrigin.keySet()),
                rows(streams(received.applied())),
                received.gaps(),
                received.forks(),
                received.applied().isEmpty() ? List.of() : testified);
    }

    /**
     * Keeps the batch's certificates before its records, because authority is judged by the certificates that are
     * kept.
     */
    private void keepCertificates(List<Message.Batch> parts) {
        var notes = new TreeMap<String, byte[]>();
        for (Message.Batch part : parts) {
            for (byte[] der : part.certificates()) {
                X509Certificate certificate = Certificates.parse(der);
                notes.putAll(node.evidence().learn(certificate));
            }
        }
        if (!notes.isEmpty()) {
            node.store().note(notes);
        }
    }

    private static long bytesOf(Map<StreamId, List<ChangeSet>> byOrigin, StreamId stream) {
        return byOrigin.getOrDefault(StreamId.of(stream.scope(), stream.origin()), List.of()).stream()
                .mapToLong(changeSet -> changeSet.encoded().length())
                .sum();
    }

    private boolean concernsBranch(StreamId stream) {
        return node.evidence()
                .identityOf(stream.origin())
                .map(i -> i.hasRelayAuthority() || i.branch().equals(node.self().branch()))
                .orElse(false);
    }

    /** Notes the deltas that have no authority, and so no effect; a person is to look at their writer. */
    private void listUnauthorised(List<ChangeSet> changeSets, TreeMap<String, byte[]> notes) {
        int listed = 0;
        for (ChangeSet each : changeSets) {
            for (int i = 0; i < each.deltas().size() && listed < LISTED_PER_BATCH; i++) {
                if (!node.judge()
                        .permits(each.scope(), each.origin(), each.deltas().get(i))) {
                    Map<String, byte[]> note = Evidence.unauthorisedNote(each, i);
                    note.forEach((key, value) -> {
                        if (node.store().noted(key).isEmpty()) {
                            notes.put(key, value);
                        }
                    });
                    listed++;
                }
            }
        }
    }

    /**
     * Signs the losses in a stream that nobody has signed. Such a loss names seqs that the peer can't read. Only the
     * stream's own replica and head office may sign it. The signed loss stands until somebody brings the original.
     *
     * <p>An unsigned loss must stand first in its stream, because it does not vouch for ChangeSets before it: of
     * {@code [3] 4 5} the loss is signed, {@code 1 2 [3] 4} is refused. In a revoked till's stream, which the peer's
     * testimony vouches for as a whole, it may stand anywhere.
     *
     * @throws BadFrame if an unsigned loss may not be signed here
     */
    private void sayWhatIsLost(StreamId stream, List<ChangeSet> changeSets) {
        boolean maySay = node.isRelay() || node.isOwn(stream);
        boolean byWord = revoked(stream).isPresent()
                && testimonies.stream().anyMatch(testimony -> isOf(stream, testimony.stream()));
        boolean begins = true;
        for (ListIterator<ChangeSet> each = changeSets.listIterator(); each.hasNext(); ) {
            ChangeSet next = each.next();
            boolean unsaid = next.isLost() && !node.evidence().isSaid(node.store(), next);
            if (unsaid && !(maySay && (begins || byWord))) {
                throw new BadFrame("A loss in " + next.stream() + " from " + next.firstSeq() + " to " + next.seq()
                        + " is signed neither by its origin nor by head office");
            }
            if (unsaid) {
                each.set(Losses.signed(next, node.key()));
            }
            begins &= unsaid;
        }
    }

    private void requireAllowed(StreamId stream) {
        Identity origin = node.evidence()
                .identityOf(stream.origin())
                .orElseThrow(() -> new BadFrame("Stream " + stream + " came without its origin's certificate"));
        if (!node.mayWrite(origin, stream.scope())) {
            throw new BadFrame(origin.till() + " has no stream in " + stream.scope());
        }
        boolean forHere = node.isRelay()
                || stream.scope().equals(Scope.COMPANY)
                || stream.scope().equals(Scope.branch(node.self().branch()));
        if (!forHere
                || (node.isRelay()
                        && stream.scope().isBranch()
                        && !stream.scope().branchId().equals(peer.branch()))) {
            throw new BadFrame("Scope " + stream.scope() + " is not for a link with " + peer.till());
        }
    }

    /** The hashes of a stream for which somebody vouches who may. */
    private Set<Hash> vouchers(
            StreamId stream, List<Seal> seals, List<Acknowledgement> acks, List<Testimony> testified) {
        var good = new LinkedHashSet<Hash>();
        // The original of a hole is proven by the hash that its successor names, so anybody may bring it.
        node.store()
                .lost(stream)
                .forEach(seq -> node.store().hashAt(stream, seq).ifPresent(good::add));
        acks.stream()
                .filter(a -> isOf(stream, a.stream()))
                .forEach(a -> good.add(a.head().hash()));
        Optional<X509Certificate> revoked = revoked(stream);
        if (revoked.isEmpty() || PlantedBug.REVOKED_SEAL_COUNTS.isPlanted()) {
            seals.stream()
                    .filter(s -> isOf(stream, s.stream()))
                    .forEach(s -> good.add(s.head().hash()));
            return good;
        }
        if (!PlantedBug.CUT_IGNORED.isPlanted()) {
            node.shutout().cuts(revoked.get(), stream).forEach(cut -> good.add(cut.hash()));
        }
        for (Testimony testimony : testimonies) {
            if (isOf(stream, testimony.stream())) {
                good.add(testimony.head().hash());
                testified.add(testimony);
            }
        }
        return good;
    }

    private Optional<X509Certificate> revoked(StreamId stream) {
        return node.evidence().certificate(stream.origin().replica()).filter(node.shutout()::test);
    }

    private static boolean isOf(StreamId stream, StreamId other) {
        return other.origin().equals(stream.origin()) && other.scope().equals(stream.scope());
    }

    /**
     * How many of the ChangeSets, from the first, lie on a chain whose end somebody vouches for.
     *
     * @throws BadFrame if one before that end lies on no chain
     */
    private static int vouchedFor(StreamId stream, List<ChangeSet> changeSets, Set<Hash> good) {
        // From the end: whoever vouches for a ChangeSet vouches for the predecessor that it names.
        var chained = new LinkedHashSet<Hash>();
        int upTo = 0;
        for (int i = changeSets.size() - 1; i >= 0; i--) {
            ChangeSet each = changeSets.get(i);
            if (good.contains(each.hash()) || chained.contains(each.hash())) {
                chained.add(each.prev());
                upTo = Math.max(upTo, i + 1);
            }
        }
        for (int i = 0; i < upTo; i++) {
            if (!good.contains(changeSets.get(i).hash())
                    && !chained.contains(changeSets.get(i).hash())) {
                throw new BadFrame(
                        "ChangeSet " + changeSets.get(i).seq() + " of " + stream + " is vouched for by nobody");
            }
        }
        return upTo;
    }

    private Set<StreamId> streams(List<ChangeSet> applied) {
        var streams = new LinkedHashSet<StreamId>();
        applied.forEach(changeSet -> streams.add(changeSet.stream()));
        return streams;
    }

    /** The present heads of streams, with all their branches. */
    private List<Message.Row> rows(Set<StreamId> streams) {
        var rows = new ArrayList<Message.Row>();
        var scopes = new TreeSet<Scope>();
        streams.forEach(stream -> scopes.add(stream.scope()));
        for (Scope scope : scopes) {
            node.store().vector(scope).heads().forEach((stream, head) -> {
                if (streams.contains(StreamId.of(scope, stream.origin()))) {
                    rows.add(new Message.Row(stream, head));
                }
            });
        }
        return rows;
    }
}
