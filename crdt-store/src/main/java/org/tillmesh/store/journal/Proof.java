package org.tillmesh.store.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Incarnation;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.CborReader;
import org.tillmesh.store.bytes.CborWriter;
import org.tillmesh.store.bytes.Values;

/**
 * How far a folder had come, said beside its journal. A record up to there that can't be read any more was durable, so
 * it is rot and no torn tail.
 *
 * @param number the greatest commit that was durable
 * @param heads of streams that were written here, the one that was written last at the end
 * @param printed the note {@link Store#PRINTED} as it stood; empty if there was none
 * @param next the name under which the folder went on; null while it goes on under this one
 */
public record Proof(long number, Map<StreamId, Head> heads, byte[] printed, @Nullable Incarnation next) {
    static final Proof NONE = new Proof(0, Map.of(), new byte[0], null);

    /** One till writes few scopes; of a head office's many the last ones count. */
    private static final int HEADS_MAX = 12;

    static final int PRINTED_BYTES_MAX = 512;
    private static final int VERSION = 1;
    private static final int EXPECTED_BYTES = 1024;

    public Proof at(long durable) {
        return new Proof(durable, heads, printed, next);
    }

    /** The proof after a record: with its heads and numbers if it was made here, else with its commit number alone. */
    Proof after(long durable, JournalRecord record) {
        if (record.kind() != JournalRecord.Kind.OWN) {
            return at(durable);
        }
        var grown = new LinkedHashMap<>(heads);
        record.changeSets().stream()
                .filter(made -> made.scope().isReplicated())
                .forEach(made -> put(grown, made.stream(), made.head()));
        return new Proof(durable, grown, record.notes().getOrDefault(Store.PRINTED, printed), next);
    }

    public Proof with(StreamId stream, Head head) {
        var grown = new LinkedHashMap<>(heads);
        put(grown, stream, head);
        return new Proof(number, grown, printed, next);
    }

    /** This proof joined with one of another life of the folder, whose commits have numbers of their own. */
    Proof joined(Proof other) {
        var all = new LinkedHashMap<>(other.heads);
        heads.forEach((stream, head) -> {
            Head there = all.getOrDefault(stream, Head.NONE);
            put(all, stream, there.seq() > head.seq() ? there : head);
        });
        byte[] later = Arrays.compareUnsigned(printed, other.printed) >= 0 ? printed : other.printed;
        return new Proof(number, all, later, next);
    }

    private static void put(Map<StreamId, Head> heads, StreamId stream, Head head) {
        heads.remove(stream);
        heads.put(stream, head);
        if (heads.size() > HEADS_MAX) {
            heads.remove(heads.keySet().iterator().next());
        }
    }

    Proof leftFor(Incarnation other) {
        return new Proof(number, heads, printed, other);
    }

    /** {@code [1, commit, next: bytes (8, or none), printed: bytes, [[scope, origin, seq, hash]…]]}. */
    byte[] encode() {
        var out = new CborWriter(EXPECTED_BYTES).array(5).number(VERSION).number(number);
        if (next == null) {
            out.bytes(new byte[0]);
        } else {
            out.bytes8(next.bits());
        }
        out.bytes(printed).array(heads.size());
        heads.forEach((stream, head) -> out.array(4)
                .text(stream.scope().name())
                .bytes16(
                        stream.origin().replica().bits(),
                        stream.origin().incarnation().bits())
                .number(head.seq())
                .bytes(head.hash().bytes()));
        return out.toBytes();
    }

    /** @throws StoreException BAD_RECORD if the bytes are none of this version */
    static Proof decode(byte[] bytes) {
        var in = new CborReader(bytes);
        in.array(5);
        long version = in.number();
        if (version != VERSION) {
            throw Values.bad("a proof of version " + version + " is unknown here");
        }
        long number = in.number();
        byte[] next = in.raw();
        byte[] printed = in.raw();
        var heads = new LinkedHashMap<StreamId, Head>();
        for (int i = in.array(); i > 0; i--) {
            in.array(4);
            StreamId stream = StreamId.of(new Scope(in.text()), in.origin());
            heads.put(stream, new Head(in.number(), Hash.of(in.raw())));
        }
        return new Proof(
                number,
                heads,
                printed,
                next.length == 0 ? null : new Incarnation(ByteBuffer.wrap(next).getLong()));
    }
}
