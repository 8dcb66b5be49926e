package org.tillmesh.crdt;

/**
 * One life of a replica's store folder: a random 64-bit number, drawn anew when the folder is made, restored,
 * re-created or found to be a copy. Written as 16 hexadecimal digits.
 */
public record Incarnation(long bits) implements Comparable<Incarnation> {

    /** {@code parse("9f00c2d1e4b5a697")}; throws {@link IllegalArgumentException} on anything but 16 hex digits. */
    public static Incarnation parse(String hex) {
        return new Incarnation(Hex.parseLong("Incarnation", hex));
    }

    @Override
    public int compareTo(Incarnation other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return Hex.of(bits);
    }
}
