package org.tillmesh.store.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.Values;

/**
 * The entries of a stream as a base file has them, 45 bytes each: {@code hash 32 │ position u64 │ index u32 │ kind u8}, a
 * hash that nobody knows as zeros. There is one for every ChangeSet that ever was, in memory for good; as objects they
 * would take more than twice as much. A copy shares what neither changes.
 */
public final class PackedEntries {
    public static final int ENTRY_BYTES = Hash.BYTES + Long.BYTES + Integer.BYTES + 1;

    private static final int POSITION_AT = Hash.BYTES;
    private static final int INDEX_AT = POSITION_AT + Long.BYTES;
    private static final int KIND_AT = INDEX_AT + Integer.BYTES;
    private static final int PART = 256;
    private static final int PART_FIRST = 4;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final HeldStream.Kind[] KINDS = HeldStream.Kind.values();

    private static final class Part {
        private final byte[] bytes;

        /** Whether a copy has it too, so that it is written no more. */
        private boolean shared;

        Part(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private int size;

    /** @throws StoreException BAD_RECORD if the bytes are no entries */
    static PackedEntries of(byte[] packed) {
        var entries = new PackedEntries();
        if (packed.length % ENTRY_BYTES != 0) {
            throw Values.bad("entries of a stream have " + ENTRY_BYTES + " bytes each, these " + packed.length);
        }
        for (int from = 0; from < packed.length; from += PART * ENTRY_BYTES) {
            entries.parts.add(
                    new Part(Arrays.copyOfRange(packed, from, Math.min(packed.length, from + PART * ENTRY_BYTES))));
        }
        entries.size = packed.length / ENTRY_BYTES;
        for (int i = 0; i < entries.size; i++) {
            int kind = entries.bytes(i)[entries.at(i) + KIND_AT];
            if (kind < 0 || kind >= KINDS.length) {
                throw Values.bad("an entry of a stream is of kind " + kind);
            }
        }
        return entries;
    }

    byte[] toBytes() {
        byte[] packed = new byte[size * ENTRY_BYTES];
        for (int i = 0; i < size; i += PART) {
            System.arraycopy(bytes(i), 0, packed, i * ENTRY_BYTES, Math.min(PART, size - i) * ENTRY_BYTES);
        }
        return packed;
    }

    PackedEntries copy() {
        var copy = new PackedEntries();
        parts.forEach(part -> part.shared = true);
        copy.parts.addAll(parts);
        copy.size = size;
        return copy;
    }

    int size() {
        return size;
    }

    private byte[] bytes(int i) {
        return parts.get(i / PART).bytes;
    }

    private int at(int i) {
        return i % PART * ENTRY_BYTES;
    }

    // ---- reading

    HeldStream.Entry get(int i) {
        byte[] bytes = bytes(i);
        int at = at(i);
        return new HeldStream.Entry(
                hash(i), (long) LONGS.get(bytes, at + POSITION_AT), (int) INTS.get(bytes, at + INDEX_AT), kind(i));
    }

    /** Null if nobody knows it. */
    @Nullable Hash hash(int i) {
        return isAt(i, Hash.ZERO) ? null : Hash.of(bytes(i), at(i));
    }

    boolean isAt(int i, Hash hash) {
        return hash.isAt(bytes(i), at(i));
    }

    /** Whether its hash is known and begins so. */
    boolean begins(int i, long hashPrefix) {
        return (long) LONGS.get(bytes(i), at(i)) == hashPrefix && !isAt(i, Hash.ZERO);
    }

    HeldStream.Kind kind(int i) {
        return KINDS[bytes(i)[at(i) + KIND_AT]];
    }

    // ---- changing

    void add(HeldStream.Entry entry) {
        int inPart = size % PART;
        if (inPart == 0) {
            parts.add(new Part(new byte[(size == 0 ? PART_FIRST : PART) * ENTRY_BYTES]));
        }
        Part last = parts.get(parts.size() - 1);
        if (last.bytes.length < (inPart + 1) * ENTRY_BYTES) {
            int longer = Math.min(PART, Math.max(PART_FIRST, 2 * inPart));
            parts.set(parts.size() - 1, new Part(Arrays.copyOf(last.bytes, longer * ENTRY_BYTES)));
        }
        size++;
        set(size - 1, entry);
    }

    void set(int i, HeldStream.Entry entry) {
        Part part = parts.get(i / PART);
        if (part.shared) {
            part = new Part(part.bytes.clone());
            parts.set(i / PART, part);
        }
        int at = at(i);
        Hash hash = entry.hash();
        (hash == null ? Hash.ZERO : hash).copyTo(part.bytes, at);
        LONGS.set(part.bytes, at + POSITION_AT, entry.position());
        INTS.set(part.bytes, at + INDEX_AT, entry.index());
        part.bytes[at + KIND_AT] = (byte) entry.kind().ordinal();
    }

    /** Forgets all from one on. */
    void cutAt(int end) {
        size = end;
        parts.subList((end + PART - 1) / PART, parts.size()).clear();
    }
}
