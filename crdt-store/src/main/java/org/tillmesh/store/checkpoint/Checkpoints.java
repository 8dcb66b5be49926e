package org.tillmesh.store.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.crdt.VersionVector;
import org.tillmesh.store.Document;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.base.BaseState;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.bytes.CborReader;
import org.tillmesh.store.bytes.CborWriter;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.bytes.DocumentCodec;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.disk.Folders;
import org.tillmesh.store.stream.HeldStream;
import org.tillmesh.store.stream.ScopeStreams;
import org.tillmesh.store.view.ScopeDocuments;

/**
 * Checkpoints as files: chunks of documents ({@code [document…]}, up to 1 MiB each, named by their hash), chunks of
 * streams ({@code ["streams", [origin, branch, forked, seq before, hash before, hashes, [hole seq…]]…]}, so that a fork
 * point is found however late it shows) and a manifest {@code [1, scope, position, [[origin, branch, seq, hash]…],
 * [chunk hash…], digest, schema]}; where months are archived {@code [2, …, schema, indexes, [[month, digest, [[type, first
 * id, chunk hash]…]]…]]}. A stream longer than a chunk goes on in the next one. An unknown hash of a hole is 32
 * zero bytes.
 *
 * <p>Where a chunk of documents ends depends on the name of its last document, so that two checkpoints share all chunks
 * but those in which something changed, and whoever has one fetches little of the next.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final long VERSION = 1;
    private static final long VERSION_ARCHIVES = 2;
    private static final String STREAMS = "streams";
    private static final String MAKING = ".new";
    private static final int STREAM_PARTS = 2;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int CHUNK_BYTES_MIN = CHUNK_BYTES / 4;
    private static final int CHUNK_BYTES_MORE = CHUNK_BYTES / 2;

    private final Disk disk;
    private final Path dir;

    public Checkpoints(Disk disk, Path dir) {
        this.disk = disk;
        this.dir = dir;
    }

    /** @param old moves what is old into archives; null where nothing is archived */
    public Store.Checkpoint write(
            BaseTables.Source source, long position, Schema schema, @Nullable Archiving old, Path into)
            throws IOException {
        disk.createFolders(into);
        var chunks = new ArrayList<Hash>();
        var gathered = new ArrayList<byte[]>();
        long bytes = 0;
        for (Iterator<BaseTables.Encoded> all = source.documents(); all.hasNext(); ) {
            BaseTables.Encoded document = all.next();
            if (PlantedBug.REMOVAL_LEFT_OUT.isPlanted() && !isVisible(document)) {
                continue;
            }
            byte[] kept = old == null ? document.bytes() : old.take(document);
            int length = kept.length;
            gathered.add(kept);
            bytes += length;
            var ref = new DocRef(document.type(), document.id());
            if (bytes >= CHUNK_BYTES || (bytes >= CHUNK_BYTES_MIN && endsChunk(ref, length))) {
                chunks.add(writeChunk(gathered, into));
                gathered.clear();
                bytes = 0;
            }
        }
        if (!gathered.isEmpty()) {
            chunks.add(writeChunk(gathered, into));
        }
        var heads = new TreeMap<StreamId, Head>();
        BaseState.OfScope state = source.state();
        for (HeldStream stream : state.streams()) {
            if (stream.head().seq() > 0) {
                heads.put(stream.id(), stream.head());
                chunks.addAll(writeStream(stream, into));
            }
        }
        var vector = new VersionVector(heads);
        return parse(manifest(
                state.scope(),
                position,
                vector,
                chunks,
                state.digest(),
                schema,
                old == null ? List.of() : old.archives()));
    }

    private static boolean isVisible(BaseTables.Encoded document) {
        return ScopeDocuments.visible(DocumentCodec.read(Scope.COMPANY, new CborReader(document.bytes()))) != null;
    }

    /** Chosen by its name and length, so that a chunk grows by {@link #CHUNK_BYTES_MORE} bytes until one is. */
    private static boolean endsChunk(DocRef ref, int length) {
        var crc = new CRC32C();
        crc.update(ref.toString().getBytes(StandardCharsets.UTF_8));
        return crc.getValue() < ((long) length << Integer.SIZE) / CHUNK_BYTES_MORE;
    }

    private List<Hash> writeStream(HeldStream stream, Path into) throws IOException {
        var chunks = new ArrayList<Hash>();
        long seq = stream.before().seq();
        do {
            int count = (int) Math.min(CHUNK_BYTES / Hash.BYTES, stream.lastSeq() - seq);
            var hashes = ByteBuffer.allocate(count * Hash.BYTES);
            var holes = new ArrayList<Value>();
            Head before = seq == stream.before().seq() ? stream.before() : new Head(seq, known(stream, seq));
            for (int i = 0; i < count; i++) {
                seq++;
                hashes.put(known(stream, seq).bytes());
                if (stream.isHole(seq)) {
                    holes.add(Value.of(seq));
                }
            }
            chunks.add(writeChunk(
                    List.of(
                            Values.encode(Value.of(STREAMS)),
                            Values.encode(Value.list(List.of(
                                    ChangeSets.origin(stream.id().origin()),
                                    Value.of(stream.id().branch().bytes()),
                                    Value.of(stream.forked() ? 1 : 0),
                                    Value.of(before.seq()),
                                    Value.of(before.hash().bytes()),
                                    Value.of(hashes.array()),
                                    Value.list(holes))))),
                    into));
        } while (seq < stream.lastSeq());
        return chunks;
    }

    private static Hash known(HeldStream stream, long seq) {
        Hash hash = stream.hashAt(seq);
        return hash == null ? Hash.ZERO : hash;
    }

    private static void readStream(Scope scope, Value value, TreeMap<StreamId, HeldStream> into) {
        List<Value> parts = ChangeSets.list(value);
        var id = new StreamId(scope, ChangeSets.origin(parts.get(0)), Hash.of(ChangeSets.raw(parts.get(1))));
        var before = new Head(ChangeSets.number(parts.get(3)), Hash.of(ChangeSets.raw(parts.get(4))));
        HeldStream stream = into.computeIfAbsent(id, i -> new HeldStream(i, before.seq() == 0 ? Head.NONE : before));
        if (stream.lastSeq() != before.seq()) {
            throw Values.bad("a checkpoint's stream " + id + " has a gap after " + stream.lastSeq());
        }
        var holes = new TreeSet<Long>();
        ChangeSets.list(parts.get(6)).forEach(seq -> holes.add(ChangeSets.number(seq)));
        var hashes = ByteBuffer.wrap(ChangeSets.raw(parts.get(5)));
        while (hashes.hasRemaining()) {
            byte[] bytes = new byte[Hash.BYTES];
            hashes.get(bytes);
            Hash hash = Hash.of(bytes);
            stream.append(
                    holes.contains(stream.lastSeq() + 1)
                            ? HeldStream.Entry.hole(hash.isZero() ? null : hash, 0)
                            : HeldStream.Entry.covered(hash));
        }
        if (ChangeSets.number(parts.get(2)) == 1) {
            stream.fork();
        }
    }

    public Hash writeChunk(List<byte[]> encodedParts, Path into) throws IOException {
        var out = new CborWriter(CHUNK_BYTES + CHUNK_BYTES / 4);
        out.array(encodedParts.size());
        encodedParts.forEach(out::encoded);
        byte[] bytes = out.toBytes();
        Hash hash = Hash.sha256(bytes);
        Path file = into.resolve(hash.toString());
        if (disk.exists(file) && Arrays.equals(disk.read(file), bytes)) { // somebody may be reading it
            Folders.sync(disk, file);
        } else {
            Folders.write(disk, file, bytes);
        }
        return hash;
    }

    private static byte[] manifest(
            Scope scope,
            long position,
            VersionVector vector,
            List<Hash> chunks,
            Hash digest,
            Schema schema,
            List<Store.Archive> archives) {
        var rows = new ArrayList<Value>();
        vector.heads()
                .forEach((id, head) -> rows.add(Value.list(List.of(
                        ChangeSets.origin(id.origin()),
                        Value.of(id.branch().bytes()),
                        Value.of(head.seq()),
                        Value.of(head.hash().bytes())))));
        var parts = new ArrayList<>(List.of(
                Value.of(archives.isEmpty() ? VERSION : VERSION_ARCHIVES),
                Value.of(scope.name()),
                Value.of(position),
                Value.list(rows),
                Value.list(chunks.stream().map(h -> Value.of(h.bytes())).toList()),
                Value.of(digest.bytes()),
                Value.of(schema.number())));
        if (!archives.isEmpty()) {
            parts.add(Value.of(schema.indexes()));
            parts.add(Value.list(archives.stream().map(Checkpoints::value).toList()));
        }
        return Values.encode(Value.list(parts));
    }

    private static Value value(Store.Archive archive) {
        List<Value> chunks = archive.chunks().stream()
                .map(chunk -> Value.list(List.of(
                        Value.of(chunk.type()),
                        Value.of(chunk.firstId()),
                        Value.of(chunk.hash().bytes()))))
                .toList();
        return Value.list(
                List.of(Value.of(archive.month()), Value.of(archive.digest().bytes()), Value.list(chunks)));
    }

    private static Store.Archive archive(Value value) {
        List<Value> parts = ChangeSets.list(value);
        var chunks = new ArrayList<Store.ArchiveChunk>();
        for (Value chunk : ChangeSets.list(parts.get(2))) {
            List<Value> columns = ChangeSets.list(chunk);
            chunks.add(new Store.ArchiveChunk(
                    ChangeSets.text(columns.get(0)),
                    ChangeSets.text(columns.get(1)),
                    Hash.of(ChangeSets.raw(columns.get(2)))));
        }
        return new Store.Archive(
                ChangeSets.text(parts.get(0)), Hash.of(ChangeSets.raw(parts.get(1))), List.copyOf(chunks));
    }

    public static Store.Checkpoint parse(byte[] manifest) {
        try {
            List<Value> parts = ChangeSets.list(Values.decode(manifest));
            long version = ChangeSets.number(parts.get(0));
            if (version != VERSION && version != VERSION_ARCHIVES) {
                throw Values.bad("a checkpoint of version " + version + " is unknown here; update this program");
            }
            boolean archived = version == VERSION_ARCHIVES;
            Scope scope = new Scope(ChangeSets.text(parts.get(1)));
            var heads = new TreeMap<StreamId, Head>();
            for (Value row : ChangeSets.list(parts.get(3))) {
                List<Value> columns = ChangeSets.list(row);
                heads.put(
                        new StreamId(scope, ChangeSets.origin(columns.get(0)), Hash.of(ChangeSets.raw(columns.get(1)))),
                        new Head(ChangeSets.number(columns.get(2)), Hash.of(ChangeSets.raw(columns.get(3)))));
            }
            return new Store.Checkpoint(
                    scope,
                    ChangeSets.number(parts.get(2)),
                    new VersionVector(heads),
                    ChangeSets.list(parts.get(4)).stream()
                            .map(h -> Hash.of(ChangeSets.raw(h)))
                            .toList(),
                    Hash.of(ChangeSets.raw(parts.get(5))),
                    Math.toIntExact(ChangeSets.number(parts.get(6))),
                    archived ? Math.toIntExact(ChangeSets.number(parts.get(7))) : 0,
                    archived
                            ? ChangeSets.list(parts.get(8)).stream()
                                    .map(Checkpoints::archive)
                                    .toList()
                            : List.of(),
                    manifest);
        } catch (ClassCastException | ArithmeticException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new StoreException(
                    StoreException.Kind.BAD_RECORD, "A checkpoint's manifest can't be read: " + e.getMessage(), e);
        }
    }

    /** Takes a checkpoint into this folder, synced; its name there. */
    public String keep(Store.Checkpoint checkpoint, List<Hash> names, List<Path> chunks) throws IOException {
        if (chunks.size() != names.size()) {
            throw Values.bad("a checkpoint of " + names.size() + " chunks came with " + chunks.size());
        }
        String name = Hash.sha256(checkpoint.manifest()).toString();
        Path folder = dir.resolve(name);
        disk.createFolders(folder);
        for (int i = 0; i < chunks.size(); i++) {
            disk.link(chunks.get(i), folder.resolve(names.get(i).toString()));
        }
        for (Hash chunk : names) {
            Folders.sync(disk, folder.resolve(chunk.toString()));
        }
        Folders.replace(disk, folder.resolve("manifest"), checkpoint.manifest());
        disk.syncFolder(dir);
        Folders.syncParent(disk, dir);
        return name;
    }

    /** What lies here under a name; empty if it can't be read. */
    public Optional<Store.Checkpoint> manifest(String name) {
        Path file = folder(name).resolve("manifest");
        try {
            return disk.exists(file) ? Optional.of(parse(disk.read(file))) : Optional.empty();
        } catch (IOException | StoreException e) {
            LOG.warn("The manifest {} can't be read: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private Path folder(String name) {
        if (!name.matches("[0-9a-f]{64}")) {
            throw Values.bad("checkpoint name \"" + name + "\" is no hash");
        }
        return dir.resolve(name);
    }

    /** A chunk of a checkpoint that lies here, whole. */
    public Optional<byte[]> chunk(Hash manifest, Hash chunk) {
        Path file = dir.resolve(manifest.toString()).resolve(chunk.toString());
        try {
            return disk.exists(file)
                    ? Optional.of(disk.read(file))
                            .filter(bytes -> Hash.sha256(bytes).equals(chunk))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The chunk " + file + " can't be read", e);
        }
    }

    /** The checkpoint of a name, which must be here. */
    public Store.Checkpoint named(String name) {
        try {
            return parse(disk.read(folder(name).resolve("manifest")));
        } catch (IOException e) {
            throw new UncheckedIOException("The manifest of checkpoint " + name + " can't be read", e);
        }
    }

    public byte[] read(String name, Hash chunk) {
        try {
            return disk.read(folder(name).resolve(chunk.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("Chunk " + chunk + " of checkpoint " + name + " can't be read", e);
        }
    }

    /** Whether a checkpoint's chunks have more bytes than this. */
    public boolean isLarger(String name, long bytes) {
        long left = bytes;
        for (Hash chunk : named(name).chunks()) {
            left -= read(name, chunk).length;
            if (left < 0) {
                return true;
            }
        }
        return false;
    }

    /** One of the two kinds of chunks. */
    public record Chunk(List<Document> documents, List<byte[]> encoded, List<Value> streams) {
        public void seed(Scope scope, TreeMap<StreamId, HeldStream> into) {
            streams.forEach(stream -> readStream(scope, stream, into));
        }
    }

    /** Reads bytes and nothing else, so that several can at once. */
    public static Chunk decode(Scope scope, Hash hash, byte[] bytes) {
        if (!Hash.sha256(bytes).equals(hash)) {
            throw Values.bad("chunk " + hash + " of a checkpoint of " + scope + " does not have that hash");
        }
        var in = new CborReader(bytes);
        int parts = in.array();
        if (parts == STREAM_PARTS && in.isText()) {
            in.text();
            return new Chunk(List.of(), List.of(), List.of(in.value()));
        }
        var documents = new ArrayList<Document>(parts);
        var encoded = new ArrayList<byte[]>(parts);
        for (int i = 0; i < parts; i++) {
            int from = in.at();
            documents.add(DocumentCodec.read(scope, in));
            encoded.add(in.slice(from));
        }
        return new Chunk(documents, encoded, List.of());
    }

    /** How many documents a chunk says it has; 0 of a chunk of a stream. */
    static int documentsIn(byte[] chunk) {
        var in = new CborReader(chunk);
        int parts = in.array();
        return parts == STREAM_PARTS && in.isText() ? 0 : parts;
    }

    public static void requireHeads(Store.Checkpoint checkpoint, Collection<HeldStream> streams) {
        var held = new ScopeStreams(checkpoint.scope());
        streams.forEach(held::seed);
        if (!held.vector().equals(checkpoint.vector())) {
            throw Values.bad("checkpoint of " + checkpoint.scope() + " names other heads than its streams have");
        }
    }

    public static void requireDigest(Store.Checkpoint checkpoint, Schema schema, Hash digest) {
        if (checkpoint.schema() == schema.number() && !digest.equals(checkpoint.digest())) {
            throw Values.bad("checkpoint of " + checkpoint.scope() + " has digest " + checkpoint.digest()
                    + ", its documents have " + digest);
        }
    }

    /** The streams of a checkpoint that is here. */
    public List<HeldStream> streams(String name) {
        Store.Checkpoint checkpoint = named(name);
        var streams = new TreeMap<StreamId, HeldStream>();
        for (Hash chunk : checkpoint.chunks()) {
            byte[] bytes = read(name, chunk);
            if (documentsIn(bytes) == 0) {
                decode(checkpoint.scope(), chunk, bytes).seed(checkpoint.scope(), streams);
            }
        }
        return List.copyOf(streams.values());
    }

    /** Deletes a folder of chunks, if it is there. */
    public void delete(Path folder) throws IOException {
        if (!disk.exists(folder)) {
            return;
        }
        for (String file : disk.list(folder)) {
            disk.delete(folder.resolve(file));
        }
        disk.delete(folder);
    }

    /** A folder for one in the making, with nothing in it: a crash may have left something. */
    public Path begin(String name) throws IOException {
        Path folder = dir.resolve(name + MAKING);
        delete(folder);
        return folder;
    }

    /** Deletes checkpoints that nothing asks for any more, and what a crash left of one in the making. */
    public void deleteAllBut(List<String> needed) throws IOException {
        for (String name : disk.list(dir)) {
            boolean isUnfinished = name.endsWith(MAKING);
            if (isUnfinished || (name.matches("[0-9a-f]{64}") && !needed.contains(name))) {
                delete(dir.resolve(name));
            }
        }
    }
}
