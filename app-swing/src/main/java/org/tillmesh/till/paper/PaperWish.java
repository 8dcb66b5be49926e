package org.tillmesh.till.paper;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.DocumentId;

/**
 * What somebody wants on paper.
 *
 * @param receipt number of a receipt or quotation, and {@code uuid} instead of it
 * @param number of a Z of this till; 0 for its last one
 */
public record PaperWish(PaperKind kind, @Nullable String receipt, @Nullable DocumentId uuid, int number) {
    public static PaperWish of(PaperKind kind, @Nullable String receipt, @Nullable DocumentId uuid) {
        return new PaperWish(kind, receipt, uuid, 0);
    }

    /** The Z of that number. */
    public static PaperWish z(int number) {
        return new PaperWish(PaperKind.Z, null, null, number);
    }
}
