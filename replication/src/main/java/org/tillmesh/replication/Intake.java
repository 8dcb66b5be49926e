package org.tillmesh.replication;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.Losses;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.ChangeSets;
import org.tillmesh.store.Store;

/** Takes the parts of one batch into the store: who wrote it must be known, and someone must vouch for its end. */
final class Intake {

    /** @param rows heads of the streams that grew; @param gaps streams of which something before is missing */
    record Taken(List<Message.Row> rows, List<StreamId> gaps) {}

    private final Node node;
    private final Identity peer;

    Intake(Node node, Identity peer) {
        this.node = node;
        this.peer = peer;
    }

    Taken take(List<Message.Batch> parts) {
        var notes = new TreeMap<String, byte[]>();
        var byOrigin = new TreeMap<StreamId, List<ChangeSet>>();
        var seals = new ArrayList<Seal>();
        var acks = new ArrayList<Acknowledgement>();
        for (Message.Batch part : parts) {
            for (byte[] der : part.certificates()) {
                X509Certificate certificate = Certificates.parse(der);
                notes.putAll(node.evidence().learn(certificate));
            }
            for (byte[] bytes : part.changeSets()) {
                ChangeSet changeSet = ChangeSets.decode(bytes);
                byOrigin.computeIfAbsent(changeSet.stream(), s -> new ArrayList<>())
                        .add(changeSet);
            }
            seals.addAll(part.seals());
            acks.addAll(part.vouched());
        }
        var vouched = new ArrayList<ChangeSet>();
        byOrigin.forEach((stream, changeSets) -> {
            requireAllowed(stream);
            changeSets.sort(Comparator.comparingLong(ChangeSet::seq));
            changeSets.stream().filter(ChangeSet::isLost).forEach(this::requireSaidByOrigin);
            int upTo = vouchedFor(stream, changeSets, seals, acks);
            vouched.addAll(changeSets.subList(0, upTo));
        });
        seals.stream().filter(node.evidence()::isRight).forEach(seal -> {
            boolean further = node.evidence()
                    .seal(node.store(), seal.stream())
                    .map(known -> known.head().seq() < seal.head().seq())
                    .orElse(true);
            if (further) {
                notes.putAll(Evidence.note(seal));
            }
        });
        Store.Received received = node.store().receive(vouched, notes);
        return new Taken(rows(received), received.gaps());
    }

    private void requireSaidByOrigin(ChangeSet lost) {
        boolean said = node.evidence()
                .certificate(lost.origin().replica())
                .map(c -> Losses.isBy(lost, c.getPublicKey()))
                .orElse(false);
        if (!said) {
            throw new BadFrame("A loss in " + lost.stream() + " from " + lost.firstSeq() + " to " + lost.seq()
                    + " is not signed by its origin");
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
                || stream.scope().equals(Scope.store(node.self().store()));
        if (!forHere
                || (node.isRelay()
                        && stream.scope().isStore()
                        && !stream.scope().storeId().equals(peer.store()))) {
            throw new BadFrame("Scope " + stream.scope() + " is not for a link with " + peer.till());
        }
    }

    /** How many of the ChangeSets, from the first, lie on a chain that ends where someone vouches for it. */
    private int vouchedFor(StreamId stream, List<ChangeSet> changeSets, List<Seal> seals, List<Acknowledgement> acks) {
        var good = new LinkedHashSet<Hash>();
        seals.stream()
                .filter(s -> s.stream().origin().equals(stream.origin())
                        && s.stream().scope().equals(stream.scope()))
                .filter(node.evidence()::isRight)
                .forEach(s -> good.add(s.head().hash()));
        acks.stream()
                .filter(a -> a.stream().origin().equals(stream.origin())
                        && a.stream().scope().equals(stream.scope()))
                .filter(node.evidence()::isRight)
                .forEach(a -> good.add(a.head().hash()));
        // Walked from the end: what a vouched ChangeSet names as its predecessor is vouched for with it.
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

    private List<Message.Row> rows(Store.Received received) {
        var streams = new LinkedHashSet<StreamId>();
        for (ChangeSet changeSet : received.applied()) {
            node.store().vector().of(changeSet.scope()).heads().keySet().stream()
                    .filter(s -> s.origin().equals(changeSet.origin()))
                    .forEach(streams::add);
        }
        var rows = new ArrayList<Message.Row>();
        for (StreamId stream : streams) {
            Head head = node.store().vector().head(stream);
            rows.add(new Message.Row(stream, head));
        }
        return rows;
    }
}
