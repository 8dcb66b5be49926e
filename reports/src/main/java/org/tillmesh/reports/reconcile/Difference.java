package org.tillmesh.reports.reconcile;

import java.util.List;
import org.tillmesh.retail.value.TillId;

/**
 * Two figures that should be one.
 *
 * @param expected an amount, a number or a state; {@code found} likewise, {@code none} for nothing
 * @param documents receipt numbers, ids of movements or numbers of Zs that it is about, at most 100
 */
public record Difference(Comparison comparison, TillId till, String expected, String found, List<String> documents) {
    static final String NONE = "none";
    private static final int DOCUMENTS_MAX = 100;

    public Difference {
        documents = documents.stream().limit(DOCUMENTS_MAX).toList();
    }
}
