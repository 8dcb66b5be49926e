package org.tillmesh.tools.sim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;

/** What machines and the people who care for them do to a node: power, disks, images, copied folders, new seeds. */
final class Harm {
    private static final int COPIES_MAX = 2;
    private static final int CLOCK_OFF_MAX = 3_600_000;

    /** A checkpoint that a node was seeded with and keeps. */
    private record Seed(SimNode keptBy, Store.Checkpoint checkpoint, List<Path> chunks) {}

    private final World world;
    private final Random random;
    private final List<Seed> seeds = new ArrayList<>();
    private final Map<Integer, SimDisk> images = new TreeMap<>();
    private int copies;

    Harm(World world) {
        this.world = world;
        this.random = world.random;
    }

    void some(SimNode node) {
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
            case 3 -> {
                SimDisk image = node.disk.image(node.name + " image " + world.number());
                images.put(world.nodes.indexOf(node), image);
            }
            case 4 -> putBack(node, random.nextBoolean());
            case 5 -> copyFolder(node);
            case 6 -> node.skewMillis = world.odds.skews() ? random.nextInt(2 * CLOCK_OFF_MAX) - CLOCK_OFF_MAX : 0;
            case 7 -> {
                if (node.isUp()) {
                    world.working(
                            node, random.nextBoolean() ? () -> node.store().rebase() : () -> compact(node));
                }
            }
            default -> wear(node);
        }
    }

    private void stop(SimNode node) {
        if (node.isUp() && random.nextBoolean()) {
            node.close();
        } else {
            node.down();
            node.disk.kill();
        }
    }

    private void wear(SimNode node) {
        if (world.odds.rots() && random.nextInt(4) > 0) {
            stop(node);
            for (int i = random.nextInt(3); i >= 0; i--) {
                HarmedFile harmed = node.disk.harm(SimNode.DIR);
                if (harmed != null) {
                    node.rotted(harmed);
                    world.promises.mayForgetRemovals(node);
                }
            }
        } else if (world.odds.fills()) {
            node.disk.full(random.nextBoolean());
        }
    }

    /**
     * An older copy of the folder is put back in its place, or the machine's disk is replaced by an older image of it. What
     * only it held since may be gone.
     */
    private void putBack(SimNode node, boolean sameMachine) {
        SimDisk image = world.odds.restores() ? images.get(world.nodes.indexOf(node)) : null;
        if (image == null) {
            return;
        }
        boolean folderOnly = sameMachine
                && random.nextBoolean()
                && node.disk.mark(SimNode.DIR).equals(image.mark(SimNode.DIR));
        node.down();
        if (folderOnly) {
            node.disk.kill();
            SimDisk copy = image.image("copy");
            copy.powerCut();
            node.disk.putBack(SimNode.DIR, copy);
        } else {
            node.disk = image.image(sameMachine ? image.mark(SimNode.DIR) : node.name + " put back " + world.number());
            node.disk.powerCut();
            world.promises.mayGiveOutAgain(node);
        }
        node.wasPutBack = true;
        world.promises.mayForget(node);
        world.open(node);
    }

    /** Somebody copies a till's folder, and both go on. */
    private void copyFolder(SimNode node) {
        if (!world.odds.copies() || copies >= COPIES_MAX || node.isRelay()) {
            return;
        }
        copies++;
        boolean snapshot = random.nextBoolean(); // of a virtual machine: nothing tells the copy from the original
        world.promises.mayGiveOutAgain(node);
        SimDisk disk = node.disk.image(snapshot ? node.disk.mark(Path.of("lock")) : "copy " + copies);
        var copy = new SimNode(node.name + "+" + copies, node.number(), disk, random, world.time);
        disk.powerCut();
        copy.inherit(node);
        world.nodes.add(copy);
        world.open(copy);
        if (!snapshot && node.isUp() && copy.store().self().equals(node.store().self())) {
            throw new Broken(copy.name + ", a copied folder, goes on as " + node.name);
        }
    }

    /** Lets go of what head office holds. */
    private void compact(SimNode node) {
        SimNode office = world.office();
        if (node != office && office.isUp()) {
            node.store().compact(c -> office.store()
                    .holds(c.scope(), c.origin(), c.seq(), c.hash().prefix()));
        }
    }

    // ---- seeds

    /** Hard Sync: a till begins anew with what head office knows, or with a checkpoint that a neighbour keeps. */
    void hardSync(SimNode node) {
        if (node.isRelay() || !node.isUp() || !world.odds.hardSyncs()) {
            return;
        }
        if (!seeds.isEmpty() && random.nextInt(4) == 0) {
            Seed kept = seeds.get(random.nextInt(seeds.size()));
            world.working(node, () -> takeOver(node, kept));
        } else if (world.office().isUp()) {
            seed(node, world.anyScope());
        }
    }

    /** Who lacks what nobody can hand out any more is seeded anew. */
    void seedAll() {
        for (Scope scope : World.SHARED) {
            world.nodes.stream().skip(1).forEach(node -> seed(node, scope));
        }
    }

    private void seed(SimNode node, Scope scope) {
        SimNode office = world.office();
        Path folder = Path.of("/sim/checkpoint-" + world.number()).toAbsolutePath();
        Store.Checkpoint checkpoint = office.store().snapshot(scope, folder);
        var chunks = new ArrayList<Path>();
        for (Hash chunk : checkpoint.chunks()) {
            Path file = folder.resolve(chunk.toString());
            office.disk.copyTo(node.disk, file);
            chunks.add(file);
        }
        var seed = new Seed(node, checkpoint, chunks);
        world.working(node, () -> {
            if (adopt(node, seed)) {
                seeds.add(seed);
            } else if (node.hasRottedCheckpoint()) {
                world.promises.mayDiffer(scope);
            }
        });
    }

    private static boolean adopt(SimNode node, Seed seed) {
        try {
            node.store().adopt(seed.checkpoint(), seed.chunks());
            return true;
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.BAD_RECORD && e.kind() != StoreException.Kind.DAMAGED) {
                throw e;
            }
            return false; // rot that was met is dealt with at the next opening
        }
    }

    private void takeOver(SimNode node, Seed seed) {
        seed.chunks().forEach(chunk -> seed.keptBy().disk.copyTo(node.disk, chunk));
        boolean taken = seed.chunks().stream().allMatch(node.disk::exists) && adopt(node, seed);
        if (!taken && seed.keptBy().hasRottedCheckpoint()) {
            world.promises.mayDiffer(seed.checkpoint().scope());
        }
    }

    /** Head office, put back to an old image or rotten, first takes back the checkpoints that it once made. */
    void officeTakesItsCheckpointsBack() {
        SimNode office = world.office();
        if (office.wasPutBack || office.hasRotted) {
            seeds.forEach(seed -> takeOver(office, seed));
        }
    }
}
