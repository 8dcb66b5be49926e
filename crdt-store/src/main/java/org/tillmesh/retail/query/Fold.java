package org.tillmesh.retail.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;

/** What the rows of one key of an index come to. */
public interface Fold {
    /** There is something to say where several documents bear one key: how many. */
    Fold SEVERAL = group -> group.size() < 2 ? null : Value.of(group.size());

    /** The fold of a whole group; null says nothing. */
    @Nullable Value of(List<Row> group);

    /** Whether added rows change a fold without a look at the others. Of small groups the whole is looked at. */
    default boolean isGrowing() {
        return false;
    }

    /** The fold with more rows; null if it takes the whole group. */
    default Schema.@Nullable Folded grown(String key, @Nullable Value fold, List<Row> added) {
        return null;
    }
}
