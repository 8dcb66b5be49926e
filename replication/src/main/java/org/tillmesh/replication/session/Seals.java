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

/**
 * The seals of other origins that this replica keeps, as notes of the store. A seal vouches for a stream up to its
 * head, so a carrier can hand a stream on only up to a seal that it kept.
 *
 * <p>Two sorts are kept. A <em>mark</em>, one every 500 seqs or 8 MiB, is kept for ever, so that a long stream can be
 * handed on in parts. A <em>passing</em> seal is kept until the relay has acknowledged the ChangeSets for which it
 * vouches, at most 1,000 a stream. The relay itself keeps the last seal and the marks only.
 *
 * <p>Example: seals of 10, 20 and 30 came, then 25 rots here: {@code 1 … 24 [25] 26 … 30}. The part up to 20 is handed
 * on under the seal of 20. With the seal of 30 alone nothing could be, because no chain leads over the hole.
 */
public final class Seals {
    private static final long MARKED_SEQS = 500;
    private static final long MARKED_BYTES = 8L << 20;
    private static final int PASSING_MAX = 1_000;
    private static final int PASSING_COUNTED = 64;

    private final Map<StreamId, Long> unmarkedBytes = new ConcurrentHashMap<>();

    /**
     * The notes that keep a seal that came; none if a seal of the same seq or a later one is kept already.
     *
     * @param bytes how many bytes of the stream came with the seal
     * @param isRelay whether this replica is the relay, which keeps no passing seals
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

    /** The keys of the passing seals of a stream, by seq. */
    private static List<String> passingKeys(Store store, StreamId stream) {
        return store.notes(passing(stream)).keySet().stream()
                .sorted(Comparator.comparingLong(Seals::seqOf))
                .toList();
    }

    /**
     * The notes that remove passing seals whose ChangeSets the relay has acknowledged. The last passing seal stays.
     *
     * @param ack a right acknowledgement of the present epoch
     */
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

    /** The seal with the greatest seq whose hash stands at that seq of the stream here; empty if there is none. */
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

    /** The seals behind a seq whose hashes stand at their seqs of the stream here, by seq. */
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

    /** The seq in a seal's key, which spares reading the seal; {@code Long.MAX_VALUE} if the key has none. */
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
