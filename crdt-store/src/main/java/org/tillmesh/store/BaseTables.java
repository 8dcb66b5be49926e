package org.tillmesh.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mapdb.Serializer;
import org.mapdb.SortedTableMap;
import org.mapdb.volume.Volume;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;

/**
 * One generation of the view as immutable files: {@code docs} (a MapDB table of encoded documents by scope, type and id,
 * each under its own checksum), {@code blobs} (what is too long for the table) and {@code state} (all that is not a
 * document: {@link BaseState}). {@code base/current} names the generation that counts; it is written last. A base is never
 * needed: whatever is wrong with it, the journal is replayed from its beginning.
 */
final class BaseTables implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BaseTables.class);
    private static final int INLINE_BYTES_MAX = 4_000;
    private static final int PAGE_BYTES = 64 << 10;
    private static final int NODE_ENTRIES = 8;
    private static final int HEADER_BYTES = 5;
    private static final byte INLINE = 0;
    private static final byte BLOB = 1;
    private static final int CACHED = 8_192;
    private static final String CURRENT = "current";
    private static final char END = '\0';

    /** What one scope of a base is made of: documents in the order of type, then id. */
    interface Source {
        String scope();

        Iterator<Document> documents();
    }

    private final Disk disk;
    private final Path dir;
    private final String generation;
    private final Volume volume;
    private final SortedTableMap<String, byte[]> docs;
    private final Disk.File blobs;
    private final BaseState state;
    private final Map<String, Document> cache = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Document> eldest) {
            return size() > CACHED;
        }
    };

    private BaseTables(Disk disk, Path dir, String generation, Volume volume, Disk.File blobs, BaseState state) {
        this.disk = disk;
        this.dir = dir;
        this.generation = generation;
        this.volume = volume;
        this.docs = SortedTableMap.Companion.open(volume, Serializer.STRING, Serializer.BYTE_ARRAY);
        this.blobs = blobs;
        this.state = state;
    }

    BaseState state() {
        return state;
    }

    /** How many documents it holds. */
    long size() {
        return docs.sizeLong();
    }

    // ---- reading

    private static String key(String scope, String type, String id) {
        return scope + END + type + END + id;
    }

    @Nullable Document get(Scope scope, DocRef ref) {
        String key = key(scope.name(), ref.type(), ref.id());
        synchronized (cache) {
            Document known = cache.get(key);
            if (known != null) {
                return known;
            }
        }
        byte[] stored = state.keys().mayContain(key) ? docs.get(key) : null;
        if (stored == null) {
            return null;
        }
        Document document = document(scope, stored);
        synchronized (cache) {
            cache.put(key, document);
        }
        return document;
    }

    /** Documents of a type in the order of their ids; they don't fill the cache. */
    Iterator<Document> scan(Scope scope, String type) {
        String from = scope.name() + END + type + END;
        String to = scope.name() + END + type + (char) (END + 1);
        Iterator<byte[]> values = docs.subMap(from, true, to, false).values().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return values.hasNext();
            }

            @Override
            public Document next() {
                return document(scope, values.next());
            }
        };
    }

    private Document document(Scope scope, byte[] stored) {
        byte[] bytes;
        ByteBuffer header = ByteBuffer.wrap(stored);
        int crc = header.getInt();
        if (header.get() == INLINE) {
            bytes = new byte[stored.length - HEADER_BYTES];
            header.get(bytes);
        } else {
            bytes = blob(header.getLong(), header.getInt());
        }
        if (crc != SegmentFormat.crc(bytes, 0, bytes.length)) {
            throw rotten(scope);
        }
        return DocumentCodec.document(scope, bytes);
    }

    /** The next opening does without this base: the journal has everything. */
    void putAside() {
        try {
            disk.delete(dir.resolve(CURRENT));
        } catch (IOException e) {
            LOG.warn("The rotten base can't be put aside", e);
        }
    }

    private StoreException rotten(Scope scope) {
        putAside();
        return new StoreException(
                StoreException.Kind.DAMAGED,
                "A document of " + scope + " has rotted in the base files of " + dir
                        + ". Start the program again: it makes" + " them anew of the journal, which has everything");
    }

    private byte[] blob(long at, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        try {
            while (buffer.hasRemaining() && blobs.read(buffer, at + buffer.position()) >= 0) {}
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.DAMAGED, "The base files can't be read: " + e.getMessage(), e);
        }
        return buffer.array();
    }

    // ---- writing

    /** Writes the next generation aside and makes it the one that counts. */
    static BaseTables write(Disk disk, Path dir, BaseState state, List<Source> sources) throws IOException {
        disk.createFolders(dir);
        String generation = String.format("%08x", nextGeneration(disk, dir));
        Path docsFile = dir.resolve(generation + ".docs");
        Path blobsFile = dir.resolve(generation + ".blobs");
        Path stateFile = dir.resolve(generation + ".state");
        Volume volume = disk.makeTable(docsFile);
        try (Disk.File blobs = disk.open(blobsFile, Disk.Mode.CREATE_NEW)) {
            var sink = SortedTableMap.Companion.create(volume, Serializer.STRING, Serializer.BYTE_ARRAY)
                    .pageSize(PAGE_BYTES)
                    .nodeSize(NODE_ENTRIES)
                    .createFromSink();
            long at = 0;
            for (Source source : sources) {
                for (Iterator<Document> all = source.documents(); all.hasNext(); ) {
                    Document document = all.next();
                    byte[] bytes = DocumentCodec.encode(document);
                    String key = key(
                            source.scope(),
                            document.ref().type(),
                            document.ref().id());
                    state.keys().add(key);
                    if (bytes.length <= INLINE_BYTES_MAX) {
                        sink.put(key, inline(bytes));
                    } else {
                        blobs.write(ByteBuffer.wrap(bytes), at);
                        sink.put(key, inBlobs(bytes, at));
                        at += bytes.length;
                    }
                }
            }
            sink.create();
            blobs.sync(true);
        }
        disk.syncTable(docsFile, volume);
        byte[] stateBytes = state.encode();
        Folders.write(disk, stateFile, stateBytes);
        disk.syncFolder(dir);
        Folders.replace(
                disk,
                dir.resolve(CURRENT),
                (generation + " " + Hash.sha256(stateBytes) + "\n").getBytes(StandardCharsets.US_ASCII));
        volume.close();
        return new BaseTables(
                disk, dir, generation, disk.openTable(docsFile), disk.open(blobsFile, Disk.Mode.READ), state);
    }

    private static byte[] inline(byte[] bytes) {
        return ByteBuffer.allocate(HEADER_BYTES + bytes.length)
                .putInt(SegmentFormat.crc(bytes, 0, bytes.length))
                .put(INLINE)
                .put(bytes)
                .array();
    }

    private static byte[] inBlobs(byte[] bytes, long at) {
        return ByteBuffer.allocate(HEADER_BYTES + 12)
                .putInt(SegmentFormat.crc(bytes, 0, bytes.length))
                .put(BLOB)
                .putLong(at)
                .putInt(bytes.length)
                .array();
    }

    private static long nextGeneration(Disk disk, Path dir) throws IOException {
        long last = 0;
        for (String name : disk.list(dir)) {
            if (name.matches("[0-9a-f]{8}\\..*")) {
                last = Math.max(last, Long.parseLong(name.substring(0, 8), 16));
            }
        }
        return last + 1;
    }

    // ---- opening

    /** The base that counts, or null if there is none that can be used; files of other generations are deleted. */
    static @Nullable BaseTables open(Disk disk, Path dir, int schema) throws IOException {
        if (!disk.exists(dir.resolve(CURRENT))) {
            return null;
        }
        String[] words = new String(disk.read(dir.resolve(CURRENT)), StandardCharsets.ISO_8859_1)
                .strip()
                .split(" ", -1);
        if (words.length != 2 || !words[0].matches("[0-9a-f]{8}")) {
            LOG.warn("{} can't be read; the journal is replayed from its beginning", dir.resolve(CURRENT));
            return null;
        }
        String generation = words[0];
        deleteOthers(disk, dir, generation);
        try {
            byte[] stateBytes = disk.read(dir.resolve(generation + ".state"));
            if (!Hash.sha256(stateBytes).toString().equals(words[1])) {
                throw Values.bad("its state does not have the hash that \"" + CURRENT + "\" names");
            }
            BaseState state = BaseState.decode(stateBytes);
            if (state.schema() != schema) {
                LOG.info("The base is of another version; the journal is replayed from its beginning");
                return null;
            }
            return new BaseTables(
                    disk,
                    dir,
                    generation,
                    disk.openTable(dir.resolve(generation + ".docs")),
                    disk.open(dir.resolve(generation + ".blobs"), Disk.Mode.READ),
                    state);
        } catch (IOException | RuntimeException | AssertionError e) {
            LOG.warn("Base {} can't be used; the journal is replayed from its beginning", generation, e);
            return null;
        }
    }

    /** Other generations than the one that counts. */
    private static void deleteOthers(Disk disk, Path dir, String generation) throws IOException {
        for (String name : disk.list(dir)) {
            if (!name.equals(CURRENT) && !name.startsWith(generation + ".")) {
                disk.delete(dir.resolve(name));
            }
        }
    }

    /** Deletes the files of a generation that nobody reads any more; where a mapped file can't be, the next opening does. */
    void delete() throws IOException {
        close();
        for (String suffix : List.of(".docs", ".blobs", ".state")) {
            disk.delete(dir.resolve(generation + suffix));
        }
    }

    /** Every document, with its checksum checked: what is wrong, in words. */
    List<String> scrub() {
        var problems = new ArrayList<String>();
        for (Map.Entry<String, byte[]> entry : docs.entrySet()) {
            try {
                var scope = new Scope(entry.getKey().substring(0, entry.getKey().indexOf(END)));
                DocRef ref = document(scope, entry.getValue()).ref();
                if (!entry.getKey().equals(key(scope.name(), ref.type(), ref.id()))) {
                    throw rotten(scope);
                }
            } catch (RuntimeException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return problems;
    }

    /** Counts by type of one scope. */
    TreeMap<String, Long> types(Scope scope) {
        return state.typesOf(scope);
    }

    @Override
    public void close() throws IOException {
        volume.close();
        blobs.close();
    }
}
