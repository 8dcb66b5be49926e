package org.tillmesh.till.shop;

/** Called from a till thread with how much of a long work is done. */
@FunctionalInterface
public interface Progress {
    void at(long done, long total);

    /** What a device shows meanwhile. */
    default void said(String text) {}
}
