package org.tillmesh.crdt;

import java.util.regex.Pattern;

/**
 * A partition of the data that is replicated as a whole: {@code company}, {@code store:S001}, or {@code local}, which is
 * journaled and never leaves the till.
 */
public record Scope(String name) implements Comparable<Scope> {
    private static final Pattern NAME = Pattern.compile("company|local|store:[A-Z0-9]{1,16}");

    public static final Scope COMPANY = new Scope("company");
    public static final Scope LOCAL = new Scope("local");

    private static final String STORE_PREFIX = "store:";

    public Scope {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Scope \"" + name + "\" is none of company, local, store:<ID>");
        }
    }

    /** The scope of one store: {@code store("S001")} is {@code store:S001}. */
    public static Scope store(String storeId) {
        return new Scope(STORE_PREFIX + storeId);
    }

    public boolean isStore() {
        return name.startsWith(STORE_PREFIX);
    }

    /** {@code S001} for {@code store:S001}; throws {@link IllegalStateException} for other scopes. */
    public String storeId() {
        if (!isStore()) {
            throw new IllegalStateException("Scope " + name + " is not a store's");
        }
        return name.substring(STORE_PREFIX.length());
    }

    public boolean isReplicated() {
        return !equals(LOCAL);
    }

    @Override
    public int compareTo(Scope other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
