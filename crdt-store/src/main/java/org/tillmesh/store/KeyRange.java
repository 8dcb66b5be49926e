package org.tillmesh.store;

/**
 * Keys of an index: those not below {@code from} and below {@code to}, compared as strings.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record KeyRange(String from, String to) {
    private static final char LAST = '\uFFFF';

    public static final KeyRange ALL = new KeyRange("", String.valueOf(LAST));

    public static KeyRange exactly(String key) {
        return new KeyRange(key + Place.END, key + Place.AFTER_END);
    }

    /** All behind one key. */
    public static KeyRange after(String key) {
        return new KeyRange(key + Place.AFTER_END, ALL.to());
    }

    public static KeyRange startingWith(String prefix) {
        return new KeyRange(prefix, prefix + LAST);
    }
}
