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

    private static final String BRANCH_PREFIX = "store:";

    public Scope {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Scope \"" + name + "\" is none of company, local, store:<ID>");
        }
    }

    /** The scope of one branch: {@code branch("S001")} is {@code store:S001}. */
    public static Scope branch(String branchId) {
        return new Scope(BRANCH_PREFIX + branchId);
    }

    public boolean isBranch() {
        return name.startsWith(BRANCH_PREFIX);
    }

    /** {@code S001} for {@code store:S001}; throws {@link IllegalStateException} for other scopes. */
    public String branchId() {
        if (!isBranch()) {
            throw new IllegalStateException("Scope " + name + " is not a branch's");
        }
        return name.substring(BRANCH_PREFIX.length());
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
