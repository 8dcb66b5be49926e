package org.tillmesh.tools.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.StoreException;

/** What one seed draws, who lives in it, and what happens to a node while it works. */
final class World {
    static final List<Scope> SHARED = List.of(Scope.COMPANY, SimNode.BRANCH);

    final Random random;
    final Odds odds;
    final SimTime time = new SimTime();
    final List<SimNode> nodes = new ArrayList<>();
    final Promises promises = new Promises();
    private int serial;

    /** Neither power nor disks fail any more. */
    boolean isMended;

    World(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L); // near seeds must not draw alike
        odds = Odds.draw(random);
        for (int i = 0; i <= odds.tills(); i++) {
            var disk = new SimDisk(random, "machine-" + i);
            nodes.add(new SimNode(i == 0 ? "office" : "T0" + i, i, disk, random, time));
        }
    }

    SimNode office() {
        return nodes.get(0);
    }

    SimNode anyone() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    Scope anyScope() {
        return SHARED.get(random.nextInt(SHARED.size()));
    }

    /** Each time another one. */
    int number() {
        return serial++;
    }

    /** Work during which the power may fail or the disk may refuse. */
    void working(SimNode node, Runnable work) {
        if (isMended) {
            node.disk.calm();
        } else if (random.nextInt(1_000) < odds.cutsPerMille()) {
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

    void open(SimNode node) {
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
        promises.opened(node);
    }
}
