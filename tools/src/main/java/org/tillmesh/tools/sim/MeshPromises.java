package org.tillmesh.tools.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.sim.VirtualShop;
import org.tillmesh.store.Store;

/** What must hold of sales while a mesh lives, and when it is healed. */
final class MeshPromises {
    private static final Scope BRANCH = VirtualShop.BRANCH;

    private final MeshWorld world;

    /** Sale to the till that confirmed it. */
    private final TreeMap<String, String> confirmed = new TreeMap<>();

    /** Sales of which a till said that they were not made. */
    private final Set<String> refused = new HashSet<>();

    /** Every sale that anybody tried to make. */
    private final TreeSet<String> tried = new TreeSet<>();

    /** Whose disk went back or rotted: until that is heard of, others believe of it what was true. */
    private final Set<String> belied = new HashSet<>();

    /** Per machine, what rot took from its journal. */
    private final Map<String, Set<String>> gone = new HashMap<>();

    /** What head office has acknowledged since its disk last went back. */
    private final Map<StreamId, Head> given = new HashMap<>();

    /** The life of its log in which head office was put back, of which it does not know that yet. */
    private @Nullable Epoch wentBackIn;

    private String broken = "";

    MeshPromises(MeshWorld world) {
        this.world = world;
    }

    // ---- what happens

    void confirmed(String sale, String till) {
        tried.add(sale);
        confirmed.put(sale, till);
    }

    /** @param said whether its till said that it was not made; else it died over it */
    void notConfirmed(String sale, boolean said) {
        tried.add(sale);
        if (said) {
            refused.add(sale);
        }
    }

    Set<String> sales() {
        return tried;
    }

    Set<String> sales(Store store) {
        var found = new TreeSet<String>();
        tried.stream().filter(sale -> VirtualShop.has(store, sale)).forEach(found::add);
        return found;
    }

    /** @param epoch in which head office's log goes on */
    void wentBack(String machine, Epoch epoch) {
        belied.add(machine);
        gone.remove(machine);
        if (machine.equals(MeshWorld.OFFICE)) {
            given.clear();
            wentBackIn = epoch;
        }
    }

    void rotted(String machine, Set<String> all, Set<String> left) {
        belied.add(machine);
        var lost = new TreeSet<>(all);
        lost.removeAll(left);
        gone.put(machine, lost);
        if (machine.equals(MeshWorld.OFFICE)) {
            given.clear();
        }
    }

    /** What no disk holds any more can't come back. */
    void forget() {
        confirmed.keySet().removeIf(sale -> world.machines().stream().noneMatch(machine -> rests(machine, sale)));
    }

    private boolean rests(String machine, String sale) {
        return VirtualShop.has(world.storeOf(machine), sale)
                && !gone.getOrDefault(machine, Set.of()).contains(sale);
    }

    void acknowledged(List<Acknowledgement> acks) {
        for (Acknowledgement ack : acks) {
            if (!isAtOffice(ack.stream(), ack.head()) && broken.isEmpty()) { // thrown here, head office would log it
                broken = "Head office acknowledges " + ack.stream() + " up to " + ack.head()
                        + ", which it does not hold";
            }
            given.merge(ack.stream(), ack.head(), (a, b) -> a.seq() >= b.seq() ? a : b);
        }
    }

    private boolean isAtOffice(StreamId stream, Head head) {
        return holds(world.office().store(), stream, head.seq(), head.hash());
    }

    private static boolean holds(Store store, StreamId stream, long seq, Hash hash) {
        return store.holds(stream.scope(), stream.origin(), seq, hash.prefix());
    }

    /** Nothing that was said or confirmed before may be gone from a disk that neither rotted nor went back. */
    void opened(String machine) {
        if (belied.contains(machine)) {
            return;
        }
        if (machine.equals(MeshWorld.OFFICE)) {
            given.forEach((stream, head) -> require(
                    isAtOffice(stream, head),
                    "Head office acknowledged " + stream + " up to " + head + ", and lost it with the power"));
        }
        own(machine);
    }

    private void own(String machine) {
        confirmed.forEach((sale, till) -> {
            if (till.equals(machine)) {
                require(VirtualShop.has(world.storeOf(machine), sale), machine + " lost its own sale " + sale);
            }
        });
    }

    // ---- while it lives

    /** What a till confirmed is on its disk; what it calls acknowledged or protected is where it says. */
    void look() {
        require(broken.isEmpty(), broken);
        for (VirtualShop.Till till : world.tills) {
            if (!belied.contains(till.name())) {
                own(till.name());
            }
            till.store().vector(BRANCH).heads().forEach((stream, head) -> {
                if (till.isOwn(stream)) {
                    isTrue(till, stream);
                }
            });
        }
    }

    private void isTrue(VirtualShop.Till till, StreamId stream) {
        long acknowledged = till.acknowledged(stream);
        Epoch epoch = world.office().epoch();
        boolean isTold = till.epoch().equals(epoch) && !epoch.equals(wentBackIn) && !gone.containsKey(MeshWorld.OFFICE);
        if (isTold && acknowledged > 0) {
            Hash hash = till.store().hashAt(stream, acknowledged).orElse(Hash.ZERO);
            require(
                    holds(world.office().store(), stream, acknowledged, hash),
                    till.name() + " calls " + acknowledged + " " + hash + " acknowledged of " + stream
                            + ", which head office does not hold; it holds "
                            + world.office().store().vector(stream.scope()).heads());
        }
        long claimed = till.protectedUpTo(stream);
        boolean othersAreSound = belied.stream().allMatch(till.name()::equals);
        if (othersAreSound && claimed > 0) {
            Hash hash = till.store().hashAt(stream, claimed).orElse(Hash.ZERO);
            require(
                    world.machines().stream()
                            .filter(machine -> !machine.equals(till.name()))
                            .anyMatch(machine -> holds(world.storeOf(machine), stream, claimed, hash)),
                    till.name() + " calls " + claimed + " protected of " + stream + ", which nobody else holds");
        }
    }

    /** Once all tills have been accounted for, none holds what head office wrote and has forgotten. */
    void accounts(int tills) {
        if (world.shop.accounted().size() < tills || gone.containsKey(MeshWorld.OFFICE)) {
            return;
        }
        Store office = world.office().store();
        for (VirtualShop.Till till : world.tills) {
            till.store().vector(Scope.COMPANY).heads().forEach((stream, head) -> {
                if (stream.origin().replica().equals(office.self().replica())) {
                    require(
                            holds(office, stream, head.seq(), head.hash()),
                            "All tills are accounted for, but " + till.name() + " holds " + stream + " up to " + head
                                    + ", which head office does not");
                }
            });
        }
    }

    // ---- in the end

    void judge() {
        for (String machine : world.machines()) {
            Store store = world.storeOf(machine);
            confirmed.forEach((sale, till) -> require(
                    VirtualShop.has(store, sale), machine + " lacks sale " + sale + ", which " + till + " confirmed"));
            refused.forEach(sale -> require(
                    !VirtualShop.has(store, sale),
                    machine + " has sale " + sale + ", of which was said that it failed"));
            long counted = store.<Long>read(view -> view.count(BRANCH, "sale"));
            require(
                    counted == sales(store).size(),
                    machine + " counts " + counted + " sales and has "
                            + sales(store).size());
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Broken(otherwise);
        }
    }
}
