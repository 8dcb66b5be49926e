package org.tillmesh.retail;

import java.util.Optional;
import java.util.function.Function;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** What reads one store's documents and rows, and sees whole commits only. */
abstract class StoreReader {
    private final Store store;

    StoreReader(Store store) {
        this.store = store;
    }

    /** The last invoice of this folder's till that was given out, if it is that till. */
    final Optional<PrintedHead> printed(TillId till) {
        return PrintedHead.of(store, till);
    }

    /** A read that agrees with the last commit; also inside another read or a transaction. */
    final <T> T read(Function<View, T> work) {
        return store.read(view -> {
            view.catchUp();
            return work.apply(view);
        });
    }
}
