package org.tillmesh.replication.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.replication.wire.Messages;

/** ChangeSets as they were compressed for one link: the others get the same, and compressing costs more than all else. */
public final class Packing {
    private static final long BYTES_MAX = 2 << 20;

    private final Map<Hash, byte[]> packed = new HashMap<>();
    private final ArrayDeque<Hash> oldestFirst = new ArrayDeque<>();
    private long bytes;

    /** @param encoded their bytes as they are handed out */
    public byte[] of(List<ChangeSet> changeSets, List<byte[]> encoded) {
        var hashes = ByteBuffer.allocate(changeSets.size() * Hash.BYTES);
        changeSets.forEach(each -> hashes.put(each.hash().bytes()));
        Hash key = Hash.sha256(hashes.array());
        byte[] known = packed.get(key);
        if (known != null) {
            return known;
        }
        byte[] made = Messages.packed(encoded);
        packed.put(key, made);
        oldestFirst.add(key);
        bytes += made.length;
        while (bytes > BYTES_MAX && oldestFirst.size() > 1) {
            byte[] gone = packed.remove(oldestFirst.remove());
            bytes -= gone == null ? 0 : gone.length;
        }
        return made;
    }
}
