package org.tillmesh.store.base;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.CborReader;
import org.tillmesh.store.bytes.CborWriter;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.store.journal.KnownSegment;
import org.tillmesh.store.journal.SegmentFormat;
import org.tillmesh.store.stream.HeldStream;
import org.tillmesh.store.stream.PackedEntries;

/**
 * What a base stands for beside its documents: the last commit in it, the clock, the notes, of each scope its digest, its
 * streams, how many documents of each type, which of them have pending dots; and where the commits stand in the segments
 * that need not be read again. {@code [3, schema, indexes, position, hlc, [[key, note]…], [scope…], [segment…],
 * keys]}.
 */
public record BaseState(
        int schema,
        int indexes,
        long position,
        Hlc hlc,
        TreeMap<String, byte[]> notes,
        List<OfScope> scopes,
        List<KnownSegment> segments,
        Bloom keys) {

    private static final int VERSION = 3;
    private static final int BYTES_BESIDE_ENTRIES = 1 << 16;

    /** @param adopted null unless the documents are a checkpoint's alone */
    public record OfScope(
            Scope scope,
            Hash digest,
            List<HeldStream> streams,
            TreeMap<String, Long> types,
            List<DocRef> waiting,
            @Nullable Adopted adopted) {}

    /**
     * The journal has an adoption behind the base's position, and the base is made of that checkpoint: what was held before
     * and the checkpoint lacks is brought from the journal at opening, and that adoption is passed by.
     */
    public record Adopted(String checkpoint, List<HeldStream> before) {}

    public BaseState with(Bloom filter) {
        return new BaseState(schema, indexes, position, hlc, notes, scopes, segments, filter);
    }

    public BaseState with(List<OfScope> made) {
        return new BaseState(schema, indexes, position, hlc, notes, made, segments, keys);
    }

    TreeMap<String, Long> typesOf(Scope scope) {
        return find(scope).map(OfScope::types).orElseGet(TreeMap::new);
    }

    private Optional<OfScope> find(Scope scope) {
        return scopes.stream().filter(s -> s.scope().equals(scope)).findFirst();
    }

    public OfScope of(Scope scope) {
        return find(scope).orElseThrow();
    }

    byte[] encode() {
        long entries = scopes.stream()
                .flatMap(scope -> scope.streams().stream())
                .mapToLong(HeldStream::size)
                .sum();
        var out = new CborWriter(Math.toIntExact(BYTES_BESIDE_ENTRIES + entries * PackedEntries.ENTRY_BYTES));
        out.array(9)
                .number(VERSION)
                .number(schema)
                .number(indexes)
                .number(position)
                .number(hlc.packed());
        out.array(notes.size());
        notes.forEach((key, note) -> out.array(2).text(key).bytes(note));
        out.array(scopes.size());
        scopes.forEach(scope -> write(out, scope));
        out.array(segments.size());
        for (KnownSegment segment : segments) {
            out.array(4)
                    .number(segment.header().number())
                    .bytes8(segment.header().salt())
                    .number(segment.header().size())
                    .array(segment.runs().size());
            segment.runs().forEach((first, offsets) -> {
                ByteBuffer packed = ByteBuffer.allocate(offsets.length * 4);
                packed.asIntBuffer().put(offsets);
                out.array(2).number(first).bytes(packed.array());
            });
        }
        return out.bytes(keys.toBytes()).toBytes();
    }

    private static void write(CborWriter out, OfScope scope) {
        Adopted adopted = scope.adopted();
        out.array(adopted == null ? 5 : 7)
                .text(scope.scope().name())
                .bytes(scope.digest().bytes());
        write(out, scope.streams());
        out.array(scope.types().size());
        scope.types().forEach((type, count) -> out.array(2).text(type).number(count));
        out.array(scope.waiting().size());
        scope.waiting().forEach(ref -> out.array(2).text(ref.type()).text(ref.id()));
        if (adopted != null) {
            out.text(adopted.checkpoint());
            write(out, adopted.before());
        }
    }

    private static void write(CborWriter out, List<HeldStream> streams) {
        out.array(streams.size());
        for (HeldStream stream : streams) {
            out.array(6)
                    .bytes16(
                            stream.id().origin().replica().bits(),
                            stream.id().origin().incarnation().bits())
                    .bytes(stream.id().branch().bytes())
                    .number(stream.forked() ? 1 : 0)
                    .number(stream.before().seq())
                    .bytes(stream.before().hash().bytes())
                    .bytes(stream.packed());
        }
    }

    /** @throws StoreException BAD_RECORD if the bytes are no state of this version */
    static BaseState decode(byte[] bytes) {
        var in = new CborReader(bytes);
        int parts = in.array();
        long version = in.number();
        if (version != VERSION || parts != 9) {
            throw Values.bad("a base of version " + version + " is unknown here");
        }
        int schema = (int) in.number();
        int indexes = (int) in.number();
        long position = in.number();
        var hlc = new Hlc(in.number());
        var notes = new TreeMap<String, byte[]>();
        for (int i = in.array(); i > 0; i--) {
            in.array(2);
            notes.put(in.text(), in.raw());
        }
        var scopes = new ArrayList<OfScope>();
        for (int i = in.array(); i > 0; i--) {
            scopes.add(readScope(in));
        }
        var segments = new ArrayList<KnownSegment>();
        for (int i = in.array(); i > 0; i--) {
            in.array(4);
            long number = in.number();
            long salt = ByteBuffer.wrap(in.raw()).getLong();
            var header = new SegmentFormat.SegmentHeader(number, salt, in.number());
            var runs = new TreeMap<Long, int[]>();
            for (int run = in.array(); run > 0; run--) {
                in.array(2);
                long first = in.number();
                byte[] packed = in.raw();
                var offsets = new int[packed.length / 4];
                ByteBuffer.wrap(packed).asIntBuffer().get(offsets);
                runs.put(first, offsets);
            }
            segments.add(new KnownSegment(header, runs));
        }
        return new BaseState(schema, indexes, position, hlc, notes, scopes, segments, Bloom.of(in.raw()));
    }

    private static OfScope readScope(CborReader in) {
        int parts = in.array();
        var scope = new Scope(in.text());
        Hash digest = Hash.of(in.raw());
        List<HeldStream> streams = readStreams(in, scope);
        var types = new TreeMap<String, Long>();
        for (int i = in.array(); i > 0; i--) {
            in.array(2);
            types.put(in.text(), in.number());
        }
        var waiting = new ArrayList<DocRef>();
        for (int i = in.array(); i > 0; i--) {
            in.array(2);
            waiting.add(new DocRef(in.text(), in.text()));
        }
        Adopted adopted = parts == 7 ? new Adopted(in.text(), readStreams(in, scope)) : null;
        return new OfScope(scope, digest, streams, types, waiting, adopted);
    }

    private static List<HeldStream> readStreams(CborReader in, Scope scope) {
        var streams = new ArrayList<HeldStream>();
        for (int i = in.array(); i > 0; i--) {
            streams.add(readStream(in, scope));
        }
        return streams;
    }

    private static HeldStream readStream(CborReader in, Scope scope) {
        in.array(6);
        var origin = ChangeSets.origin(in.raw());
        var id = new StreamId(scope, origin, Hash.of(in.raw()));
        boolean forked = in.number() == 1;
        long seq = in.number();
        Hash before = Hash.of(in.raw());
        HeldStream stream = HeldStream.of(id, seq == 0 ? Head.NONE : new Head(seq, before), in.raw());
        if (forked) {
            stream.fork();
        }
        return stream;
    }
}
