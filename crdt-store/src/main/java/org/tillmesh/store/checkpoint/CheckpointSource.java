package org.tillmesh.store.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.store.Document;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.base.BaseState;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.bytes.CborReader;
import org.tillmesh.store.bytes.CborWriter;
import org.tillmesh.store.bytes.DocumentCodec;
import org.tillmesh.store.bytes.Sum256;
import org.tillmesh.store.stream.HeldStream;
import org.tillmesh.store.view.RowChange;
import org.tillmesh.store.view.ScopeDocuments;

/**
 * A checkpoint that is here as the source of a base: verified, its index rows worked out. Chunks are worked on several at
 * once and handed out in their order; the documents themselves are never all in memory, for a till has little of it.
 */
public final class CheckpointSource implements BaseTables.Source, AutoCloseable {
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int CHUNKS_AHEAD = 2 * CORES;

    /** So many are read in less time than it takes to start threads. */
    private static final int CHUNKS_ALONE = 4;

    private static final Comparator<Map.Entry<String, byte[]>> BY_PLACE = Map.Entry.comparingByKey();

    private final Checkpoints checkpoints;
    private final Schema schema;
    private final String name;
    private final Store.Checkpoint checkpoint;
    private final @Nullable List<HeldStream> before;
    private final List<Hash> chunks = new ArrayList<>();
    private final TreeMap<StreamId, HeldStream> streams = new TreeMap<>();
    private final @Nullable ExecutorService workers;
    private final ArrayDeque<Future<Part>> ahead = new ArrayDeque<>();
    private int submitted;
    private long size;

    private final List<byte[]> rows = new ArrayList<>();
    private final TreeMap<String, Long> types = new TreeMap<>();
    private final List<DocRef> waiting = new ArrayList<>();
    private final Sum256 digest = new Sum256();
    private final Unarchiving archives;

    /** What is worked out of a chunk by itself. {@code rows} is one after the other, in order: see {@link RowReader}. */
    private record Part(
            List<BaseTables.Encoded> documents,
            byte[] rows,
            List<Hash> counted,
            TreeMap<String, Long> types,
            List<DocRef> waiting) {}

    /** @param before the streams of this scope that are held now; null for its documents alone, without index rows */
    public CheckpointSource(Checkpoints checkpoints, String name, Schema schema, @Nullable List<HeldStream> before) {
        this.checkpoints = checkpoints;
        this.schema = schema;
        this.name = name;
        this.before = before;
        this.checkpoint = checkpoints.named(name);
        this.archives = new Unarchiving(checkpoints, name, checkpoint, schema);
        for (Hash chunk : checkpoint.chunks()) {
            byte[] bytes = checkpoints.read(name, chunk);
            int documents = Checkpoints.documentsIn(bytes);
            if (documents > 0) {
                chunks.add(chunk);
                size += documents;
            } else {
                Checkpoints.decode(scope(), chunk, bytes).seed(scope(), streams);
            }
        }
        Checkpoints.requireHeads(checkpoint, streams.values());
        workers = chunks.size() > CHUNKS_ALONE ? Executors.newFixedThreadPool(CORES) : null;
    }

    /** How many documents it has. */
    public long size() {
        return size;
    }

    @Override
    public Scope scope() {
        return checkpoint.scope();
    }

    /** @throws StoreException BAD_RECORD behind the last document, if they are not what the manifest says */
    @Override
    public Iterator<BaseTables.Encoded> documents() {
        return new Iterator<>() {
            private Iterator<BaseTables.Encoded> some =
                    List.<BaseTables.Encoded>of().iterator();

            @Override
            public boolean hasNext() {
                while (!some.hasNext()) {
                    Part part = nextPart();
                    if (part == null) {
                        archives.requireAll();
                        Checkpoints.requireDigest(checkpoint, schema, digest.toHash());
                        return false;
                    }
                    take(part);
                    some = part.documents().iterator();
                }
                return true;
            }

            @Override
            public BaseTables.Encoded next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return some.next();
            }
        };
    }

    private @Nullable Part nextPart() {
        while (submitted < chunks.size() && ahead.size() < CHUNKS_AHEAD) {
            Hash chunk = chunks.get(submitted++);
            byte[] bytes = checkpoints.read(name, chunk);
            var work = new FutureTask<>(() -> part(chunk, bytes));
            if (workers == null) {
                work.run();
            } else {
                workers.execute(work);
            }
            ahead.add(work);
        }
        return ahead.isEmpty() ? null : result(ahead.remove());
    }

    private void take(Part part) {
        rows.add(part.rows());
        part.counted().forEach(digest::add);
        part.types().forEach((type, count) -> types.merge(type, count, Long::sum));
        waiting.addAll(part.waiting());
    }

    private static Part result(Future<Part> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a checkpoint was read", e);
        }
    }

    private Part part(Hash hash, byte[] bytes) {
        Checkpoints.Chunk chunk = Checkpoints.decode(scope(), hash, bytes);
        var documents = new ArrayList<BaseTables.Encoded>();
        var counted = new ArrayList<Hash>();
        var types = new TreeMap<String, Long>();
        var waiting = new ArrayList<DocRef>();
        var rows = new ArrayList<Map.Entry<String, byte[]>>();
        for (int i = 0; i < chunk.documents().size(); i++) {
            Document came = chunk.documents().get(i);
            Document document = archives.expand(came);
            DocRef ref = document.ref();
            documents.add(new BaseTables.Encoded(
                    ref.type(), ref.id(), document == came ? chunk.encoded().get(i) : DocumentCodec.encode(document)));
            Document seen = ScopeDocuments.visible(document);
            if (seen != null) {
                types.merge(ref.type(), 1L, Long::sum);
                if (schema.countsInDigest(ref.type())) {
                    counted.add(DocumentCodec.digest(seen));
                }
                if (before != null) {
                    rows.addAll(RowChange.valuesOf(schema, scope(), seen).entrySet());
                }
            }
            if (document instanceof Document.State state && state.dots().hasPending()) {
                waiting.add(ref);
            }
        }
        rows.sort(BY_PLACE);
        return new Part(documents, packed(rows), counted, types, waiting);
    }

    private static byte[] packed(List<Map.Entry<String, byte[]>> rows) {
        var out = new CborWriter(1 << 16);
        rows.forEach(
                row -> out.bytes(row.getKey().getBytes(StandardCharsets.UTF_8)).bytes(row.getValue()));
        return out.toBytes();
    }

    /** Rows of one chunk, the next one at hand. */
    private static final class RowReader {
        private final CborReader in;
        private Map.Entry<String, byte[]> row;

        RowReader(byte[] packed) {
            in = new CborReader(packed);
            row = read();
        }

        private Map.Entry<String, byte[]> read() {
            return Map.entry(new String(in.raw(), StandardCharsets.UTF_8), in.raw());
        }

        /** Whether there is another one. */
        boolean advance() {
            if (in.isAtEnd()) {
                return false;
            }
            row = read();
            return true;
        }
    }

    @Override
    public Iterator<Map.Entry<String, byte[]>> rows() {
        var readers = new PriorityQueue<RowReader>(Comparator.comparing((RowReader reader) -> reader.row.getKey()));
        rows.stream().filter(packed -> packed.length > 0).map(RowReader::new).forEach(readers::add);
        rows.clear();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !readers.isEmpty();
            }

            @Override
            public Map.Entry<String, byte[]> next() {
                RowReader first = readers.remove();
                Map.Entry<String, byte[]> row = first.row;
                if (first.advance()) {
                    readers.add(first);
                }
                return row;
            }
        };
    }

    @Override
    public BaseState.OfScope state() {
        return new BaseState.OfScope(
                scope(),
                digest.toHash(),
                List.copyOf(streams.values()),
                types,
                waiting,
                before == null ? null : new BaseState.Adopted(name, before));
    }

    List<HeldStream> streams() {
        return List.copyOf(streams.values());
    }

    @Override
    public void close() {
        if (workers != null) {
            workers.shutdownNow();
        }
    }
}
