package org.tillmesh.tools.sim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.retail.DocType;
import org.tillmesh.retail.Retail;
import org.tillmesh.store.ChangeSets;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;

/**
 * One seed's life of a store: several tills and head office sell, count and edit, exchange records over a network that
 * cuts, delays, doubles and reorders, and lose power, disks and folders. While it lives, nothing that a till confirmed may
 * go; when it is healed, all must hold the same, once.
 */
final class Simulation {
    private static final List<Scope> SHARED = List.of(Scope.COMPANY, SimNode.STORE);
    private static final int HEAL_ROUNDS = 14;
    private static final int SEED_ROUNDS = 4;

    /** What is wrong, and where in the run. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }
    }

    private record Letter(int to, List<byte[]> changeSets) {}

    /** A checkpoint that a node was seeded with and keeps. */
    private record Seed(SimNode keptBy, Store.Checkpoint checkpoint, List<Path> chunks) {}

    private final Random random;
    private final List<Seed> seeds = new ArrayList<>();
    private final Odds odds;
    private final SimNode.SimTime time = new SimNode.SimTime();
    private final List<SimNode> nodes = new ArrayList<>();
    private final List<Letter> network = new ArrayList<>();
    private final TreeSet<String> cut = new TreeSet<>();

    /** Confirmed sales: uuid to the name of the node that confirmed it. */
    private final TreeMap<String, String> confirmed = new TreeMap<>();

    /** Sales whose power failed before the answer: there or not there, but never half. */
    private final TreeSet<String> undecided = new TreeSet<>();

    /** Sales that only a disk held which then was put back to an old image, or rotted: they may be gone. */
    private final TreeSet<String> mayBeGone = new TreeSet<>();

    private final Map<Integer, SimDisk> images = new TreeMap<>();
    private int serial;
    private int copies;

    Simulation(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L); // near seeds must not draw alike
        odds = Odds.draw(random);
        for (int i = 0; i <= odds.tills(); i++) {
            var disk = new SimDisk(random, "machine-" + i);
            nodes.add(new SimNode(i == 0 ? "office" : "T0" + i, i, disk, random, time));
        }
    }

    /** What all agree on at the end: the same on every machine and Java for one seed. */
    String outcome() {
        return SHARED.stream()
                .map(scope -> scope + " " + nodes.get(0).store().digest(scope).digest())
                .toList()
                .toString();
    }

    Odds odds() {
        return odds;
    }

    /** @throws Broken if a promise was broken */
    void run() {
        nodes.forEach(this::open);
        for (int step = 0; step < odds.steps(); step++) {
            time.pass(random.nextInt(2_000));
            try {
                step();
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.DISK_FULL && e.kind() != StoreException.Kind.READ_ONLY) {
                    throw e;
                }
            }
        }
        heal();
        judge();
    }

    // ---- what happens

    private void step() {
        int draw = random.nextInt(100);
        SimNode node = nodes.get(random.nextInt(nodes.size()));
        if (draw < 45) {
            act(node);
        } else if (draw < 65) {
            write(node, nodes.get(random.nextInt(nodes.size())));
        } else if (draw < 85) {
            deliver();
        } else if (draw < 88) {
            partition();
        } else {
            harm(node);
        }
    }

    private void act(SimNode node) {
        if (!node.isUp()) {
            open(node);
            return;
        }
        String id = "u" + serial++;
        int draw = random.nextInt(10);
        working(node, () -> {
            if (node.isRelay()) {
                node.editProduct(id);
            } else if (draw < 5) {
                sell(node, id);
            } else if (draw < 6) {
                node.count(id);
            } else if (draw < 7) {
                node.receive(id);
            } else if (draw < 8 && odds.oversteps()) {
                node.overstep(id);
            } else {
                node.editCustomer(id);
            }
        });
    }

    private void sell(SimNode node, String id) {
        undecided.add(id);
        node.sell(id);
        undecided.remove(id);
        confirmed.put(id, node.name);
    }

    /** Work during which the power may fail or the disk may refuse. */
    private void working(SimNode node, Runnable work) {
        if (random.nextInt(1_000) < odds.cutsPerMille()) {
            node.disk.cutPowerAfter(random.nextInt(8));
        } else if (random.nextInt(1_000) < odds.failuresPerMille()) {
            node.disk.failAfter(random.nextInt(4));
        }
        try {
            work.run();
            node.disk.calm();
        } catch (SimDisk.PowerCut e) {
            node.down();
            node.disk.powerCut();
            open(node);
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.READ_ONLY) {
                node.down(); // the cashier is told to start it again
                node.disk.kill();
                open(node);
            }
            node.disk.calm();
        }
    }

    private void open(SimNode node) {
        for (int tries = 0; ; tries++) {
            try {
                if (tries == 0 && random.nextInt(1_000) < odds.cutsPerMille()) {
                    node.disk.cutPowerAfter(random.nextInt(12));
                }
                node.open();
                break;
            } catch (SimDisk.PowerCut e) {
                node.disk.powerCut();
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.DISK_FULL) {
                    throw e;
                }
                node.disk.full(false); // somebody makes room
            }
        }
        node.disk.calm();
        checkConfirmed(node);
    }

    /** Safety: what this node confirmed is here, whole; what it did not confirm is here whole or not at all. */
    private void checkConfirmed(SimNode node) {
        Map<String, Integer> sales = node.sales();
        sales.forEach((uuid, missing) -> {
            if (missing > 0 && !mayBeGone.contains(uuid)) {
                throw new Broken("On " + node.name + " sale " + uuid + " lacks " + missing + " of its parts");
            }
        });
        Store.Recovery found = node.store().recovery();
        // Rot of the very last record looks like a torn tail when nothing proves that it was durable: cut, and
        // reported.
        boolean rotten = found.quarantined() > 0 || (node.hasRotted && found.cutBytes() > 0);
        confirmed.forEach((uuid, name) -> {
            if (name.equals(node.name) && !sales.containsKey(uuid) && !mayBeGone.contains(uuid)) {
                if (!rotten) {
                    throw new Broken("Sale " + uuid + " was confirmed by " + node.name + " and is not there any more");
                }
                mayBeGone.add(uuid);
            }
        });
    }

    // ---- the network

    private void write(SimNode from, SimNode to) {
        if (from == to || !from.isUp() || !to.isUp() || isCut(from, to)) {
            return;
        }
        List<byte[]> letter = lacking(from, to, false);
        if (!letter.isEmpty()) {
            network.add(new Letter(nodes.indexOf(to), letter));
        }
    }

    private boolean isCut(SimNode a, SimNode b) {
        return cut.contains(a.name) != cut.contains(b.name);
    }

    /** What one holds and the other's heads do not reach; everything, if asked for. */
    private List<byte[]> lacking(SimNode from, SimNode to, boolean all) {
        var bytes = new ArrayList<byte[]>();
        for (Scope scope : SHARED) {
            Map<StreamId, Head> theirs = to.store().vector().of(scope).heads();
            for (StreamId stream : from.store().vector().of(scope).heads().keySet()) {
                long after = all ? from.store().startOf(stream).seq() : reached(from.store(), stream, theirs);
                for (ChangeSet each : from.store().since(stream, after, Integer.MAX_VALUE)) {
                    bytes.add(each.encoded().bytes());
                }
            }
        }
        return bytes;
    }

    private static long reached(Store from, StreamId stream, Map<StreamId, Head> theirs) {
        long after = from.startOf(stream).seq();
        for (Map.Entry<StreamId, Head> entry : theirs.entrySet()) {
            Head head = entry.getValue();
            boolean same = entry.getKey().origin().equals(stream.origin())
                    && from.hashAt(stream, head.seq())
                            .filter(head.hash()::equals)
                            .isPresent();
            after = same ? Math.max(after, head.seq()) : after;
        }
        return after;
    }

    private void deliver() {
        if (network.isEmpty()) {
            return;
        }
        int index = random.nextInt(network.size());
        Letter letter = network.get(index);
        int fate = random.nextInt(10);
        if (fate > 1) { // else it comes again
            network.remove(index);
        }
        if (fate == 9) {
            return; // lost on the way
        }
        SimNode to = nodes.get(letter.to());
        if (to.isUp()) {
            working(to, () -> take(to, letter.changeSets()));
        }
    }

    private void take(SimNode to, List<byte[]> letter) {
        var changeSets = new ArrayList<ChangeSet>();
        letter.forEach(bytes -> changeSets.add(ChangeSets.decode(bytes)));
        if (random.nextBoolean()) {
            Collections.shuffle(changeSets, random);
        }
        if (changeSets.size() > 3 && random.nextInt(4) == 0) {
            changeSets
                    .subList(random.nextInt(changeSets.size()), changeSets.size())
                    .clear();
        }
        to.store().receive(changeSets, Map.of());
    }

    private void partition() {
        cut.clear();
        if (random.nextBoolean()) {
            nodes.stream().filter(n -> random.nextBoolean()).forEach(n -> cut.add(n.name));
        }
    }

    // ---- harm

    private void harm(SimNode node) {
        switch (random.nextInt(10)) {
            case 0 -> {
                if (node.isUp()) {
                    node.close();
                }
            }
            case 1 -> {
                node.down();
                node.disk.kill();
            }
            case 2 -> {
                node.down();
                node.disk.powerCut();
            }
            case 3 -> images.put(nodes.indexOf(node), node.disk.image(node.name + " image " + serial++));
            case 4 -> putBack(node, random.nextBoolean());
            case 5 -> copyFolder(node);
            case 6 -> node.skewMillis = odds.skews() ? random.nextInt(7_200_000) - 3_600_000 : 0;
            case 7 -> hardSync(node);
            case 8 -> {
                if (node.isUp()) {
                    working(node, random.nextBoolean() ? () -> node.store().rebase() : () -> compact(node));
                }
            }
            default -> {
                if (odds.rots() && !node.isUp()) {
                    node.hasRotted = node.disk.rot() || node.hasRotted;
                } else if (odds.fills()) {
                    node.disk.full(random.nextBoolean());
                }
            }
        }
    }

    /** The disk is replaced by an older image of it. What only it held since may be gone. */
    private void putBack(SimNode node, boolean sameMachine) {
        SimDisk image = odds.restores() ? images.get(nodes.indexOf(node)) : null;
        if (image == null) {
            return;
        }
        node.down();
        node.disk = image.image(sameMachine ? "machine" : node.name + " put back " + serial++);
        node.disk.powerCut();
        confirmed.forEach((uuid, name) -> {
            if (name.equals(node.name)) {
                mayBeGone.add(uuid);
            }
        });
        mayBeGone.addAll(undecided);
        open(node);
    }

    /** Somebody copies a till's folder, and both go on. */
    private void copyFolder(SimNode node) {
        if (!odds.copies() || copies >= 2 || node.isRelay()) {
            return;
        }
        copies++;
        boolean snapshot = random.nextBoolean(); // of a virtual machine: nothing tells the copy from the original
        SimDisk disk = node.disk.image(snapshot ? node.disk.mark(Path.of("lock")) : "copy " + copies);
        var copy = new SimNode(node.name + "+" + copies, node.number(), disk, random, time);
        disk.powerCut();
        nodes.add(copy);
        open(copy);
        if (!snapshot && node.isUp() && copy.store().self().equals(node.store().self())) {
            throw new Broken(copy.name + ", a copied folder, goes on as " + node.name);
        }
    }

    /** Lets go of what head office holds. */
    private void compact(SimNode node) {
        SimNode office = nodes.get(0);
        if (node != office && office.isUp()) {
            node.store().compact(c -> office.store()
                    .holds(c.scope(), c.origin(), c.seq(), c.hash().prefix()));
        }
    }

    private void hardSync(SimNode node) {
        SimNode office = nodes.get(0);
        if (node == office || !node.isUp() || !office.isUp() || !odds.hardSyncs()) {
            return;
        }
        seed(node, SHARED.get(random.nextInt(SHARED.size())));
    }

    private void seed(SimNode node, Scope scope) {
        SimNode office = nodes.get(0);
        Path folder = Path.of("/sim/checkpoint-" + serial++).toAbsolutePath();
        Store.Checkpoint checkpoint = office.store().snapshot(scope, folder);
        var chunks = new ArrayList<Path>();
        for (Hash chunk : checkpoint.chunks()) {
            Path file = folder.resolve(chunk.toString());
            office.disk.copyTo(node.disk, file);
            chunks.add(file);
        }
        var seed = new Seed(node, checkpoint, chunks);
        working(node, () -> {
            if (adopt(node, seed)) {
                seeds.add(seed);
            }
        });
    }

    private static boolean adopt(SimNode node, Seed seed) {
        try {
            node.store().adopt(seed.checkpoint(), seed.chunks());
            return true;
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.BAD_RECORD) {
                throw e;
            }
            return false;
        }
    }

    /** Head office, put back to an old image or rotten, first takes back the checkpoints that it once made. */
    private void officeTakesItsCheckpointsBack() {
        SimNode office = nodes.get(0);
        for (Seed seed : seeds) {
            seed.chunks().forEach(chunk -> seed.keptBy().disk.copyTo(office.disk, chunk));
            if (seed.chunks().stream().allMatch(office.disk::exists)) {
                adopt(office, seed);
            }
        }
    }

    /** Who lacks what nobody can hand out any more is seeded anew. */
    private void seedAll() {
        for (Scope scope : SHARED) {
            nodes.stream().skip(1).forEach(node -> seed(node, scope));
        }
    }

    // ---- the end

    private void heal() {
        cut.clear();
        network.clear();
        for (SimNode node : nodes) {
            node.disk.full(false);
            if (node.isUp() && random.nextBoolean()) {
                node.close();
            }
            if (!node.isUp()) {
                open(node);
            }
        }
        officeTakesItsCheckpointsBack();
        for (int round = 0; round < HEAL_ROUNDS && !agree(); round++) {
            boolean all = round >= HEAL_ROUNDS / 2;
            if (round == HEAL_ROUNDS / 3) {
                nodes.forEach(this::restart); // as every morning: rot that showed since the last opening is dealt with
            }
            if (round >= HEAL_ROUNDS - SEED_ROUNDS && round < HEAL_ROUNDS - 1) {
                seedAll(); // more than once: disks go on failing
            }
            for (SimNode from : nodes) {
                for (SimNode to : nodes) {
                    if (from != to) {
                        var changeSets = new ArrayList<ChangeSet>();
                        lacking(from, to, all).forEach(bytes -> changeSets.add(ChangeSets.decode(bytes)));
                        to.store().receive(changeSets, Map.of());
                    }
                }
            }
        }
    }

    private void restart(SimNode node) {
        node.close();
        open(node);
    }

    private boolean agree() {
        return SHARED.stream()
                .allMatch(scope -> nodes.stream()
                                .map(n -> n.store().digest(scope))
                                .distinct()
                                .count()
                        == 1);
    }

    private void judge() {
        for (Scope scope : SHARED) {
            for (SimNode node : nodes) {
                Store.Digest mine = node.store().digest(scope);
                Store.Digest first = nodes.get(0).store().digest(scope);
                if (!mine.equals(first)) {
                    throw new Broken(node.name + " and " + nodes.get(0).name + " do not agree about " + scope
                            + " after healing:\n    " + heads(node, scope) + "\n    "
                            + heads(nodes.get(0), scope)
                            + (mine.seen().equals(first.seen()) ? "\n    They say they have seen the same." : ""));
                }
            }
        }
        for (SimNode node : nodes) {
            judge(node);
        }
    }

    private static String heads(SimNode node, Scope scope) {
        var text = new StringBuilder();
        node.store().vector().of(scope).heads().forEach((stream, head) -> text.append(
                        stream.origin().toString().substring(14, 22))
                .append(stream.isBranch() ? "/" + stream.branch().toString().substring(0, 4) : "")
                .append(" from ")
                .append(node.store().startOf(stream).seq())
                .append(" to ")
                .append(head.seq())
                .append(' ')
                .append(head.hash().toString(), 0, 4)
                .append(", "));
        return text + "digest " + node.store().digest(scope).digest().toString().substring(0, 4);
    }

    private void judge(SimNode node) {
        checkConfirmed(node);
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
        int issued = node.retail().sales().since(SimNode.STORE, null).size();
        if (issued != sales.size()) {
            throw new Broken(node.name + " counts " + issued + " sales of " + sales.size());
        }
        if (!node.stockShown().equals(node.stockByTheWords())) {
            throw new Broken(
                    node.name + " shows stock " + node.stockShown() + ", its records say " + node.stockByTheWords());
        }
        Retail fresh = Retail.attach(node.store());
        if (!fresh.sales()
                .since(SimNode.STORE, null)
                .equals(node.retail().sales().since(SimNode.STORE, null))) {
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
