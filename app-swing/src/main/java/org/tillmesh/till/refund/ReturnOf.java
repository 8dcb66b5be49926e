package org.tillmesh.till.refund;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.DocumentId;

/** What comes back by one receipt, named by its number or its uuid. */
public record ReturnOf(@Nullable String receipt, @Nullable DocumentId uuid, List<ReturnLine> lines) {
    public ReturnOf {
        lines = List.copyOf(lines);
    }
}
