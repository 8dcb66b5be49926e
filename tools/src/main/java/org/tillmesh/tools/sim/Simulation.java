package org.tillmesh.tools.sim;

import org.tillmesh.store.StoreException;

/**
 * One seed's life of a store: several tills and head office sell, count, edit and remove, exchange records over a network
 * that cuts, delays, doubles and reorders, and lose power, disks and folders. While it lives, nothing that a till confirmed
 * may go; when it is healed, all must hold the same, once.
 */
final class Simulation implements Life {
    private static final int HEAL_ROUNDS = 14;
    private static final int SEED_ROUNDS = 4;
    private static final int MONTHS_LONG_OVER = 2;
    private static final long FIFTEEN_MONTHS = 460L * 86_400_000;

    private final World world;
    private final SimPeople people;
    private final Mail mail;
    private final Harm harm;

    Simulation(long seed) {
        world = new World(seed);
        people = new SimPeople(world);
        mail = new Mail(world);
        harm = new Harm(world);
    }

    @Override
    public String outcome() {
        return World.SHARED.stream()
                .map(scope -> scope + " " + world.office().store().digest(scope).digest())
                .toList()
                .toString();
    }

    @Override
    public String odds() {
        return world.odds.toString();
    }

    @Override
    public void run() {
        world.nodes.forEach(world::open);
        for (int step = 0; step < world.odds.steps(); step++) {
            world.time.pass(world.random.nextInt(2_000));
            if (world.odds.years() && world.random.nextInt(world.odds.steps()) < MONTHS_LONG_OVER) {
                world.time.pass(FIFTEEN_MONTHS);
            }
            try {
                step();
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.DISK_FULL && e.kind() != StoreException.Kind.READ_ONLY) {
                    throw e;
                }
            }
        }
        heal();
        world.promises.judge(world.nodes);
    }

    private void step() {
        int draw = world.random.nextInt(100);
        SimNode node = world.anyone();
        if (draw < 43) {
            act(node);
        } else if (draw < 63) {
            mail.write(node, world.anyone());
        } else if (draw < 78) {
            mail.deliver();
        } else if (draw < 81) {
            mail.partition();
        } else if (draw < 83) {
            world.promises.compare(world.nodes);
        } else if (draw < 90) {
            harm.hardSync(node);
        } else {
            harm.some(node);
        }
    }

    private void act(SimNode node) {
        if (node.isUp()) {
            String mark = "u" + world.number();
            world.working(node, () -> people.act(node, mark));
            if (world.random.nextBoolean()) {
                mail.push(node, world.anyone());
            }
        } else {
            world.open(node);
        }
    }

    private void heal() {
        mail.heal();
        for (SimNode node : world.nodes) {
            node.disk.full(false);
            if (node.isUp() && world.random.nextBoolean()) {
                node.close();
            }
            if (!node.isUp()) {
                world.open(node);
            }
        }
        harm.officeTakesItsCheckpointsBack();
        for (int round = 0; round < HEAL_ROUNDS && !world.promises.compare(world.nodes); round++) {
            if (round == HEAL_ROUNDS / 3) {
                world.nodes.forEach(this::restart); // as every morning: rot that showed since is dealt with
                harm.officeTakesItsCheckpointsBack();
            }
            if (round == HEAL_ROUNDS - 2) {
                world.isMended = true; // the electrician has been
            }
            if (round >= HEAL_ROUNDS - SEED_ROUNDS && round < HEAL_ROUNDS - 1) {
                harm.seedAll(); // more than once: disks go on failing
            }
            mail.exchange(round >= HEAL_ROUNDS / 2);
        }
    }

    private void restart(SimNode node) {
        node.close();
        world.open(node);
    }
}
