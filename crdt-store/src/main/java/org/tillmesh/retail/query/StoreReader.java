package org.tillmesh.retail.query;

import java.util.function.Function;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** What reads one store's documents and rows, and sees whole commits only. */
public abstract class StoreReader {
    private final Store store;

    public StoreReader(Store store) {
        this.store = store;
    }

    /** What it reads. */
    protected final Store store() {
        return store;
    }

    /** A read that agrees with the last commit; also inside another read or a transaction. */
    protected final <T> T read(Function<View, T> work) {
        return store.read(view -> {
            view.catchUp();
            return work.apply(view);
        });
    }
}
