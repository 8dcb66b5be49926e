package org.tillmesh.retail;

import java.util.function.Function;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** What reads one store's documents and rows, and sees whole commits only. */
abstract class StoreReader {
    private final Store store;

    StoreReader(Store store) {
        this.store = store;
    }

    /** A read that agrees with the last commit; also inside another read or a transaction. */
    final <T> T read(Function<View, T> work) {
        return store.read(view -> {
            view.catchUp();
            return work.apply(view);
        });
    }
}
