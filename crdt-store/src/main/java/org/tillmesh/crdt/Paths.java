package org.tillmesh.crdt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paths of one step: the names of fields, which every document of a type has in common, are kept in memory once. */
public final class Paths {
    private static final @Nullable List<String>[] COMMON = table(1_024);

    private Paths() {}

    @SuppressWarnings("unchecked") // an array of lists can't be made in another way
    private static @Nullable List<String>[] table(int size) {
        return new List[size];
    }

    public static List<String> of(String step) {
        int hash = step.hashCode();
        int place = (hash ^ hash >>> 15) & COMMON.length - 1;
        List<String> common = COMMON[place];
        if (common == null || !common.get(0).equals(step)) {
            common = List.of(step);
            COMMON[place] = common;
        }
        return common;
    }
}
