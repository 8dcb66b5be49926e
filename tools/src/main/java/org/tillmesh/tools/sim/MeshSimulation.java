package org.tillmesh.tools.sim;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.sim.VirtualShop;
import org.tillmesh.store.Store;

/**
 * One seed's life of 2 to 14 tills and head office: the machines of replication, whose words come in any order, late, twice
 * or not at all, on stores whose disks tear writes, fail, fill up, rot, and go back; and clocks that are wrong. While it
 * lives nobody may claim more safety than there is; then perhaps one till dies for good, stolen or not; healed, all others
 * hold once every record that any disk still had, and then there is quiet.
 */
final class MeshSimulation implements Life {
    private static final int QUIET_SECONDS = 20;

    private final MeshWorld world;
    private final Random random;

    MeshSimulation(long seed) {
        world = new MeshWorld(seed);
        random = world.random;
    }

    @Override
    public String odds() {
        return world.odds.toString();
    }

    @Override
    public String outcome() {
        return World.SHARED.stream()
                .map(scope -> scope + " " + world.office().store().digest(scope).digest())
                .toList()
                .toString();
    }

    @Override
    public void run() {
        for (int step = 0; step < world.odds.steps(); step++) {
            act();
            world.restartTheFailed();
            world.shop.run(Duration.ofMillis(100L * random.nextInt(12)));
            world.promises.look();
            world.promises.accounts(world.odds.tills());
        }
        if (world.odds.dies()) {
            VirtualShop.Till dead = world.anyTill();
            if (world.odds.rots()) {
                sellsAlone(dead);
            }
            if (random.nextBoolean()) {
                steal(dead);
            }
            world.bury(dead);
        }
        world.mend();
        heal();
        world.promises.judge();
        silence();
    }

    private void act() {
        VirtualShop.Till till = world.anyTill();
        int draw = random.nextInt(100);
        if (draw < 8) {
            hardSync(till);
        } else if (draw < 48) {
            sell(till);
        } else if (draw < 56) {
            String product = "p" + world.number();
            world.work(MeshWorld.OFFICE, () -> world.office().write("product", product, Value.of("price")));
        } else if (draw < 72) {
            if (random.nextInt(16) < world.odds.cutsPercent()) {
                cut(till);
            }
        } else if (draw < 80) {
            world.threaten(world.anyone());
        } else if (draw < 86) {
            if (world.odds.restarts()) {
                String machine = world.anyone();
                if (random.nextBoolean()) {
                    world.restart(machine, () -> {});
                } else {
                    world.crash(machine, random.nextBoolean() && world.odds.powerCuts());
                }
            }
        } else if (draw < 90) {
            if (world.odds.images()) {
                world.putBack(till.name());
            }
        } else if (draw < 93) {
            if (world.odds.restores()) {
                world.putBack(MeshWorld.OFFICE);
            }
        } else if (draw < 96) {
            if (world.odds.rots()) {
                world.rot(till.name(), 1 + random.nextInt(2));
            }
        } else if (draw < 98) {
            if (world.odds.fills()) {
                world.fill(world.anyone());
            }
        } else {
            world.skew(world.anyone());
        }
    }

    /** A till begins anew with what head office knows; some time it drops what that covers. */
    private void hardSync(VirtualShop.Till till) {
        if (world.odds.hardSyncs()) {
            world.work(till.name(), random.nextBoolean() ? till::compact : till::hardSync);
        }
    }

    private void sell(VirtualShop.Till till) {
        String sale = String.format(Locale.ROOT, "u%05d", world.number());
        int life = till.life();
        if (world.work(till.name(), () -> till.sell(sale))) {
            world.promises.confirmed(sale, till.name());
        } else {
            world.promises.notConfirmed(sale, till.life() == life);
        }
    }

    private void cut(VirtualShop.Till till) {
        boolean central = random.nextBoolean();
        boolean isBack = till.isCut(central);
        boolean silently = random.nextBoolean();
        till.cut(central, !isBack, !isBack && silently);
    }

    /** What a till sells last only a neighbour sees, or some, and each of those loses some of it. */
    private void sellsAlone(VirtualShop.Till dying) {
        int neighbours = 1 + random.nextInt(world.tills.size());
        for (VirtualShop.Till till : world.tills) {
            till.cut(true, true, true);
            till.cut(false, till != dying && world.tills.indexOf(till) >= neighbours, true);
        }
        world.shop.run(Duration.ofSeconds(random.nextInt(8)));
        for (int left = 2 + random.nextInt(5); left > 0; left--) {
            sell(dying);
            world.shop.run(Duration.ofMillis(100L * random.nextInt(8)));
        }
        for (VirtualShop.Till till : List.copyOf(world.tills)) {
            world.rot(till.name(), 1 + random.nextInt(3));
        }
    }

    /** Head office shuts a till out; some hear of it late, and what they take of it until then counts. */
    private void steal(VirtualShop.Till stolen) {
        world.work(MeshWorld.OFFICE, () -> world.office().revoke(stolen));
        for (int left = random.nextInt(4); left > 0; left--) {
            sell(stolen);
            world.shop.run(Duration.ofMillis(100L * random.nextInt(12)));
        }
    }

    private void heal() {
        try {
            world.shop.until("every till and head office hold the same", this::isAlike);
            world.shop.until("everything is acknowledged", () -> world.tills.stream()
                    .allMatch(till -> till.peering().unacknowledged() == 0));
            world.shop.until("every till is accounted for", () -> world.tills.stream()
                    .allMatch(till -> world.shop.accounted().contains(till.name())));
        } catch (AssertionError e) {
            throw new Broken(e.getMessage() + "; " + state());
        }
    }

    private boolean isAlike() {
        for (Scope scope : World.SHARED) {
            var wanted = world.office().store().digest(scope);
            for (VirtualShop.Till till : world.tills) {
                if (!till.store().digest(scope).equals(wanted)) {
                    return false;
                }
            }
        }
        return true;
    }

    private String state() {
        var told = new StringBuilder("office " + world.office().epoch());
        for (String machine : world.machines()) {
            told.append("\n    ").append(machine).append(' ');
            told.append(heads(world.storeOf(machine)));
        }
        for (VirtualShop.Till till : world.tills) {
            told.append("\n    ")
                    .append(till.name())
                    .append(till.peering().isOnline() ? " online " : " offline ")
                    .append(till.peering().neighbours().size())
                    .append(" neighbours, left ")
                    .append(till.peering().unacknowledged());
        }
        return told.toString();
    }

    private static String heads(Store store) {
        var told = new TreeMap<String, Long>();
        store.vector()
                .heads()
                .forEach((stream, head) -> told.put(
                        stream.scope() + " " + stream.origin().toString().substring(0, 6) + "/"
                                + stream.origin().toString().substring(17, 20) + "/"
                                + stream.branch().prefix() % 97,
                        head.seq()));
        return told.toString();
    }

    /** When all is said, little is said: no echo, no storm, and nobody is called who is on the line. */
    private void silence() {
        world.shop.run(Duration.ofSeconds(15)); // whoever is known by two addresses has answered at both by now
        world.shop.frames().clear();
        world.shop.run(Duration.ofSeconds(QUIET_SECONDS));
        int links = world.tills.size() * (world.tills.size() + 1) / 2;
        int said = world.shop.frames().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        boolean isQuiet = said <= links * QUIET_SECONDS * 6;
        for (String kind : List.of("Batch", "Chunk", "CheckpointOffer", "Hello", "Want")) {
            isQuiet &= world.shop.frames().getOrDefault(kind, 0) == 0;
        }
        MeshPromises.require(
                isQuiet, "In " + QUIET_SECONDS + " quiet seconds on " + links + " links: " + world.shop.frames());
    }
}
