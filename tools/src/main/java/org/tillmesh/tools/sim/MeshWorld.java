package org.tillmesh.tools.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.sim.VirtualShop;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.disk.Disk;

/** Head office and tills of one seed, each on a disk that fails, and the network between them. */
final class MeshWorld implements VirtualShop.Fate {
    static final String OFFICE = VirtualShop.OFFICE;
    private static final Path DIR = Path.of("/sim/mesh").toAbsolutePath();
    private static final Epoch BEGUN = new Epoch(1_700_000_000_000L, 3);
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final int SKEW_MAX = 20 * 60_000;
    private static final int OPERATIONS_MAX = 40;
    private static final int TRIES_MAX = 50;

    /** What comes again by itself when it got lost on a link that stands, which no link over TCP does. */
    private static final Set<Class<? extends Message>> SAID_AGAIN =
            Set.of(Message.Seen.class, Message.Heads.class, Message.Want.class, Message.Ping.class, Message.Pong.class);

    private static final Set<Class<? extends Message>> DOUBLED = Set.of(
            Message.Batch.class, Message.Heads.class, Message.Want.class, Message.Acks.class, Message.Seen.class);

    /** A disk as it was, and the life of head office's log then. */
    private record Image(SimDisk disk, Epoch epoch) {}

    final Random random;
    final MeshOdds odds;
    final VirtualShop shop;
    final List<VirtualShop.Till> tills = new ArrayList<>();
    final MeshPromises promises = new MeshPromises(this);
    private final Map<String, SimDisk> disks = new TreeMap<>();
    private final Map<String, Long> skews = new TreeMap<>();
    private final Map<String, Image> images = new TreeMap<>();
    private final Set<String> failing = new TreeSet<>();
    private VirtualShop.@Nullable Office office;
    private int serial;

    /** Disks are sound and words arrive from now on. */
    private boolean isMended;

    MeshWorld(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        odds = MeshOdds.draw(random);
        shop = new VirtualShop(DIR, random, this);
        shop.withSegments(odds.hardSyncs() ? VirtualShop.SMALL_SEGMENT_BYTES : SEGMENT_BYTES, SEGMENT_BYTES);
        disks.put(OFFICE, new SimDisk(random, OFFICE));
        openOffice(BEGUN);
        for (int i = 1; i <= odds.tills(); i++) {
            String name = String.format(Locale.ROOT, "S001-T%02d", i);
            disks.put(name, new SimDisk(random, name));
            try {
                tills.add(shop.new Till(name, random.nextBoolean()));
            } catch (IOException e) {
                throw new Broken(name + " can't be made on a sound disk: " + e);
            }
        }
    }

    VirtualShop.Office office() {
        return Objects.requireNonNull(office, "head office is down");
    }

    VirtualShop.Till anyTill() {
        return tills.get(random.nextInt(tills.size()));
    }

    String anyone() {
        int drawn = random.nextInt(tills.size() + 1);
        return drawn == 0 ? OFFICE : tills.get(drawn - 1).name();
    }

    Store storeOf(String machine) {
        return machine.equals(OFFICE) ? office().store() : till(machine).store();
    }

    private VirtualShop.Till till(String name) {
        return tills.stream()
                .filter(till -> till.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Broken(name + " is buried"));
    }

    /** Head office and all tills that are not buried. */
    List<String> machines() {
        var all = new ArrayList<String>(List.of(OFFICE));
        tills.forEach(till -> all.add(till.name()));
        return all;
    }

    int number() {
        return serial++;
    }

    // ---- fate

    private SimDisk simDisk(String machine) {
        return Objects.requireNonNull(disks.get(machine), machine);
    }

    @Override
    public Disk disk(String machine) {
        return simDisk(machine);
    }

    @Override
    public long skewMillis(String machine) {
        return skews.getOrDefault(machine, 0L);
    }

    @Override
    public int copies(String from, String to, Message message) {
        if (from.equals(OFFICE) && message instanceof Message.Acks acks) {
            promises.acknowledged(acks.acks());
        }
        if (isMended) {
            return 1;
        }
        if (random.nextInt(1_000) < odds.deafPerMille()) {
            return DEAF;
        }
        boolean mayBeLost =
                SAID_AGAIN.contains(message.getClass()) || (message instanceof Message.Batch && !from.equals(OFFICE));
        if (mayBeLost && random.nextInt(1_000) < odds.lostPerMille()) {
            return 0;
        }
        return DOUBLED.contains(message.getClass()) && random.nextInt(1_000) < odds.doubledPerMille() ? 2 : 1;
    }

    @Override
    public void during(String machine, Runnable work) {
        try {
            work.run();
        } catch (SimDisk.PowerCut e) {
            crash(machine, true);
        } catch (StoreException e) {
            if (isMended) {
                throw e; // else a disk that refuses: what runs replication logs it and goes on
            }
        }
    }

    // ---- people

    /** Somebody works at a machine. @return whether it was done; if not, nobody was told that it was */
    boolean work(String machine, Runnable work) {
        try {
            work.run();
            return true;
        } catch (SimDisk.PowerCut e) {
            crash(machine, true);
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.READ_ONLY || e.kind() == StoreException.Kind.DAMAGED) {
                crash(machine, false); // the cashier is told to start it again
            } else if (e.kind() != StoreException.Kind.DISK_FULL) {
                throw e;
            }
        }
        return false;
    }

    // ---- harm

    /** The power will fail, or an operation, some time soon. */
    void threaten(String machine) {
        if (odds.powerCuts() && random.nextBoolean()) {
            simDisk(machine).cutPowerAfter(random.nextInt(OPERATIONS_MAX));
        } else if (odds.failures()) {
            simDisk(machine).failAfter(random.nextInt(OPERATIONS_MAX));
            failing.add(machine);
        }
    }

    /** Whose disk has failed is started again some time. */
    void restartTheFailed() {
        for (String machine : List.copyOf(failing)) {
            if (!simDisk(machine).isToFail() && random.nextInt(3) == 0) {
                failing.remove(machine);
                crash(machine, false);
            }
        }
    }

    void fill(String machine) {
        simDisk(machine).full(random.nextBoolean());
    }

    void skew(String machine) {
        skews.put(machine, odds.skews() ? random.nextLong(2L * SKEW_MAX) - SKEW_MAX : 0L);
    }

    /** The process, or the machine, dies and starts again. */
    void crash(String machine, boolean power) {
        boolean silently = random.nextBoolean();
        Epoch epoch = office == null ? BEGUN : office.epoch();
        if (machine.equals(OFFICE)) {
            office().die(silently);
            office = null;
        } else {
            till(machine).die(silently);
        }
        if (power) {
            simDisk(machine).powerCut();
        } else {
            simDisk(machine).kill();
        }
        start(machine, epoch);
    }

    /** It stops in order and starts again; nothing of it runs while its disk is harmed. */
    void restart(String machine, Runnable meanwhile) {
        restart(machine, office().epoch(), meanwhile);
    }

    private void restart(String machine, Epoch epoch, Runnable meanwhile) {
        try {
            if (machine.equals(OFFICE)) {
                office().close();
            } else {
                till(machine).stop();
            }
        } catch (SimDisk.PowerCut e) {
            simDisk(machine).powerCut();
        } catch (StoreException e) {
            simDisk(machine).kill(); // it could not even stop in order
        }
        meanwhile.run();
        start(machine, epoch);
    }

    private void start(String machine, Epoch epoch) {
        SimDisk disk = simDisk(machine);
        if (!isMended && odds.powerCuts() && random.nextInt(6) == 0) {
            disk.cutPowerAfter(random.nextInt(OPERATIONS_MAX));
        }
        for (int tries = 0; !isStarted(machine, epoch); tries++) {
            MeshPromises.require(tries < TRIES_MAX, machine + " does not start any more");
        }
        promises.opened(machine);
    }

    private boolean isStarted(String machine, Epoch epoch) {
        SimDisk disk = simDisk(machine);
        try {
            if (machine.equals(OFFICE)) {
                openOffice(epoch);
            } else {
                till(machine).start();
            }
            return true;
        } catch (SimDisk.PowerCut e) {
            disk.powerCut();
        } catch (IOException e) {
            disk.kill(); // it failed once, in the middle of opening
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.DISK_FULL) {
                disk.full(false); // somebody makes room
            } else if (e.kind() != StoreException.Kind.READ_ONLY) {
                throw e;
            }
            disk.kill();
        }
        return false;
    }

    private void openOffice(Epoch epoch) {
        try {
            office = shop.new Office(DIR.resolve(OFFICE), epoch);
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.READ_ONLY, "head office's disk failed at opening", e);
        }
    }

    /** A machine's disk is copied while it runs, and some other time its program starts on the copy. */
    void putBack(String machine) {
        Image image = images.get(machine);
        if (image == null) {
            images.put(machine, new Image(simDisk(machine).image(machine), office().epoch()));
            return;
        }
        boolean sameMachine = !machine.equals(OFFICE) && random.nextBoolean(); // what is put back there shows its mark
        Epoch epoch = machine.equals(OFFICE) ? image.epoch() : office().epoch();
        restart(machine, epoch, () -> {
            SimDisk back = image.disk().image(sameMachine ? machine : machine + " put back " + number());
            back.powerCut();
            disks.put(machine, back);
            promises.wentBack(machine, epoch);
            if (machine.equals(OFFICE)) {
                shop.accounted().clear();
            }
        });
        promises.forget();
    }

    /** Bits of a machine's journal rot while it is off. */
    void rot(String machine, int bits) {
        restart(machine, () -> {
            TreeSet<String> before = new TreeSet<>(promises.sales());
            for (int i = 0; i < bits; i++) {
                simDisk(machine).rot();
            }
            promises.rotted(machine, before, intact(machine));
        });
        promises.forget();
    }

    /** The sales that lie whole on a machine's disk, whatever a base of it still shows. */
    private Set<String> intact(String machine) {
        SimDisk copy = simDisk(machine).image(machine);
        try {
            copy.delete(DIR.resolve(machine).resolve("base").resolve("current"));
            try (Store store = shop.look(copy, machine)) {
                return promises.sales(store);
            }
        } catch (IOException e) {
            throw new Broken("a copy of " + machine + " can't be read: " + e);
        }
    }

    /** A till never comes back: what it alone held is gone. */
    void bury(VirtualShop.Till dead) {
        tills.remove(dead);
        simDisk(dead.name()).calm();
        dead.cut(true, true, false);
        dead.cut(false, true, false);
        promises.forget();
    }

    /** The electrician has been, and the network is whole. */
    void mend() {
        isMended = true;
        disks.values().forEach(disk -> {
            disk.calm();
            disk.full(false);
        });
        for (String machine : machines()) {
            if (failing.remove(machine)) {
                crash(machine, false);
            }
        }
        for (VirtualShop.Till till : tills) {
            till.cut(true, false, !till.isCut(true));
            till.cut(false, false, !till.isCut(false));
        }
    }
}
