package org.tillmesh.retail.query;

import java.util.List;
import org.tillmesh.store.Change;
import org.tillmesh.store.Projection;

/** A projection that takes changes one at a time, already read. */
public interface TypedProjection extends Projection {
    void accept(TypedChange change);

    @Override
    default void changed(List<Change> changes) {
        changes.forEach(change -> accept(new TypedChange(change)));
    }
}
