package org.tillmesh.store.bytes;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Encoded;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.StoreException;

/** ChangeSets as bytes and back; the layout is in FORMATS.md, "ChangeSet". */
public final class ChangeSets {
    private static final long VERSION = 1;
    private static final int FIELDS = 9;
    private static final int LOST_VERSION = 2;
    private static final int LOST_FIELDS = 8;
    private static final int UNKNOWN = -1;
    private static final int PUT = 0;
    private static final int CUT = 1;
    private static final int APPEND = 2;
    private static final int PUT_PARTS = 6;
    private static final int CUT_PARTS = 4;
    private static final int APPEND_PARTS = 4;
    private static final int EXPECTED_PUT_BYTES = 32;
    private static final int EXPECTED_DOT_BYTES = 36;
    private static final int EXPECTED_BYTES_MAX = 1 << 28;

    private ChangeSets() {}

    /** Makes a ChangeSet of its parts; its bytes and hash come with it. */
    public static ChangeSet of(
            Scope scope,
            Origin origin,
            long seq,
            Hlc hlc,
            long clockErrorMs,
            Hash prev,
            List<ChangeSet.Sibling> siblings,
            List<Delta> deltas) {
        var out = new CborWriter(128 + expectedBytes(deltas));
        out.array(FIELDS)
                .number(VERSION)
                .text(scope.name())
                .bytes16(origin.replica().bits(), origin.incarnation().bits())
                .number(seq)
                .number(hlc.packed())
                .number(clockErrorMs)
                .bytes(prev.bytes())
                .array(siblings.size());
        for (ChangeSet.Sibling sibling : siblings) {
            out.array(2).text(sibling.scope().name()).number(sibling.seq());
        }
        out.array(deltas.size());
        var writer = new DeltaWriter(out);
        var hashing = new HashBehind();
        for (Delta delta : deltas) {
            writer.write(delta);
            hashing.follow(out);
        }
        byte[] bytes = out.toBytes();
        Encoded encoded = Encoded.owning(bytes, hashing.end(bytes));
        return new ChangeSet(scope, origin, seq, hlc, clockErrorMs, prev, siblings, deltas, encoded, null);
    }

    private static int expectedBytes(List<Delta> deltas) {
        long bytes = 0;
        for (Delta delta : deltas) {
            if (delta instanceof Delta.Put put) {
                bytes += EXPECTED_PUT_BYTES
                        + (long) EXPECTED_DOT_BYTES * put.replaces().size();
            } else if (delta instanceof Delta.Append append && append.body() instanceof Value.MapOf body) {
                bytes += EXPECTED_PUT_BYTES + body.encodedLength();
            } else {
                bytes += EXPECTED_PUT_BYTES;
            }
        }
        return (int) Math.min(bytes, EXPECTED_BYTES_MAX);
    }

    /**
     * What stands in the place of ChangeSets that their origin lost: {@code [2, scope, origin, first seq, seq, hash, prev,
     * signature]}.
     *
     * @param last seq and hash of the last one lost
     * @param prev hash before the first one
     * @param signature the origin's, over {@link #saidOfLost}
     */
    public static ChangeSet lost(Scope scope, Origin origin, long firstSeq, Head last, Hash prev, byte[] signature) {
        var parts = new ArrayList<>(lostParts(scope, origin, firstSeq, last, prev));
        parts.add(0, Value.of(LOST_VERSION));
        parts.add(Value.of(signature));
        return new ChangeSet(
                scope,
                origin,
                last.seq(),
                Hlc.ZERO,
                0,
                prev,
                List.of(),
                List.of(),
                new Encoded(Values.encode(Value.list(parts))),
                new ChangeSet.Loss(firstSeq, last.hash(), new Encoded(signature)));
    }

    /** What an origin signs of a loss. */
    public static Value saidOfLost(ChangeSet lost) {
        var parts = new ArrayList<>(lostParts(lost.scope(), lost.origin(), lost.firstSeq(), lost.head(), lost.prev()));
        parts.add(0, Value.of("tillmesh-lost-1"));
        return Value.list(parts);
    }

    private static List<Value> lostParts(Scope scope, Origin origin, long firstSeq, Head last, Hash prev) {
        return List.of(
                Value.of(scope.name()),
                origin(origin),
                Value.of(firstSeq),
                Value.of(last.seq()),
                Value.of(last.hash().bytes()),
                Value.of(prev.bytes()));
    }

    private static ChangeSet decodeLost(List<Value> fields) {
        long first = number(fields.get(3));
        long last = number(fields.get(4));
        if (first < 1 || last < first) {
            throw Values.bad("a loss from seq " + first + " to " + last + " is none");
        }
        return lost(
                new Scope(text(fields.get(1))),
                origin(fields.get(2)),
                first,
                new Head(last, Hash.of(raw(fields.get(5)))),
                Hash.of(raw(fields.get(6))),
                raw(fields.get(7)));
    }

    /** @throws StoreException BAD_RECORD if the bytes are not exactly one ChangeSet */
    public static ChangeSet decode(byte[] bytes) {
        return owning(bytes.clone());
    }

    /** The same of an array that its maker forgets. */
    public static ChangeSet owning(byte[] bytes) {
        var in = new CborReader(bytes);
        try {
            int fields = in.array();
            long version = in.number();
            if (version == LOST_VERSION && fields == LOST_FIELDS) {
                return decodeLost(list(Values.decode(bytes)));
            }
            if (fields != FIELDS || version != VERSION) {
                throw Values.bad("a ChangeSet has " + FIELDS + " fields of version " + VERSION + ", this has " + fields
                        + " of version " + version);
            }
            ChangeSet changeSet = decode(in, bytes);
            if (!in.isAtEnd()) {
                throw Values.bad("bytes follow the ChangeSet");
            }
            return changeSet;
        } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new StoreException(
                    StoreException.Kind.BAD_RECORD, "A ChangeSet can't be taken: " + e.getMessage(), e);
        }
    }

    private static ChangeSet decode(CborReader in, byte[] bytes) {
        var scope = new Scope(in.text());
        Origin origin = in.origin();
        long seq = in.number();
        var hlc = new Hlc(in.number());
        long clockErrorMs = in.number();
        Hash prev = Hash.of(in.raw());
        int siblingCount = in.array();
        var siblings = new ArrayList<ChangeSet.Sibling>(siblingCount);
        for (int i = 0; i < siblingCount; i++) {
            in.array(2);
            siblings.add(new ChangeSet.Sibling(new Scope(in.text()), in.number()));
        }
        int deltaCount = in.array();
        var deltas = new ArrayList<Delta>(deltaCount);
        for (int i = 0; i < deltaCount; i++) {
            deltas.add(readDelta(in));
        }
        return new ChangeSet(
                scope, origin, seq, hlc, clockErrorMs, prev, siblings, deltas, Encoded.owning(bytes), null);
    }

    /** Writes one delta after the other; the name of a document that many of them change is encoded once. */
    private static final class DeltaWriter {
        private final CborWriter out;
        private @Nullable DocRef named;
        private int nameFrom;
        private int nameEnd;

        DeltaWriter(CborWriter out) {
            this.out = out;
        }

        void write(Delta delta) {
            if (delta instanceof Delta.Put put) {
                out.array(PUT_PARTS).number(PUT);
                name(put.doc());
                out.texts(put.path()).value(put.value());
                ChangeSets.write(out, put.replaces());
            } else if (delta instanceof Delta.Cut cut) {
                out.array(CUT_PARTS).number(CUT);
                name(cut.doc());
                ChangeSets.write(out, cut.replaces());
            } else if (delta instanceof Delta.Append append) {
                out.array(APPEND_PARTS).number(APPEND);
                name(append.doc());
                out.value(append.body());
            } else if (delta instanceof Delta.Unknown unknown) {
                out.encoded(unknown.bytes());
            } else {
                throw new AssertionError("No encoding for " + delta);
            }
        }

        private void name(DocRef ref) {
            if (ref.equals(named)) {
                out.again(nameFrom, nameEnd);
            } else {
                nameFrom = out.length();
                out.text(ref.type()).text(ref.id());
                nameEnd = out.length();
                named = ref;
            }
        }
    }

    static void write(CborWriter out, List<Dot> dots) {
        out.array(dots.size());
        for (Dot dot : dots) {
            out.array(4)
                    .bytes16(
                            dot.origin().replica().bits(),
                            dot.origin().incarnation().bits())
                    .number(dot.seq())
                    .number(dot.index())
                    .bytes8(dot.hashPrefix());
        }
    }

    private static Delta readDelta(CborReader in) {
        int from = in.at();
        int parts = in.array();
        long kind = in.isNumber() ? in.number() : UNKNOWN;
        if (kind == PUT && parts == PUT_PARTS) {
            return new Delta.Put(new DocRef(in.text(), in.text()), in.texts(), in.value(1), readDots(in));
        }
        if (kind == CUT && parts == CUT_PARTS) {
            return new Delta.Cut(new DocRef(in.text(), in.text()), readDots(in));
        }
        if (kind == APPEND && parts == APPEND_PARTS) {
            return new Delta.Append(new DocRef(in.text(), in.text()), in.body(1));
        }
        in.back(from);
        in.value(); // also what is of an unknown kind must be well made
        return new Delta.Unknown(in.slice(from));
    }

    static List<Dot> readDots(CborReader in) {
        int count = in.array();
        var dots = new ArrayList<Dot>(count);
        for (int i = 0; i < count; i++) {
            in.array(4);
            dots.add(new Dot(in.origin(), in.number(), Math.toIntExact(in.number()), in.bytes8()));
        }
        return dots;
    }

    public static Value origin(Origin origin) {
        return Value.of(ByteBuffer.allocate(16)
                .putLong(origin.replica().bits())
                .putLong(origin.incarnation().bits())
                .array());
    }

    public static Origin origin(Value value) {
        return origin(raw(value));
    }

    public static Origin origin(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("an origin has 16 bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return Origin.of(buffer.getLong(), buffer.getLong());
    }

    public static List<Value> list(Value value) {
        return ((Value.ListOf) value).items();
    }

    public static long number(Value value) {
        return ((Value.Int) value).value();
    }

    public static String text(Value value) {
        return ((Value.Text) value).value();
    }

    public static byte[] raw(Value value) {
        return ((Value.Bytes) value).value();
    }
}
