package org.tillmesh.tools.sim;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mapdb.volume.ByteArrayVol;
import org.mapdb.volume.Volume;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.disk.Disk;

/**
 * A disk in memory that behaves as badly as disks may: what was not synced is lost, kept or torn by sectors in any
 * order when the power fails; names that were not synced may come or go; a write or sync may fail, space may end, bits
 * may rot. Everything is drawn from the random source handed in, so that a seed replays it exactly.
 */
final class SimDisk implements Disk {
    private static final int SECTOR = 512;
    private static final long SPACE = 1L << 40;
    private static final int TAIL_BYTES = 2_000;

    /** The power failed in the middle of an operation. Not an IOException: nobody may catch it and go on. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1;

        PowerCut() {
            super("the power failed", null, false, false);
        }
    }

    private static final class Content {
        byte[] now = new byte[0];
        byte[] durable = new byte[0];
        final List<int[]> unsynced = new ArrayList<>();

        Content copy() {
            var copy = new Content();
            copy.now = now.clone();
            copy.durable = durable.clone();
            unsynced.forEach(range -> copy.unsynced.add(range.clone()));
            return copy;
        }
    }

    private final Random random;
    private final String mark;
    private final TreeMap<Path, Content> names = new TreeMap<>();
    private final TreeMap<Path, Content> durableNames = new TreeMap<>();
    private final TreeSet<Path> folders = new TreeSet<>();
    private int life;
    private boolean locked;
    private long cutAfter = -1;
    private long failAfter = -1;
    private boolean full;
    private boolean stoppedByPower;

    /** @param mark what {@link #mark} answers: another one for a copied folder, the same for a restored disk image */
    SimDisk(Random random, String mark) {
        this.random = random;
        this.mark = mark;
    }

    // ---- what happens to it

    /** The power will fail at the n-th next operation that changes something. */
    void cutPowerAfter(int operations) {
        cutAfter = operations;
    }

    /** The n-th next write or sync fails with an IOException. */
    void failAfter(int operations) {
        failAfter = operations;
    }

    /** Whether a failure is due. */
    boolean isToFail() {
        return failAfter >= 0;
    }

    /** Nothing bad is due any more. */
    void calm() {
        cutAfter = -1;
        failAfter = -1;
    }

    /** Puts a file onto another disk, safe there. */
    void copyTo(SimDisk other, Path file) {
        Content here = names.get(file);
        if (here == null) {
            return; // a disk put back may lack it
        }
        Content data = here.copy();
        data.durable = data.now.clone();
        data.unsynced.clear();
        other.names.put(file, data);
        other.durableNames.put(file, data);
    }

    void full(boolean isFull) {
        full = isFull;
    }

    /** kill -9: the machine lives on, and so does all that was written. */
    void kill() {
        life++;
        locked = false;
        calm();
    }

    /** The power fails: of what was not synced, anything may be left. */
    void powerCut() {
        kill();
        stoppedByPower = true;
        for (Path name : new TreeSet<>(union(names.keySet(), durableNames.keySet()))) {
            Content before = durableNames.get(name);
            Content after = names.get(name);
            if (before != after && random.nextBoolean()) {
                put(names, name, before);
            }
        }
        durableNames.clear();
        durableNames.putAll(names);
        names.values().forEach(this::settle);
    }

    private static TreeSet<Path> union(Iterable<Path> a, Iterable<Path> b) {
        var all = new TreeSet<Path>();
        a.forEach(all::add);
        b.forEach(all::add);
        return all;
    }

    private static void put(Map<Path, Content> map, Path name, @Nullable Content data) {
        if (data == null) {
            map.remove(name);
        } else {
            map.put(name, data);
        }
    }

    /** Of each unsynced write every sector is kept or not, by itself. */
    private void settle(Content data) {
        byte[] left = data.durable.length >= data.now.length || random.nextBoolean()
                ? data.durable.clone()
                : Arrays.copyOf(data.durable, data.now.length);
        int odds = random.nextInt(3);
        for (int[] range : data.unsynced) {
            for (int at = range[0]; at < range[1]; at = (at / SECTOR + 1) * SECTOR) {
                int end = Math.min(range[1], (at / SECTOR + 1) * SECTOR);
                boolean kept = odds == 0 || (odds == 1 && random.nextBoolean());
                if (kept && at < left.length) {
                    System.arraycopy(data.now, at, left, at, Math.min(end, left.length) - at);
                }
            }
        }
        data.unsynced.clear();
        data.now = left;
        data.durable = left.clone();
    }

    /**
     * Harms some file of a folder for good: a bit turns, the file ends early, it ends in zeros, or it is gone. Of all files
     * the journal's segments are met most often, and near their ends. Null if there is none.
     */
    @Nullable HarmedFile harm(Path folder) {
        List<Path> files = names.keySet().stream()
                .filter(p -> p.startsWith(folder) && used(p) > 0)
                .filter(p -> !p.endsWith("format")) // a turned bit may make a version of it that is newer
                .toList();
        List<Path> segments =
                files.stream().filter(p -> p.toString().endsWith(".seg")).toList();
        List<Path> victims = segments.isEmpty() || random.nextInt(3) == 0 ? files : segments;
        if (victims.isEmpty()) {
            return null;
        }
        Path victim = victims.get(random.nextInt(victims.size()));
        int used = used(victim);
        int at = random.nextBoolean() ? random.nextInt(used) : used - 1 - random.nextInt(Math.min(used, TAIL_BYTES));
        Content data = Objects.requireNonNull(names.get(victim));
        byte[] before = data.now.clone();
        switch (random.nextInt(5)) {
            case 0, 1 -> data.now[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> Arrays.fill(data.now, at, data.now.length, (byte) 0);
            case 3 -> data.now = Arrays.copyOf(data.now, at);
            default -> {
                names.remove(victim);
                durableNames.remove(victim);
                data.now = new byte[0];
            }
        }
        HarmedFile harmed = HarmedFile.of(victim, before, data.now);
        data.durable = data.now.clone();
        data.unsynced.clear();
        return harmed;
    }

    /** Flips one bit of a journal segment that is in use. */
    void rot() {
        List<Path> segments = names.keySet().stream()
                .filter(p -> p.toString().endsWith(".seg") && used(p) > 0)
                .toList();
        if (!segments.isEmpty()) {
            Path segment = segments.get(random.nextInt(segments.size()));
            Content data = Objects.requireNonNull(names.get(segment));
            int at = random.nextInt(used(segment));
            byte bit = (byte) (1 << random.nextInt(8));
            data.now[at] ^= bit;
            if (at < data.durable.length) {
                data.durable[at] ^= bit;
            }
        }
    }

    private int used(Path file) {
        byte[] now = Objects.requireNonNull(names.get(file)).now;
        int used = now.length;
        while (used > 0 && now[used - 1] == 0) {
            used--;
        }
        return used;
    }

    /** Whether the power failed since somebody last had it open: what was written without a sync may be an older one. */
    boolean stoppedByPower() {
        return stoppedByPower;
    }

    /** Somebody has it open again. */
    void opened() {
        stoppedByPower = false;
    }

    /** Files of another disk take the place of those of a folder, bytes for bytes, as whoever restores a copy does. */
    void putBack(Path folder, SimDisk from) {
        names.keySet().removeIf(p -> p.startsWith(folder));
        durableNames.keySet().removeIf(p -> p.startsWith(folder));
        from.names.keySet().stream().filter(p -> p.startsWith(folder)).toList().forEach(p -> from.copyTo(this, p));
    }

    /** The disk as it is now, as another one. */
    SimDisk image(String otherMark) {
        var copy = new SimDisk(random, otherMark);
        var known = new IdentityHashMap<Content, Content>();
        names.forEach((name, data) -> copy.names.put(name, known.computeIfAbsent(data, Content::copy)));
        durableNames.forEach((name, data) -> copy.durableNames.put(name, known.computeIfAbsent(data, Content::copy)));
        copy.folders.addAll(folders);
        copy.stoppedByPower = stoppedByPower;
        return copy;
    }

    // ---- what a store asks

    private void changing(boolean mayFail) throws IOException {
        if (cutAfter >= 0 && cutAfter-- == 0) {
            life++;
            throw new PowerCut();
        }
        if (mayFail && failAfter >= 0 && failAfter-- == 0) {
            throw new IOException("Input/output error");
        }
    }

    private final class Open implements File {
        private final Content data;
        private final boolean isMapped;
        private final int bornIn = life;

        /** @param isMapped written without a call of the system, which so can't refuse it */
        Open(Content data, boolean isMapped) {
            this.data = data;
            this.isMapped = isMapped;
        }

        private void alive() {
            if (bornIn != life) {
                throw new PowerCut();
            }
        }

        @Override
        public int read(ByteBuffer into, long at) {
            alive();
            if (at >= data.now.length) {
                return -1;
            }
            int length = (int) Math.min(into.remaining(), data.now.length - at);
            into.put(data.now, (int) at, length);
            return length;
        }

        @Override
        public void write(ByteBuffer bytes, long at) throws IOException {
            alive();
            int from = (int) at;
            int to = from + bytes.remaining();
            boolean cutHere = cutAfter == 0;
            if (full && to > data.now.length) {
                throw new FileSystemException("/sim", null, "No space left on device");
            }
            if (!cutHere) {
                changing(!isMapped);
            }
            if (to > data.now.length) {
                data.now = Arrays.copyOf(data.now, to);
            }
            bytes.get(data.now, from, to - from);
            data.unsynced.add(new int[] {from, to});
            if (cutHere) {
                changing(false);
            }
        }

        @Override
        public void sync(boolean withLength) throws IOException {
            alive();
            changing(true);
            if (data.durable.length < data.now.length) {
                data.durable = Arrays.copyOf(data.durable, data.now.length);
            }
            for (int[] range : data.unsynced) {
                System.arraycopy(data.now, range[0], data.durable, range[0], range[1] - range[0]);
            }
            data.unsynced.clear();
        }

        @Override
        public long size() {
            alive();
            return data.now.length;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    @Override
    public File open(Path file, Mode mode) throws IOException {
        return open(file, mode, false);
    }

    private File open(Path file, Mode mode, boolean isMapped) throws IOException {
        Content data = names.get(file);
        if (mode == Mode.CREATE_NEW && data != null) {
            throw new FileAlreadyExistsException(file.toString());
        }
        if (data == null && (mode == Mode.READ || mode == Mode.WRITE)) {
            throw new FileNotFoundException(file.toString());
        }
        if (data == null) {
            changing(true);
            data = new Content();
            names.put(file, data);
        }
        return new Open(data, isMapped);
    }

    @Override
    public File openMapped(Path file, int bytes) throws IOException {
        return open(file, exists(file) ? Mode.WRITE : Mode.CREATE_NEW, true);
    }

    @Override
    public boolean exists(Path path) {
        return names.containsKey(path) || folders.contains(path);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        Content data = names.get(file);
        if (data == null) {
            throw new NoSuchFileException(file.toString());
        }
        return data.now.clone();
    }

    @Override
    public List<String> list(Path folder) {
        return names.keySet().stream()
                .filter(name -> folder.equals(name.getParent()))
                .map(name -> name.getFileName().toString())
                .sorted()
                .toList();
    }

    @Override
    public void createFolders(Path folder) {
        for (Path each = folder; each != null; each = each.getParent()) {
            folders.add(each);
        }
    }

    @Override
    public boolean delete(Path file) throws IOException {
        if (!names.containsKey(file)) {
            return false;
        }
        changing(false);
        names.remove(file);
        return true;
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        changing(false);
        Content data = names.remove(from);
        if (data == null) {
            throw new NoSuchFileException(from.toString());
        }
        names.put(to, data);
    }

    @Override
    public void link(Path from, Path to) throws IOException {
        changing(false);
        Content data = names.get(from);
        if (data == null) {
            throw new NoSuchFileException(from.toString());
        }
        names.put(to, data);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        changing(true);
        for (Path name : union(names.keySet(), durableNames.keySet())) {
            if (folder.equals(name.getParent())) {
                put(durableNames, name, names.get(name));
            }
        }
    }

    @Override
    public Volume makeTable(Path file) throws IOException {
        changing(true);
        return new ByteArrayVol();
    }

    @Override
    public void syncTable(Path file, Volume table) throws IOException {
        changing(true);
        var data = new Content();
        data.now = new byte[(int) table.length()];
        table.getData(0, data.now, 0, data.now.length);
        data.durable = data.now.clone();
        names.put(file, data);
    }

    @Override
    public Volume openTable(Path file) throws IOException {
        byte[] bytes = read(file);
        var table = new ByteArrayVol();
        table.ensureAvailable(bytes.length);
        table.putData(0, bytes, 0, bytes.length);
        return table;
    }

    @Override
    public long usableBytes(Path folder) {
        return full ? 0 : SPACE;
    }

    @Override
    public long totalBytes(Path folder) {
        return SPACE;
    }

    @Override
    public Lock lock(Path folder) {
        if (locked) {
            throw new StoreException(StoreException.Kind.LOCKED, folder + " is in use");
        }
        locked = true;
        int heldIn = life;
        return () -> locked = locked && heldIn != life;
    }

    @Override
    public String mark(Path file) {
        return mark;
    }
}
