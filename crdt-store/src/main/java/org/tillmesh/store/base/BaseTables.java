package org.tillmesh.store.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.mapdb.Serializer;
import org.mapdb.SortedTableMap;
import org.mapdb.volume.Volume;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;
import org.tillmesh.store.Place;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.Checksum;
import org.tillmesh.store.bytes.DocumentCodec;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.disk.Folders;

/**
 * One generation of the view as immutable files: {@code docs} (a MapDB table of encoded documents by scope, type and id,
 * each under its own checksum), {@code rows} (the same for index rows, and what the rows of one key come to), {@code blobs}
 * (what is too long for the table of documents) and {@code state} (all that is not a
 * document: {@link BaseState}). {@code base/current} names the generation that counts; it is written last. A base is never
 * needed: whatever is wrong with it, the journal is replayed from its beginning.
 */
public final class BaseTables implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BaseTables.class);
    private static final int INLINE_BYTES_MAX = 4_000;
    private static final int PAGE_BYTES = 64 << 10;
    private static final int NODE_ENTRIES = 8;
    private static final int CRC_BYTES = 4;
    private static final int HEADER_BYTES = CRC_BYTES + 1;
    private static final byte INLINE = 0;
    private static final byte BLOB = 1;
    private static final int CACHED = 16_384;
    private static final String CURRENT = "current";
    private static final char END = '\0';
    private static final String ROWS = END + "r" + END;
    private static final String FOLDS = END + "s" + END;
    private static final List<String> TABLES = List.of(".docs", ".rows", ".blobs");
    private static final String STATE = ".state";
    private static final int CHECKED_AT_ONCE = 1 << 20;

    /** What one scope of a base is made of: documents in the order of type, then id; rows in the order of their places. */
    public interface Source {
        Scope scope();

        Iterator<Encoded> documents();

        /** To be read behind the documents. */
        Iterator<Map.Entry<String, byte[]>> rows();

        /** To be read behind documents and rows. */
        BaseState.OfScope state();
    }

    /** A document as {@link DocumentCodec} writes it. */
    public record Encoded(String type, String id, byte[] bytes) {}

    private final Disk disk;
    private final Path dir;
    private final String generation;
    private final List<Volume> volumes;
    private final SortedTableMap<String, byte[]> docs;
    private final SortedTableMap<String, byte[]> rows;
    private final Disk.File blobs;
    private final BaseState state;
    private final Map<String, Document> cache = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Document> eldest) {
            return size() > CACHED;
        }
    };

    private BaseTables(Disk disk, Path dir, String generation, BaseState state) throws IOException {
        this.disk = disk;
        this.dir = dir;
        this.generation = generation;
        this.state = state;
        Volume ofDocs = disk.openTable(dir.resolve(generation + ".docs"));
        Volume ofRows = disk.openTable(dir.resolve(generation + ".rows"));
        this.volumes = List.of(ofDocs, ofRows);
        this.docs = SortedTableMap.Companion.open(ofDocs, Serializer.STRING, Serializer.BYTE_ARRAY);
        this.rows = SortedTableMap.Companion.open(ofRows, Serializer.STRING, Serializer.BYTE_ARRAY);
        this.blobs = disk.open(dir.resolve(generation + ".blobs"), Disk.Mode.READ);
    }

    public BaseState state() {
        return state;
    }

    /** How many documents it holds. */
    public long size() {
        return docs.sizeLong();
    }

    // ---- reading

    private static String key(String scope, String type, String id) {
        return scope + END + type + END + id;
    }

    @Nullable public Document get(Scope scope, DocRef ref) {
        if (!state.keys().mayContain(scope.name(), ref.type(), ref.id())) {
            return null;
        }
        String key = key(scope.name(), ref.type(), ref.id());
        synchronized (cache) {
            Document known = cache.get(key);
            if (known != null) {
                return known;
            }
        }
        byte[] stored = docs.get(key);
        if (stored == null) {
            return null;
        }
        Document document = document(scope, stored);
        synchronized (cache) {
            cache.put(key, document);
        }
        return document;
    }

    /** Keeps documents at hand that are in this base and were in use of late, as many as the cache takes. */
    public void remember(Scope scope, Collection<Document> documents) {
        synchronized (cache) {
            for (Document document : documents) {
                if (cache.size() >= CACHED) {
                    return;
                }
                cache.put(
                        key(scope.name(), document.ref().type(), document.ref().id()), document);
            }
        }
    }

    /** Documents of a type in the order of their ids; they don't fill the cache. */
    public Iterator<Document> scan(Scope scope, String type) {
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
        if (crc != Checksum.crc(bytes, 0, bytes.length)) {
            throw rotten(scope);
        }
        return DocumentCodec.document(scope, bytes);
    }

    // ---- rows

    /** Rows of a scope between two places, {@code to} excluded. */
    public Iterator<Map.Entry<String, byte[]>> rows(Scope scope, String from, String to) {
        String prefix = scope.name() + ROWS;
        return new Stripped<>(scope, prefix, from, to) {
            @Override
            Map.Entry<String, byte[]> element(String place, byte[] value) {
                return Map.entry(place, value);
            }
        };
    }

    /** The last row of a scope below a place, or null. */
    public Map.@Nullable Entry<String, byte[]> rowBelow(Scope scope, String place) {
        String prefix = scope.name() + ROWS;
        Map.Entry<String, byte[]> below = rows.lowerEntry(prefix + place);
        return below == null || !below.getKey().startsWith(prefix)
                ? null
                : Map.entry(below.getKey().substring(prefix.length()), checked(scope, below.getValue()));
    }

    /** What the rows of a group come to, or null. */
    public byte @Nullable [] fold(Scope scope, String group) {
        byte[] stored = rows.get(scope.name() + FOLDS + group);
        return stored == null ? null : checked(scope, stored);
    }

    /** Groups, in order, and what their rows come to. */
    public Iterator<Schema.Folded> folds(Scope scope, String from, String to) {
        return new Stripped<>(scope, scope.name() + FOLDS, from, to) {
            @Override
            Schema.Folded element(String group, byte[] value) {
                return new Schema.Folded(group, Values.decode(value));
            }
        };
    }

    /** Entries of the table of rows, without the prefix of their keys, checked. */
    private abstract class Stripped<T> implements Iterator<T> {
        private final Scope scope;
        private final String prefix;
        private final Iterator<Map.Entry<String, byte[]>> entries;

        Stripped(Scope scope, String prefix, String from, String to) {
            this.scope = scope;
            this.prefix = prefix;
            this.entries = rows.subMap(prefix + from, true, prefix + to, false)
                    .entrySet()
                    .iterator();
        }

        abstract T element(String key, byte[] value);

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public T next() {
            Map.Entry<String, byte[]> entry = entries.next();
            return element(entry.getKey().substring(prefix.length()), checked(scope, entry.getValue()));
        }
    }

    private byte[] checked(Scope scope, byte[] stored) {
        byte[] bytes = Arrays.copyOfRange(stored, CRC_BYTES, stored.length);
        if (ByteBuffer.wrap(stored).getInt() != Checksum.crc(bytes, 0, bytes.length)) {
            throw rotten(scope);
        }
        return bytes;
    }

    /** The next opening does without this base: the journal has everything. */
    public void putAside() {
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

    /**
     * Writes the next generation aside; it counts when {@link #count} was called.
     *
     * @param state without scopes, its keys empty
     */
    public static BaseTables write(Disk disk, Path dir, BaseState state, Schema schema, List<Source> sources)
            throws IOException {
        disk.createFolders(dir);
        String generation = String.format("%08x", nextGeneration(disk, dir));
        try {
            writeDocuments(disk, dir, generation, state.keys(), sources);
            writeRows(disk, dir, generation, schema, sources);
            List<BaseState.OfScope> scopes = sources.stream().map(Source::state).toList();
            return new BaseTables(disk, dir, generation, state.with(scopes));
        } catch (IOException | RuntimeException e) {
            try {
                deleteFiles(disk, dir, generation);
            } catch (IOException again) {
                e.addSuppressed(again); // the next opening deletes them
            }
            throw e;
        }
    }

    /** Makes this generation the one that counts. */
    public void count() throws IOException {
        byte[] stateBytes = state.encode();
        Folders.write(disk, dir.resolve(generation + STATE), stateBytes);
        disk.syncFolder(dir);
        String current = generation + " " + Hash.sha256(stateBytes) + " " + checksums(disk, dir, generation) + "\n";
        Folders.replace(disk, dir.resolve(CURRENT), current.getBytes(StandardCharsets.US_ASCII));
    }

    /** CRC-32C of each table: a bit that rots in a table's own pointers would make documents vanish without a word. */
    private static String checksums(Disk disk, Path dir, String generation) throws IOException {
        var checksums = new ArrayList<String>();
        ByteBuffer block = ByteBuffer.allocateDirect(CHECKED_AT_ONCE);
        for (String suffix : TABLES) {
            var crc = new CRC32C();
            try (Disk.File file = disk.open(dir.resolve(generation + suffix), Disk.Mode.READ)) {
                long at = 0;
                while (file.read(block.clear(), at) > 0) {
                    at += block.flip().remaining();
                    crc.update(block);
                }
            }
            checksums.add(String.format("%08x", crc.getValue()));
        }
        return String.join(",", checksums);
    }

    private static SortedTableMap.Sink<String, byte[]> sink(Volume volume) {
        return SortedTableMap.Companion.create(volume, Serializer.STRING, Serializer.BYTE_ARRAY)
                .pageSize(PAGE_BYTES)
                .nodeSize(NODE_ENTRIES)
                .createFromSink();
    }

    private static void writeDocuments(Disk disk, Path dir, String generation, Bloom keys, List<Source> sources)
            throws IOException {
        Path file = dir.resolve(generation + ".docs");
        Volume volume = disk.makeTable(file);
        try (Disk.File blobs = disk.open(dir.resolve(generation + ".blobs"), Disk.Mode.CREATE_NEW)) {
            var sink = sink(volume);
            long at = 0;
            for (Source source : sources) {
                String scope = source.scope().name();
                for (Iterator<Encoded> all = source.documents(); all.hasNext(); ) {
                    Encoded document = all.next();
                    byte[] bytes = document.bytes();
                    String key = key(scope, document.type(), document.id());
                    keys.add(scope, document.type(), document.id());
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
            disk.syncTable(file, volume);
        } finally {
            volume.close();
        }
    }

    /** Rows as they come, and behind those of each scope what the rows of each key come to. */
    private static void writeRows(Disk disk, Path dir, String generation, Schema schema, List<Source> sources)
            throws IOException {
        Path file = dir.resolve(generation + ".rows");
        Volume volume = disk.makeTable(file);
        try {
            writeRows(sink(volume), schema, sources);
            disk.syncTable(file, volume);
        } finally {
            volume.close();
        }
    }

    private static void writeRows(SortedTableMap.Sink<String, byte[]> sink, Schema schema, List<Source> sources) {
        for (Source source : sources) {
            String scope = source.scope().name();
            var folding = new Folding(schema);
            for (Iterator<Map.Entry<String, byte[]>> all = source.rows(); all.hasNext(); ) {
                Map.Entry<String, byte[]> row = all.next();
                sink.put(scope + ROWS + row.getKey(), sealed(row.getValue()));
                folding.take(row.getKey(), row.getValue());
            }
            folding.end();
            folding.folds.forEach((group, fold) -> sink.put(scope + FOLDS + group, sealed(fold)));
        }
        sink.create();
    }

    /** Folds groups as their rows pass by. */
    private static final class Folding {
        private final Schema schema;
        private final TreeMap<String, byte[]> folds = new TreeMap<>();
        private final List<Row> rows = new ArrayList<>();
        private String group = "";

        Folding(Schema schema) {
            this.schema = schema;
        }

        void take(String place, byte[] value) {
            if (!schema.isFolded(Place.indexOf(place))) {
                return;
            }
            String next = Place.groupOf(place);
            if (!next.equals(group)) {
                end();
                group = next;
            }
            rows.add(Values.row(place, value));
        }

        void end() {
            if (!rows.isEmpty()) {
                Value fold = schema.fold(Place.indexOf(group), rows);
                if (fold != null) {
                    folds.put(group, Values.encode(fold));
                }
                rows.clear();
            }
        }
    }

    private static byte[] sealed(byte[] bytes) {
        return ByteBuffer.allocate(CRC_BYTES + bytes.length)
                .putInt(Checksum.crc(bytes, 0, bytes.length))
                .put(bytes)
                .array();
    }

    private static byte[] inline(byte[] bytes) {
        return ByteBuffer.allocate(HEADER_BYTES + bytes.length)
                .putInt(Checksum.crc(bytes, 0, bytes.length))
                .put(INLINE)
                .put(bytes)
                .array();
    }

    private static byte[] inBlobs(byte[] bytes, long at) {
        return ByteBuffer.allocate(HEADER_BYTES + 12)
                .putInt(Checksum.crc(bytes, 0, bytes.length))
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
    static @Nullable public BaseTables open(Disk disk, Path dir, Schema schema) throws IOException {
        if (!disk.exists(dir.resolve(CURRENT))) {
            return null;
        }
        String[] words = new String(disk.read(dir.resolve(CURRENT)), StandardCharsets.ISO_8859_1)
                .strip()
                .split(" ", -1);
        if (words.length != 3 || !words[0].matches("[0-9a-f]{8}")) {
            LOG.warn("{} can't be read; the journal is replayed from its beginning", dir.resolve(CURRENT));
            return null;
        }
        String generation = words[0];
        deleteOthers(disk, dir, generation);
        try {
            byte[] stateBytes = disk.read(dir.resolve(generation + STATE));
            if (!Hash.sha256(stateBytes).toString().equals(words[1])) {
                throw Values.bad("its state does not have the hash that \"" + CURRENT + "\" names");
            }
            if (!checksums(disk, dir, generation).equals(words[2])) {
                throw Values.bad("a table of it has rotted");
            }
            BaseState state = BaseState.decode(stateBytes);
            if (state.schema() != schema.number() || state.indexes() != schema.indexes()) {
                LOG.info("The base is of another version; the journal is replayed from its beginning");
                return null;
            }
            return new BaseTables(disk, dir, generation, state);
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
    public void delete() throws IOException {
        close();
        deleteFiles(disk, dir, generation);
    }

    private static void deleteFiles(Disk disk, Path dir, String generation) throws IOException {
        for (String suffix : TABLES) {
            disk.delete(dir.resolve(generation + suffix));
        }
        disk.delete(dir.resolve(generation + STATE));
    }

    /** Every document and row, with its checksum checked: what is wrong, in words. */
    public List<String> scrub() {
        var problems = new ArrayList<String>();
        try {
            for (Map.Entry<String, byte[]> entry : docs.entrySet()) {
                Scope scope = scopeOf(entry.getKey());
                DocRef ref = document(scope, entry.getValue()).ref();
                if (!entry.getKey().equals(key(scope.name(), ref.type(), ref.id()))) {
                    throw rotten(scope);
                }
            }
            for (Map.Entry<String, byte[]> entry : rows.entrySet()) {
                checked(scopeOf(entry.getKey()), entry.getValue());
            }
        } catch (StoreException e) {
            problems.add(String.valueOf(e.getMessage()));
        } catch (RuntimeException | AssertionError e) { // the table's own pointers have rotted
            putAside();
            problems.add("The base files of " + dir + " can't be read: " + e);
        }
        return problems;
    }

    private static Scope scopeOf(String key) {
        return new Scope(key.substring(0, key.indexOf(END)));
    }

    /** Counts by type of one scope. */
    public TreeMap<String, Long> types(Scope scope) {
        return state.typesOf(scope);
    }

    @Override
    public void close() throws IOException {
        volumes.forEach(Volume::close);
        blobs.close();
    }
}
