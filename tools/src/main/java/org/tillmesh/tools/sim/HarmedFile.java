package org.tillmesh.tools.sim;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * What a harm met in a file of a disk.
 *
 * @param commits of a segment, of which the records are not as they were
 * @param sums those of them that stand for many: an adoption, or what was kept of dropped records
 */
record HarmedFile(Path file, TreeSet<Long> commits, TreeSet<Long> sums) {
    private static final int MAGIC = 0x544D5243;
    private static final int FIRST = 64;
    private static final int HEADER = 36;
    private static final int ALIGNMENT = 8;
    private static final int ADOPTED = 3;

    static HarmedFile of(Path file, byte[] before, byte[] after) {
        var harmed = new HarmedFile(file, new TreeSet<>(), new TreeSet<>());
        if (!file.toString().endsWith(".seg")) {
            return harmed;
        }
        ByteBuffer bytes = ByteBuffer.wrap(before);
        for (int at = FIRST; at + HEADER <= before.length; at += ALIGNMENT) {
            int length = bytes.getInt(at) == MAGIC ? bytes.getInt(at + 4) : 0;
            int end = at + HEADER + length;
            if (length > 1
                    && end <= before.length
                    && (end > after.length || !Arrays.equals(before, at, end, after, at, end))) {
                harmed.commits.add(bytes.getLong(at + 16));
                if (before[at + HEADER + 1] >= ADOPTED) {
                    harmed.sums.add(bytes.getLong(at + 16));
                }
            }
        }
        return harmed;
    }
}
