package org.tillmesh.store.bytes;

import java.security.MessageDigest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;

/**
 * SHA-256 of bytes while they are written: of a large commit another thread hashes what is there already. Where none is
 * free, {@link #end} does it all, so that nobody ever waits for a thread that may be waiting for a lock.
 */
final class HashBehind {
    private static final int PART_BYTES = 1 << 17;

    private record Part(byte[] buffer, int from, int end) {}

    private final Queue<Part> parts = new ConcurrentLinkedQueue<>();
    private @Nullable MessageDigest digest;
    private int followed;

    /** Says that all that was written so far stays as it is. */
    void follow(CborWriter out) {
        if (out.length() - followed >= PART_BYTES) {
            parts.add(new Part(out.buffer(), followed, out.length()));
            followed = out.length();
            ForkJoinPool.commonPool().execute(this::hash);
        }
    }

    private synchronized MessageDigest hash() {
        MessageDigest begun = digest == null ? Hash.newSha256() : digest;
        digest = begun;
        for (Part part = parts.poll(); part != null; part = parts.poll()) {
            begun.update(part.buffer, part.from, part.end - part.from);
        }
        return begun;
    }

    /** The hash of all that was written. */
    synchronized Hash end(byte[] written) {
        if (followed == 0) {
            return Hash.sha256(written);
        }
        MessageDigest all = hash();
        all.update(written, followed, written.length - followed);
        return Hash.of(all.digest());
    }
}
