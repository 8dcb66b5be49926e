package org.tillmesh.tools.sim;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;

/** What was promised to people, and whether it is kept: at each opening, whenever nodes compare, and at the end. */
final class Promises {

    /** Confirmed sales: uuid to the name of the node that confirmed it. */
    private final TreeMap<String, String> confirmed = new TreeMap<>();

    /** In which commit of that node, by uuid. */
    private final TreeMap<String, Long> commits = new TreeMap<>();

    /** Sales whose power failed before the answer: there or not there, but never half. */
    private final TreeSet<String> undecided = new TreeSet<>();

    /** Sales that only a disk held which then was put back to an old image, or rotted: they may be gone. */
    private final TreeSet<String> mayBeGone = new TreeSet<>();

    /** What was replaced or removed, by the name of the node that confirmed it: it may never show again. */
    private final TreeMap<String, TreeSet<Dot>> removed = new TreeMap<>();

    /** Receipts that were given out: number to uuid. */
    private final TreeMap<ReceiptNumber, String> givenOut = new TreeMap<>();

    /** Tills of which nothing can know what they gave out: a whole machine was put back or copied, or all proof is gone. */
    private final TreeSet<TillId> mayGiveOutAgain = new TreeSet<>();

    /**
     * Scopes of which a checkpoint rotted where it was kept, and could not be handed back or joined: the originals of what it
     * covers may have rotted too, so that one node shows for good what nobody can give the others. It waits for a backup.
     */
    private final TreeSet<Scope> mayDiffer = new TreeSet<>();

    // ---- given

    void selling(SimNode node, String uuid, Runnable work) {
        undecided.add(uuid);
        work.run();
        undecided.remove(uuid);
        confirmed.put(uuid, node.name);
        commits.put(uuid, node.store().position());
        ReceiptNumber number = node.retail()
                .sales()
                .find(SimNode.BRANCH, new DocumentId(uuid))
                .orElseThrow(() -> new Broken("Sale " + uuid + " is confirmed and not listed on " + node.name))
                .receipt();
        String before = givenOut.putIfAbsent(number, uuid);
        if (before != null && !mayGiveOutAgain.contains(node.till)) {
            throw new Broken(node.name + " gives number " + number + " to " + uuid + ", which " + before + " has");
        }
    }

    void mayDiffer(Scope scope) {
        mayDiffer.add(scope);
    }

    void mayGiveOutAgain(SimNode node) {
        mayGiveOutAgain.add(node.till);
    }

    /** Work that replaces or removes values. */
    void removing(SimNode node, Runnable work) {
        TreeSet<Dot> gone = node.dots();
        work.run();
        gone.removeAll(node.dots());
        removed.computeIfAbsent(node.name, n -> new TreeSet<>()).addAll(gone);
    }

    /** Work to which its maker has no right. */
    void withoutEffect(SimNode node, Runnable work) {
        TreeSet<Dot> before = node.dots();
        work.run();
        if (!node.dots().equals(before)) {
            throw new Broken(node.name + " changed what it has no right to");
        }
    }

    /** The node's disk was put back to an old image. */
    void mayForget(SimNode node) {
        confirmed.forEach((uuid, name) -> {
            if (name.equals(node.name)) {
                mayBeGone.add(uuid);
            }
        });
        mayBeGone.addAll(undecided);
        mayForgetRemovals(node);
    }

    /** The node's disk rotted: a removal of which it held the only copy may be undone. */
    void mayForgetRemovals(SimNode node) {
        removed.remove(node.name);
    }

    // ---- held

    /** Safety: what this node confirmed is here, whole; what it did not confirm is here whole or not at all. */
    void opened(SimNode node) {
        Map<String, Integer> sales = node.sales();
        sales.forEach((uuid, missing) -> {
            if (missing > 0 && !mayBeGone.contains(uuid)) {
                throw new Broken("On " + node.name + " sale " + uuid + " lacks " + missing + " of its parts");
            }
        });
        Store.Recovery found = node.store().recovery();
        if (found.quarantined() > 0 && !node.hasRotted && !node.wasPutBack) {
            throw new Broken(node.name + " says that it rotted, and it did not: "
                    + node.store().verify().problems());
        }
        // Rot of the very last record looks like a torn tail when nothing proves that it was durable: after a power cut
        // that took the marks' last words with it.
        if (node.proofMayBeOld && node.hasRotted) {
            mayGiveOutAgain(node);
        }
        boolean rotten = node.hasRotted && (found.quarantined() > 0 || node.proofMayBeOld);
        confirmed.forEach((uuid, name) -> {
            if (name.equals(node.name) && !sales.containsKey(uuid) && !mayBeGone.contains(uuid)) {
                if (!rotten || !node.mayHaveLost(commits.getOrDefault(uuid, 0L))) {
                    throw new Broken("Sale " + uuid + " was confirmed by " + node.name + " and is not there any more");
                }
                mayBeGone.add(uuid);
            }
        });
        requireRemoved(node, removed.getOrDefault(node.name, new TreeSet<>()));
    }

    private static void requireRemoved(SimNode node, TreeSet<Dot> gone) {
        for (Dot dot : node.dots()) {
            if (gone.contains(dot)) {
                throw new Broken("On " + node.name + " shows what was removed: " + dot);
            }
        }
    }

    /**
     * Who has seen the same shows the same. Held while the world goes on, because a new seed covers up a difference.
     *
     * @return whether all have seen the same of everything
     */
    boolean compare(List<SimNode> nodes) {
        boolean agree = true;
        for (Scope scope : World.SHARED) {
            var bySeen = new TreeMap<Hash, SimNode>();
            for (SimNode node : nodes) {
                if (node.isUp()) {
                    Store.Digest mine = node.store().digest(scope);
                    SimNode other = bySeen.putIfAbsent(mine.seen(), node);
                    if (other != null && !mine.equals(other.store().digest(scope))) {
                        throw new Broken(node.name + " and " + other.name + " have seen the same of " + scope
                                + " and show another:" + heads(node, scope) + heads(other, scope));
                    }
                }
            }
            agree &= bySeen.size() == 1;
        }
        return agree;
    }

    /** Everything is healed: all hold the same, once, and find what they hold. */
    void judge(List<SimNode> nodes) {
        for (Scope scope : World.SHARED) {
            SimNode first = nodes.get(0);
            for (SimNode node : nodes) {
                boolean agrees = node.store().digest(scope).equals(first.store().digest(scope));
                if (!agrees && !mayDiffer.contains(scope)) {
                    throw new Broken(node.name + " and " + first.name + " do not agree about " + scope
                            + " after healing:" + heads(node, scope) + heads(first, scope));
                }
            }
        }
        bringBodies(nodes);
        nodes.forEach(this::judge);
    }

    /** An archived sale can be had whole, unless the one that keeps all of them lost its disk. */
    private static void bringBodies(List<SimNode> nodes) {
        SimNode office = nodes.get(0);
        for (SimNode node : nodes) {
            for (String uuid : node.sales().keySet()) {
                for (DocRef ref : List.of(DocType.SALE.ref(uuid), DocType.INVOICE.ref(uuid))) {
                    if (node.lacksBody(ref)) {
                        bringBody(node, ref, nodes, office.hasRotted || office.wasPutBack);
                    }
                }
            }
        }
    }

    private static void bringBody(SimNode node, DocRef ref, List<SimNode> nodes, boolean mayBeLost) {
        Optional<byte[]> body =
                nodes.stream().flatMap(other -> other.whole(ref).stream()).findFirst();
        if (body.isPresent()) {
            node.store().bringBack(SimNode.BRANCH, body.get());
        } else if (!mayBeLost) {
            throw new Broken("Nobody has " + ref + " whole");
        }
        if (body.isPresent() && !Arrays.equals(node.whole(ref).orElse(null), body.get())) {
            throw new Broken(ref + " was brought to " + node.name + " and is not there");
        }
    }

    private static String heads(SimNode node, Scope scope) {
        var text = new StringBuilder("\n    ");
        node.store().vector().of(scope).heads().forEach((stream, head) -> text.append(
                        stream.origin().toString().substring(14, 22))
                .append(stream.isBranch() ? "/" + stream.branch().toString().substring(0, 4) : "")
                .append(" from ")
                .append(node.store().startOf(stream).seq())
                .append(" to ")
                .append(head.seq())
                .append(' ')
                .append(head.hash().toString(), 0, 4)
                .append(lacking(node.store().lost(stream)))
                .append(", "));
        return text + "digest " + node.store().digest(scope).digest().toString().substring(0, 4);
    }

    private static String lacking(List<Long> holes) {
        return holes.isEmpty() ? "" : " without " + holes;
    }

    /** What a till wrote later bears a later time, whatever its clock said. */
    private static void requireOrder(SimNode node) {
        for (Scope scope : World.SHARED) {
            for (StreamId stream : node.store().vector().of(scope).heads().keySet()) {
                Hlc before = Hlc.ZERO;
                for (ChangeSet each :
                        node.store().since(stream, node.store().startOf(stream).seq(), Integer.MAX_VALUE)) {
                    if (!each.isLost() && each.hlc().compareTo(before) <= 0) {
                        throw new Broken("In " + stream + " " + each.seq() + " is older than what it follows");
                    }
                    before = each.isLost() ? before : each.hlc();
                }
            }
        }
    }

    private void judge(SimNode node) {
        opened(node);
        if (!mayDiffer.isEmpty()) {
            return;
        }
        if (mayGiveOutAgain.isEmpty()) { // else two may write under one name
            requireOrder(node);
        }
        removed.values().forEach(gone -> requireRemoved(node, gone));
        Map<String, Integer> sales = node.sales();
        for (String uuid : confirmed.keySet()) {
            if (!sales.containsKey(uuid) && !mayBeGone.contains(uuid)) {
                throw new Broken("Sale " + uuid + ", confirmed by " + confirmed.get(uuid) + ", is not on " + node.name);
            }
        }
        for (String uuid : sales.keySet()) {
            if (!confirmed.containsKey(uuid) && !undecided.contains(uuid)) {
                throw new Broken("Sale " + uuid + " on " + node.name + " was made by nobody");
            }
        }
        if (node.documentsOfSales() != 2L * sales.size()) {
            throw new Broken(
                    node.name + " lists " + sales.size() + " sales, and has " + node.documentsOfSales() + " documents");
        }
        if (!node.shown().equals(node.shownByTheWords())) {
            throw new Broken(node.name + " shows " + node.shown() + ", its records say " + node.shownByTheWords());
        }
        Retail fresh = Retail.attach(node.store());
        if (!fresh.sales()
                .since(SimNode.BRANCH, null)
                .equals(node.retail().sales().since(SimNode.BRANCH, null))) {
            throw new Broken("The sales book of " + node.name + " is another when it is read anew");
        }
        String milk = node.store()
                .read(view -> view.state(Scope.COMPANY, DocType.PRODUCT.ref("milk")))
                .flatMap(s -> s.value("name"))
                .map(String::valueOf)
                .orElse("");
        if (milk.contains("forged")) {
            throw new Broken("A till's word about a product counts on " + node.name);
        }
    }
}
