package org.tillmesh.crdt;

/** Who writes: 64 bits that come with activation and never change for a till. Written as 16 hexadecimal digits. */
public record ReplicaId(long bits) implements Comparable<ReplicaId> {

    /** {@code parse("00000000000000a1")}; throws {@link IllegalArgumentException} on anything but 16 hex digits. */
    public static ReplicaId parse(String hex) {
        return new ReplicaId(Hex.parseLong("Replica id", hex));
    }

    @Override
    public int compareTo(ReplicaId other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return Hex.of(bits);
    }
}
