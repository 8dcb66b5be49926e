package org.tillmesh.replication.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.Values;

/** Messages as bytes: a CBOR array whose first item is the message's number. */
public final class Messages {
    public static final int FRAME_BYTES_MAX = 4 << 20;

    /** A batch or chunk inflates to no more than this. */
    public static final int INFLATED_BYTES_MAX = 32 << 20;

    private Messages() {}

    public static byte[] encode(Message message) {
        return Values.encode(Value.list(fields(message)));
    }

    /** @throws BadFrame for anything but one message */
    public static Message decode(byte[] bytes) {
        try {
            return message(new Reader(list(Values.decode(bytes))));
        } catch (StoreException | IllegalArgumentException | ClassCastException | IndexOutOfBoundsException e) {
            throw new BadFrame("A message can't be read: " + e.getMessage(), e);
        }
    }

    private static List<Value> fields(Message m) {
        if (m instanceof Message.Hello h) {
            return row(
                    0,
                    Value.of(h.version()),
                    texts(h.capabilities()),
                    Value.of(h.port()),
                    Value.of(h.nowMillis()),
                    epoch(h.epoch()));
        }
        if (m instanceof Message.Ping p) {
            return row(1, Value.of(p.number()));
        }
        if (m instanceof Message.Pong p) {
            return row(2, Value.of(p.number()), Value.of(p.nowMillis()));
        }
        if (m instanceof Message.Seen s) {
            return row(3, Value.of(s.scope().name()), Value.of(s.hash().bytes()));
        }
        if (m instanceof Message.Heads h) {
            return row(
                    4,
                    Value.of(h.scope().name()),
                    Value.of(h.whole()),
                    all(h.rows(), r -> Value.list(List.of(stream(r.stream()), head(r.head())))));
        }
        if (m instanceof Message.Want w) {
            return row(5, stream(w.stream()), Value.of(w.afterSeq()));
        }
        if (m instanceof Message.Batch b) {
            byte[] packed = b.packed();
            return row(
                    6,
                    Value.of(packed == null ? packed(b.changeSets()) : packed),
                    all(b.seals(), Messages::seal),
                    all(b.vouched(), Messages::ack),
                    all(b.certificates(), Value::of),
                    Value.of(b.more()));
        }
        if (m instanceof Message.Acks a) {
            return row(7, all(a.acks(), Messages::ack));
        }
        if (m instanceof Message.Pull p) {
            return row(8, Value.of(p.scope().name()), epoch(p.epoch()), Value.of(p.position()));
        }
        if (m instanceof Message.Cursor c) {
            return row(9, Value.of(c.scope().name()), epoch(c.epoch()), Value.of(c.position()), Value.of(c.behind()));
        }
        return moreFields(m);
    }

    private static List<Value> moreFields(Message m) {
        if (m instanceof Message.GetCheckpoint g) {
            return g.begun().isZero()
                    ? row(10, Value.of(g.scope().name()))
                    : row(10, Value.of(g.scope().name()), Value.of(g.begun().bytes()));
        }
        if (m instanceof Message.CheckpointOffer c) {
            return row(
                    11,
                    Value.of(c.scope().name()),
                    epoch(c.manifest().epoch()),
                    Value.of(c.manifest().manifest()),
                    Value.of(c.manifest().signature()),
                    all(c.certificates(), Value::of));
        }
        if (m instanceof Message.GetChunk g) {
            return row(12, Value.of(g.scope().name()), Value.of(g.hash().bytes()));
        }
        if (m instanceof Message.Chunk c) {
            byte[] packed = c.packed();
            return row(13, Value.of(c.hash().bytes()), Value.of(packed == null ? deflate(c.bytes()) : packed));
        }
        if (m instanceof Message.Ask a) {
            return row(14, Value.of(a.id()), Value.of(a.kind()), a.body());
        }
        if (m instanceof Message.Answer a) {
            return row(15, Value.of(a.id()), Value.of(a.error()), a.body());
        }
        if (m instanceof Message.Activate a) {
            return row(16, Value.of(a.secret()), Value.of(a.publicKey()));
        }
        if (m instanceof Message.Activated a) {
            return row(
                    17, Value.of(a.certificate()), Value.of(a.authority()), Value.of(a.relayCertificate()), a.extras());
        }
        if (m instanceof Message.Refused r) {
            return r.waitSeconds() == 0
                    ? row(18, Value.of(r.code()), Value.of(r.message()))
                    : row(18, Value.of(r.code()), Value.of(r.message()), Value.of(r.waitSeconds()));
        }
        if (m instanceof Message.Witness w) {
            Testimony said = w.testimony();
            return row(19, stream(said.stream()), head(said.head()), Value.of(said.signature()));
        }
        throw new AssertionError("No encoding for " + m);
    }

    private static Message message(Reader in) {
        int number = (int) in.number();
        return switch (number) {
            case 0 ->
                new Message.Hello(
                        (int) in.number(), in.all(Messages::text), (int) in.number(), in.number(), in.epoch());
            case 1 -> new Message.Ping(in.number());
            case 2 -> new Message.Pong(in.number(), in.number());
            case 3 -> new Message.Seen(in.scope(), in.hash());
            case 4 ->
                new Message.Heads(
                        in.scope(),
                        in.bool(),
                        in.all(v -> new Message.Row(stream(list(v).get(0)), head(list(v).get(1)))));
            case 5 -> new Message.Want(in.stream(), in.number());
            case 6 ->
                new Message.Batch(
                        list(Values.decode(inflate(in.raw()))).stream()
                                .map(Messages::raw)
                                .toList(),
                        in.all(Messages::seal),
                        in.all(Messages::ack),
                        in.all(Messages::raw),
                        in.bool());
            case 7 -> new Message.Acks(in.all(Messages::ack));
            case 8 -> new Message.Pull(in.scope(), in.epoch(), in.number());
            case 9 -> new Message.Cursor(in.scope(), in.epoch(), in.number(), in.bool());
            case 10 -> new Message.GetCheckpoint(in.scope(), in.hasMore() ? in.hash() : Hash.ZERO);
            case 11 ->
                new Message.CheckpointOffer(
                        in.scope(),
                        new SignedManifest(in.epoch(), in.raw(), in.raw()),
                        in.hasMore() ? in.all(Messages::raw) : List.of());
            case 12 -> new Message.GetChunk(in.scope(), in.hash());
            case 13 -> new Message.Chunk(in.hash(), inflate(in.raw()));
            case 14 -> new Message.Ask(in.number(), in.text(), in.next());
            case 15 -> new Message.Answer(in.number(), in.text(), in.next());
            case 16 -> new Message.Activate(in.raw(), in.raw());
            case 17 -> new Message.Activated(in.raw(), in.raw(), in.raw(), in.next());
            case 18 -> new Message.Refused(in.text(), in.text(), in.hasMore() ? (int) in.number() : 0);
            case 19 -> new Message.Witness(new Testimony(in.stream(), Messages.head(in.next()), in.raw()));
            default -> throw new BadFrame("Message number " + number + " is unknown here");
        };
    }

    // ---- parts

    private static final class Reader {
        private final List<Value> fields;
        private int at;

        Reader(List<Value> fields) {
            this.fields = fields;
        }

        Value next() {
            return fields.get(at++);
        }

        /** Whether a field follows that a later version added; unknown ones behind it are left alone. */
        boolean hasMore() {
            return at < fields.size();
        }

        long number() {
            return Messages.number(next());
        }

        String text() {
            return Messages.text(next());
        }

        byte[] raw() {
            return Messages.raw(next());
        }

        boolean bool() {
            return ((Value.Bool) next()).value();
        }

        Scope scope() {
            return new Scope(text());
        }

        Hash hash() {
            return Hash.of(raw());
        }

        StreamId stream() {
            return Messages.stream(next());
        }

        Epoch epoch() {
            return Messages.epoch(next());
        }

        <T> List<T> all(Function<Value, T> item) {
            return list(next()).stream().map(item).toList();
        }
    }

    private static List<Value> row(int number, Value... values) {
        var row = new ArrayList<Value>();
        row.add(Value.of(number));
        row.addAll(Arrays.asList(values));
        return row;
    }

    private static <T> Value all(List<T> items, Function<T, Value> item) {
        return Value.list(items.stream().map(item).toList());
    }

    private static Value texts(List<String> texts) {
        return all(texts, Value::of);
    }

    /** A stream as a value: {@code [scope, replica/incarnation, branch]}. */
    public static Value stream(StreamId stream) {
        return Value.list(List.of(
                Value.of(stream.scope().name()),
                Value.of(stream.origin().toString()),
                Value.of(stream.branch().bytes())));
    }

    public static StreamId stream(Value value) {
        List<Value> parts = list(value);
        return new StreamId(
                new Scope(text(parts.get(0))), Origin.parse(text(parts.get(1))), Hash.of(raw(parts.get(2))));
    }

    public static Value head(Head head) {
        return Value.list(List.of(Value.of(head.seq()), Value.of(head.hash().bytes())));
    }

    public static Head head(Value value) {
        return new Head(number(list(value).get(0)), Hash.of(raw(list(value).get(1))));
    }

    public static Value epoch(Epoch epoch) {
        return Value.list(List.of(Value.of(epoch.startedMillis()), Value.of(epoch.random())));
    }

    public static Epoch epoch(Value value) {
        return new Epoch(number(list(value).get(0)), number(list(value).get(1)));
    }

    public static Value seal(Seal seal) {
        return Value.list(List.of(stream(seal.stream()), head(seal.head()), Value.of(seal.signature())));
    }

    public static Seal seal(Value value) {
        List<Value> parts = list(value);
        return new Seal(stream(parts.get(0)), head(parts.get(1)), raw(parts.get(2)));
    }

    public static Value ack(Acknowledgement ack) {
        return Value.list(
                List.of(epoch(ack.epoch()), stream(ack.stream()), head(ack.head()), Value.of(ack.signature())));
    }

    public static Acknowledgement ack(Value value) {
        List<Value> parts = list(value);
        return new Acknowledgement(epoch(parts.get(0)), stream(parts.get(1)), head(parts.get(2)), raw(parts.get(3)));
    }

    private static List<Value> list(Value value) {
        return ((Value.ListOf) value).items();
    }

    private static long number(Value value) {
        return ((Value.Int) value).value();
    }

    private static String text(Value value) {
        return ((Value.Text) value).value();
    }

    private static byte[] raw(Value value) {
        return ((Value.Bytes) value).value();
    }

    /** ChangeSets as they stand in a {@link Message.Batch}. */
    public static byte[] packed(List<byte[]> changeSets) {
        return deflate(Values.encode(all(changeSets, Value::of)));
    }

    /** Bytes as they stand in a {@link Message.Chunk}. */
    public static byte[] packed(byte[] bytes) {
        return deflate(bytes);
    }

    private static byte[] deflate(byte[] bytes) {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream(bytes.length / 2 + 64);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] bytes) {
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            var out = new ByteArrayOutputStream(bytes.length * 3);
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int got = inflater.inflate(buffer);
                if (got == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new BadFrame("A compressed part ends too early");
                }
                out.write(buffer, 0, got);
                if (out.size() > INFLATED_BYTES_MAX) {
                    throw new BadFrame("A compressed part inflates to more than " + INFLATED_BYTES_MAX + " bytes");
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new BadFrame("A compressed part is broken: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
