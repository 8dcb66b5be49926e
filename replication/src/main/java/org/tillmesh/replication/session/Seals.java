package org.tillmesh.replication.session;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.Store;
import org.tillmesh.store.bytes.Values;

/** Which of others' seals are kept, and where among the notes of the store. */
public final class Seals {
    private static final long MARKED_SEQS = 500;
    private static final long MARKED_BYTES = 8L << 20;
    private static final int PASSING_MAX = 1_000;
    private static final int PASSING_COUNTED = 64;

    private final Map<StreamId, Long> unmarkedBytes = new ConcurrentHashMap<>();

    /**
     * The notes that keep a seal that came, if it goes further than what is known: every so often for ever, so that a long
     * stream can be passed on in parts; else until the relay has what it vouches for. Of what lies before a record that rots,
     * only the seals before that record vouch.
     *
     * @param bytes of the stream that came with it
     * @param isRelay nobody is waited for: only the last one is kept
     */
    Map<String, byte[]> news(Store store, Seal seal, long bytes, boolean isRelay) {
        long seq = seal.head().seq();
        long before =
                seal(store, seal.stream()).map(known -> known.head().seq()).orElse(0L);
        if (before >= seq) {
            return Map.of();
        }
        byte[] encoded = Values.encode(Messages.seal(seal));
        var notes = new TreeMap<String, byte[]>();
        long gathered = unmarkedBytes.merge(seal.stream(), bytes, Long::sum);
        if (gathered >= MARKED_BYTES || before / MARKED_SEQS < seq / MARKED_SEQS) {
            unmarkedBytes.put(seal.stream(), 0L);
            notes.put(Evidence.SEAL + seal.stream() + "@" + seq, encoded);
        }
        if (isRelay) {
            notes.putAll(Evidence.note(seal));
        } else if (notes.isEmpty()) {
            notes.put(
                    passing(seal.stream()) + seq + "."
                            + Long.toHexString(seal.head().hash().prefix()),
                    encoded);
        }
        if (before / PASSING_COUNTED < seq / PASSING_COUNTED) {
            List<String> kept = passingKeys(store, seal.stream());
            kept.subList(0, Math.max(0, kept.size() - PASSING_MAX)).forEach(key -> notes.put(key, Evidence.NOTHING));
        }
        return notes;
    }

    private static String passing(StreamId stream) {
        return Evidence.SEAL + stream + "+";
    }

    /** Where the seals lie that are kept until the relay has what they vouch for, by seq. */
    private static List<String> passingKeys(Store store, StreamId stream) {
        return store.notes(passing(stream)).keySet().stream()
                .sorted(Comparator.comparingLong(Seals::seqOf))
                .toList();
    }

    /** The notes that give up seals which nobody needs any more, because the relay has what they vouch for. */
    static Map<String, byte[]> spent(Store store, Acknowledgement ack) {
        var notes = new TreeMap<String, byte[]>();
        List<String> kept = passingKeys(
                store, StreamId.of(ack.stream().scope(), ack.stream().origin()));
        for (String key : kept.subList(0, Math.max(0, kept.size() - 1))) {
            store.noted(key)
                    .map(bytes -> Messages.seal(Values.decode(bytes)))
                    .filter(seal -> seal.head().seq() <= ack.head().seq() && isOn(store, ack.stream(), seal))
                    .ifPresent(seal -> notes.put(key, Evidence.NOTHING));
        }
        return notes;
    }

    /** The furthest seal that lies on a stream as it is held here. */
    public Optional<Seal> seal(Store store, StreamId stream) {
        SortedMap<String, byte[]> notes = notes(store, stream);
        Seal furthest = null;
        for (String key : notes.keySet().stream()
                .sorted(Comparator.comparingLong(Seals::seqOf).reversed())
                .toList()) {
            long seq = seqOf(key);
            if (furthest != null && seq <= furthest.head().seq()) {
                break;
            }
            Seal next = seal(notes, key);
            if (isOn(store, stream, next)
                    && (furthest == null || next.head().seq() > furthest.head().seq())) {
                furthest = next;
            }
        }
        return Optional.ofNullable(furthest);
    }

    /** The seals behind a seq that lie on a stream as it is held here, by their seqs. */
    NavigableMap<Long, Seal> sealsAfter(Store store, StreamId stream, long seq) {
        SortedMap<String, byte[]> notes = notes(store, stream);
        var found = new TreeMap<Long, Seal>();
        notes.keySet().stream()
                .filter(key -> seqOf(key) > seq)
                .map(key -> seal(notes, key))
                .filter(seal -> seal.head().seq() > seq && isOn(store, stream, seal))
                .forEach(seal -> found.put(seal.head().seq(), seal));
        return found;
    }

    private static SortedMap<String, byte[]> notes(Store store, StreamId stream) {
        return store.notes(Evidence.SEAL + StreamId.of(stream.scope(), stream.origin()));
    }

    private static Seal seal(Map<String, byte[]> notes, String key) {
        return Messages.seal(Values.decode(notes.getOrDefault(key, Evidence.NOTHING)));
    }

    /** Which seq a seal's key names, so that not every seal is read to find one; {@code Long.MAX_VALUE} if it names none. */
    private static long seqOf(String key) {
        int at = Math.max(key.lastIndexOf('@'), key.lastIndexOf('+'));
        int end = key.indexOf('.', at + 1);
        return at < 0 ? Long.MAX_VALUE : Long.parseLong(key.substring(at + 1, end < 0 ? key.length() : end));
    }

    private static boolean isOn(Store store, StreamId stream, Seal seal) {
        return store.hashAt(stream, seal.head().seq())
                .filter(seal.head().hash()::equals)
                .isPresent();
    }
}
