package org.tillmesh.store.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.bytes.CborReader;
import org.tillmesh.store.bytes.CborWriter;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.bytes.Values;

/**
 * What a journal record says: {@code [kind, [ChangeSet bytes…], {note key: bytes…}]}; kind 1 an own commit, 2 received
 * ChangeSets, 3 the adoption of a checkpoint, whose folder name then stands under the note key {@link #ADOPTED}; 4 what
 * still counts of all commits up to this one, whose own records were dropped: every note, and of every scope the name of
 * the checkpoint that has the rest, under {@link #CHECKPOINT} and the scope's name.
 */
public record JournalRecord(Kind kind, List<ChangeSet> changeSets, Map<String, byte[]> notes) {
    public static final String ADOPTED = "adopted";

    /** Under this and a scope's name stands the checkpoint that was adopted last. */
    public static final String CHECKPOINT = "adopted/";

    /** Under this and a scope's name stand the checkpoints that the one adopted last was joined of, if it was. */
    public static final String JOINED = "adopted-of/";

    /** The HLC of the last of the dropped records. */
    public static final String CLOCK = "clock";

    /** Which rot led to a new incarnation: 1, then 8 bytes for each word of it. */
    public static final String ROT = "rot";

    /** Under this, a scope's name and an origin stands where a stream ended of which the end is lost: [scope, origin, seq, hash]. */
    public static final String LOST_END = "lost-end/";

    /** The store's own keys are nobody else's. */
    public static Map<String, byte[]> refuseReserved(Map<String, byte[]> notes) {
        for (String key : notes.keySet()) {
            if (key.startsWith(ADOPTED) || key.equals(CLOCK) || key.equals(ROT) || key.startsWith(LOST_END)) {
                throw new IllegalArgumentException("The note \"" + key + "\" is the store's own; choose another name");
            }
        }
        return notes;
    }

    public enum Kind {
        OWN(1),
        RECEIVED(2),
        ADOPTED(3),
        KEPT(4);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** The same with more notes. */
    public JournalRecord with(Map<String, byte[]> more) {
        var all = new TreeMap<>(notes);
        more.forEach(all::putIfAbsent);
        return new JournalRecord(kind, changeSets, all);
    }

    public byte[] encode() {
        return encode(0).toBytes();
    }

    /** The same behind so many bytes of room. */
    public CborWriter encode(int behind) {
        int expected = behind + 64;
        for (ChangeSet changeSet : changeSets) {
            expected += changeSet.encoded().length() + 16;
        }
        var out = new CborWriter(expected).skip(behind);
        out.array(3).number(kind.number).array(changeSets.size());
        changeSets.forEach(c -> out.bytes(c.encoded()));
        var noted = new TreeMap<String, Value>();
        notes.forEach((key, value) -> noted.put(key, Value.of(value)));
        return out.value(Value.map(noted));
    }

    public static JournalRecord decode(byte[] payload) {
        var in = new CborReader(payload);
        in.array(3);
        Kind kind = kind(in.number());
        int count = in.array();
        var changeSets = new ArrayList<ChangeSet>(count);
        for (int i = 0; i < count; i++) {
            changeSets.add(ChangeSets.owning(in.raw()));
        }
        var notes = new TreeMap<String, byte[]>();
        if (!(in.value() instanceof Value.MapOf noted) || !in.isAtEnd()) {
            throw Values.bad("a journal record ends in a map of notes");
        }
        noted.entries().forEach((key, value) -> notes.put(key, ChangeSets.raw(value)));
        return new JournalRecord(kind, changeSets, notes);
    }

    /** Whether a payload is what stands for dropped records; decodes no more of it than that. */
    static boolean isKept(byte[] payload) {
        var in = new CborReader(payload);
        return in.array() == 3 && in.number() == Kind.KEPT.number;
    }

    private static Kind kind(long number) {
        for (Kind kind : Kind.values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw Values.bad("its kind " + number + " is unknown");
    }
}
