package org.tillmesh.replication;

import static org.tillmesh.replication.VirtualShop.STORE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;

/**
 * Stores of 2 to 20 tills and a relay, by seed: the machines of production on real stores, their messages in any order
 * between links, while networks part, tills and relays stop and start, disks rot, and a relay is put back to an old copy.
 * While it lives, no till may claim more safety than there is; then perhaps one till dies for good, stolen or not; healed,
 * all others hold once every record that any of them held, and then there is quiet.
 * {@code -Dtillmesh.seeds=5000} lives through more worlds, {@code -Dtillmesh.seed=N} begins with a certain one.
 */
@Timeout(36_000)
class MeshSimulationTest {
    private static final long FIRST = Long.getLong("tillmesh.seed", 1);
    private static final int SEEDS = Integer.getInteger("tillmesh.seeds", 12);
    private static final Epoch BEGUN = new Epoch(1_700_000_000_000L, 3);
    private static final int QUIET_SECONDS = 20;

    @Test
    void every_seed_keeps_the_promises() throws IOException {
        Logger quiet = Logger.getLogger("org.tillmesh");
        Level before = quiet.getLevel();
        quiet.setLevel(Level.OFF);
        var failed = new ArrayList<String>();
        try {
            for (long seed = FIRST; seed < FIRST + SEEDS && failed.size() < 5; seed++) {
                Path dir = Files.createTempDirectory(quickDisk(), "mesh");
                World world = new World(seed, dir);
                try {
                    world.live();
                } catch (RuntimeException | AssertionError e) {
                    failed.add("seed " + seed + " " + world.odds() + ": " + e);
                    if (SEEDS == 1) {
                        throw e;
                    }
                } finally {
                    world.shop.close();
                    delete(dir);
                }
            }
        } finally {
            quiet.setLevel(before);
        }
        if (!failed.isEmpty()) {
            throw new AssertionError("Replay with -Dtillmesh.seeds=1 -Dtillmesh.seed=N\n" + String.join("\n", failed));
        }
    }

    /** Memory, where a machine offers it as a disk: thousands of worlds write a lot, and none survives. */
    private static Path quickDisk() {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** One seed's world. */
    private static final class World {
        private final Path dir;
        private final Random random;
        private final VirtualShop shop;
        private final int tills;
        private final int steps;
        private final boolean restores;
        private final boolean restarts;
        private final boolean rots;
        private final boolean dies;
        private final boolean images;
        private final boolean hardSyncs;
        private final int cutsPerCent;
        private final List<VirtualShop.Till> machines = new ArrayList<>();

        /** Sale uuid to the till that confirmed it. */
        private final TreeMap<String, String> confirmed = new TreeMap<>();

        private VirtualShop.Office office;

        /** A disk went back or rotted: until that is heard of, others believe of it what was true. */
        private boolean isBelied;

        private int serial;

        World(long seed, Path dir) throws IOException {
            this.dir = dir;
            random = new Random(seed * 0x9E3779B97F4A7C15L);
            tills = random.nextInt(10) == 0 ? 11 + random.nextInt(10) : 2 + random.nextInt(5);
            steps = 20 + random.nextInt(60);
            restores = random.nextInt(3) == 0;
            restarts = random.nextInt(2) == 0;
            rots = random.nextInt(3) == 0;
            dies = random.nextInt(3) == 0 && !(rots && restores);
            images = random.nextInt(3) == 0;
            hardSyncs = random.nextInt(3) == 0;
            cutsPerCent = random.nextInt(3) * 8;
            shop = new VirtualShop(dir, random, new VirtualShop.Fate() {});
            shop.segmentBytes = hardSyncs ? VirtualShop.SMALL_SEGMENT_BYTES : shop.segmentBytes;
            office = shop.new Office(dir.resolve("relay"), BEGUN);
        }

        String odds() {
            return "tills=" + tills + " steps=" + steps + " restores=" + restores + " restarts=" + restarts + " rots="
                    + rots + " dies=" + dies + " images=" + images + " hardSyncs=" + hardSyncs + " cuts=" + cutsPerCent
                    + "%";
        }

        void live() throws IOException {
            for (int i = 1; i <= tills; i++) {
                machines.add(shop.new Till(String.format("S001-T%02d", i), random.nextBoolean()));
            }
            for (int step = 0; step < steps; step++) {
                act();
                shop.run(Duration.ofMillis(100L * random.nextInt(12)));
                safety();
                accounts();
            }
            if (dies) {
                VirtualShop.Till dead = machines.remove(random.nextInt(machines.size()));
                if (rots) {
                    sellsAlone(dead);
                }
                if (random.nextBoolean()) {
                    steal(dead);
                }
                bury(dead);
            }
            heal();
            judge();
            silence();
        }

        private void act() throws IOException {
            VirtualShop.Till till = machines.get(random.nextInt(tills));
            int draw = random.nextInt(100);
            if (draw < 15 && hardSyncs) {
                hardSync(till);
            } else if (draw < 55) {
                sell(till);
            } else if (draw < 65) {
                if (shop.office != null) {
                    office.write("product", "p" + serial++, Value.of("price"));
                }
            } else if (draw < 65 + cutsPerCent) {
                cut(till);
            } else if (draw < 90 && restarts) {
                if (images && random.nextInt(3) == 0) {
                    putBack(till);
                } else {
                    till.restart();
                }
            } else if (draw < 94 && restarts) {
                putOfficeBack(dir.resolve("relay-" + serial++), false);
            } else if (draw < 97 && restores) {
                putOfficeBack(dir.resolve("relay-" + serial++), true);
            } else if (draw >= 97 && rots) {
                rot(till);
            }
        }

        /** A till begins anew with what head office knows; some time it drops what that covers. */
        private void hardSync(VirtualShop.Till till) throws IOException {
            if (random.nextBoolean()) {
                compact(till);
            } else if (till.peering.isOnline()) {
                till.peering.cancelSeeding();
                till.peering.seed(VirtualShop.UNHEARD);
            }
        }

        private void compact(VirtualShop.Till till) throws IOException {
            try {
                till.store.compact(old -> till.peering
                                .node()
                                .evidence()
                                .identityOf(old.origin())
                                .map(Identity::hasRelayAuthority)
                                .orElse(false)
                        || till.peering.standing().acknowledged(old.stream()).seq() >= old.seq());
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.DAMAGED) {
                    throw e;
                }
                till.restart(); // which deals with it
            }
        }

        /** A till's folder is copied while it runs, and some other time its program starts on the copy. */
        private void putBack(VirtualShop.Till till) throws IOException {
            Path copied = dir.resolve(till.name + "-image");
            Path folder = dir.resolve(till.name);
            if (!Files.exists(copied)) {
                copy(folder, copied);
                return;
            }
            isBelied = true;
            till.restart(() -> {
                try {
                    delete(folder);
                    copy(copied, folder);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            forget();
        }

        /** What nobody holds any more can't come back. */
        private void forget() {
            confirmed
                    .keySet()
                    .removeIf(sale -> !VirtualShop.has(office.store, sale)
                            && machines.stream().noneMatch(till -> till.has(sale)));
        }

        /** A till's disk or head office's loses the record of a sale that another till made. */
        private void rot(VirtualShop.Till till) throws IOException {
            if (random.nextInt(3) > 0) {
                rot(till, till.store, sale -> !sale.getValue().equals(till.name));
            } else {
                rot(null, office.store, sale -> true);
            }
        }

        /** @param at null: head office */
        private void rot(VirtualShop.@Nullable Till at, Store store, Predicate<Map.Entry<String, String>> which)
                throws IOException {
            List<String> held = confirmed.entrySet().stream()
                    .filter(which)
                    .map(Map.Entry::getKey)
                    .filter(sale -> VirtualShop.has(store, sale))
                    .toList();
            if (held.isEmpty()) {
                return;
            }
            String lost = held.get(random.nextInt(held.size()));
            isBelied = true;
            if (at == null) {
                office.close();
                Rot.in(office.folder.resolve("journal"), lost);
                office = shop.new Office(office.folder, office.epoch);
            } else {
                at.restart(() -> Rot.in(dir.resolve(at.name).resolve("journal"), lost));
            }
        }

        /** What a till sells last only a neighbour sees, or some, and each of those loses some of it. */
        private void sellsAlone(VirtualShop.Till dying) throws IOException {
            dying.relayCut = true;
            int neighbours = 1 + random.nextInt(machines.size());
            for (VirtualShop.Till till : machines) {
                till.relayCut = true;
                till.lanCut = machines.indexOf(till) >= neighbours;
            }
            shop.run(Duration.ofSeconds(random.nextInt(8)));
            for (int left = 2 + random.nextInt(5); left > 0; left--) {
                sell(dying);
                shop.run(Duration.ofMillis(100L * random.nextInt(8)));
            }
            for (VirtualShop.Till till : machines) {
                rot(
                        till,
                        till.store,
                        sale -> sale.getValue().equals(dying.name) && !VirtualShop.has(office.store, sale.getKey()));
            }
        }

        /** Head office shuts a till out; some hear of it late, and what they take of it until then counts. */
        private void steal(VirtualShop.Till stolen) {
            office.revoke(stolen);
            for (int left = random.nextInt(4); left > 0; left--) {
                sell(stolen);
                shop.run(Duration.ofMillis(100L * random.nextInt(12)));
            }
        }

        /** A till never comes back: what it alone held is gone. */
        private void bury(VirtualShop.Till dead) {
            dead.relayCut = true;
            dead.lanCut = true;
            dead.cut(true, dead.relayCut, false);
            dead.cut(false, dead.lanCut, false);
            forget();
        }

        private void sell(VirtualShop.Till till) {
            String uuid = String.format(Locale.ROOT, "u%05d", serial++);
            till.sell(uuid);
            confirmed.put(uuid, till.name);
        }

        private void cut(VirtualShop.Till till) {
            boolean central = random.nextBoolean();
            boolean silently = random.nextBoolean();
            if (central) {
                till.relayCut = !till.relayCut;
            } else {
                till.lanCut = !till.lanCut;
            }
            boolean isBack = central ? !till.relayCut : !till.lanCut;
            if (isBack || !silently) {
                till.cut(central, !isBack, false);
            }
        }

        private Path image = Path.of("");

        /** The relay stops and starts again: as it was, or as an image of it was some time ago. */
        private void putOfficeBack(Path folder, boolean old) throws IOException {
            if (old && image.toString().isEmpty()) {
                image = folder;
                copy(office.folder, folder); // while it runs, as a snapshot of a disk is taken
                return;
            }
            Epoch epoch = office.epoch;
            Path at = office.folder;
            office.close();
            if (old) {
                at = dir.resolve("relay-back-" + serial++);
                copy(image, at);
                epoch = BEGUN;
                isBelied = true;
                shop.accounted.clear();
            }
            office = shop.new Office(at, epoch);
        }

        private static void copy(Path from, Path to) throws IOException {
            try (Stream<Path> all = Files.walk(from)) {
                for (Path each : all.toList()) {
                    Path at = to.resolve(from.relativize(each).toString());
                    if (Files.isDirectory(each)) {
                        Files.createDirectories(at);
                    } else {
                        Files.copy(each, at, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        /** What a till confirmed is on its disk; what it calls acknowledged or protected is where it says. */
        private void safety() {
            for (VirtualShop.Till till : machines) {
                for (Map.Entry<String, String> sale : confirmed.entrySet()) {
                    if (!images && sale.getValue().equals(till.name) && !till.has(sale.getKey())) {
                        throw new AssertionError(till.name + " lost its own sale " + sale.getKey());
                    }
                }
                for (StreamId stream : till.store.vector().of(STORE).heads().keySet()) {
                    if (!till.peering.node().isOwn(stream)) {
                        continue;
                    }
                    long acknowledged =
                            till.peering.standing().acknowledged(stream).seq();
                    long atOffice = office.store.vector().head(stream).seq();
                    if (!isBelied && acknowledged > atOffice) {
                        throw new AssertionError(till.name + " calls " + acknowledged + " acknowledged of " + stream
                                + ", the relay holds " + atOffice);
                    }
                    long claimed = till.peering.standing().protectedUpTo(stream);
                    long elsewhere = machines.stream()
                            .filter(other -> other != till)
                            .mapToLong(
                                    other -> other.store.vector().head(stream).seq())
                            .reduce(atOffice, Math::max);
                    if (!isBelied && claimed > elsewhere) {
                        throw new AssertionError(till.name + " calls " + claimed + " protected of " + stream
                                + ", others hold " + elsewhere);
                    }
                }
            }
        }

        /** Once all tills have been accounted for, none holds what head office wrote and has forgotten. */
        private void accounts() {
            if (shop.accounted.size() < tills) {
                return;
            }
            for (VirtualShop.Till till : machines) {
                till.store.vector().of(Scope.COMPANY).heads().forEach((stream, head) -> {
                    boolean isHeld = office.store.holds(
                            stream.scope(),
                            stream.origin(),
                            head.seq(),
                            head.hash().prefix());
                    if (stream.origin().replica().equals(office.store.self().replica()) && !isHeld) {
                        throw new AssertionError("All tills are accounted for, but " + till.name + " holds " + stream
                                + " up to " + head + ", which the relay does not");
                    }
                });
            }
        }

        private void heal() {
            for (VirtualShop.Till till : machines) {
                till.relayCut = false;
                till.lanCut = false;
                till.cut(true, till.relayCut, false);
                till.cut(false, till.lanCut, false);
            }
            try {
                shop.until("every till and the relay hold the same", this::alike);
                shop.until("everything is acknowledged", () -> machines.stream()
                        .allMatch(t -> t.peering.unacknowledged() == 0));
                shop.until("every till is accounted for", () -> machines.stream()
                        .allMatch(t -> shop.accounted.contains(t.name)));
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "; " + state(), e);
            }
        }

        private boolean alike() {
            for (Scope scope : List.of(Scope.COMPANY, STORE)) {
                var wanted = office.store.digest(scope);
                for (VirtualShop.Till till : machines) {
                    if (!till.store.digest(scope).equals(wanted)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private String state() {
            var told = new StringBuilder(
                    "relay " + office.epoch + " " + heads(office.store.vector().heads()));
            for (VirtualShop.Till till : machines) {
                told.append("\n  ")
                        .append(till.name)
                        .append(till.peering.isOnline() ? " online " : " offline ")
                        .append(till.peering.neighbours().size())
                        .append(" neighbours, left ")
                        .append(till.peering.unacknowledged())
                        .append(' ')
                        .append(heads(till.store.vector().heads()));
            }
            return told.toString();
        }

        private static String heads(Map<StreamId, Head> heads) {
            var told = new TreeMap<String, Long>();
            heads.forEach((stream, head) -> told.put(
                    stream.scope() + " " + stream.origin().toString().substring(0, 6) + " "
                            + stream.branch().prefix() % 97,
                    head.seq()));
            return told.toString();
        }

        private void judge() {
            for (String uuid : confirmed.keySet()) {
                if (!VirtualShop.has(office.store, uuid)) {
                    throw new AssertionError("The relay lacks sale " + uuid + " of " + confirmed.get(uuid));
                }
                for (VirtualShop.Till till : machines) {
                    if (!till.has(uuid)) {
                        throw new AssertionError(till.name + " lacks sale " + uuid + " of " + confirmed.get(uuid));
                    }
                }
            }
        }

        /** When all is said, little is said: no echo, no storm, and nobody is called who is on the line. */
        private void silence() {
            shop.run(Duration.ofSeconds(15)); // whoever is known by two addresses has answered at both by now
            shop.frames.clear();
            shop.run(Duration.ofSeconds(QUIET_SECONDS));
            int links = machines.size() * (machines.size() + 1) / 2;
            int said = shop.frames.values().stream().mapToInt(Integer::intValue).sum();
            boolean isQuiet = said <= links * QUIET_SECONDS * 6;
            for (String kind : List.of("Batch", "Chunk", "CheckpointOffer", "Hello", "Want")) {
                isQuiet &= shop.frames.getOrDefault(kind, 0) == 0;
            }
            if (!isQuiet) {
                throw new AssertionError(
                        "In " + QUIET_SECONDS + " quiet seconds on " + links + " links: " + shop.frames);
            }
        }
    }
}
