package org.tillmesh.reports.reconcile;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.tillmesh.retail.value.Money;

/**
 * One day of a branch, looked through.
 *
 * @param documents issued on that day, returns too
 * @param gross their signed sum
 * @param differences by till, then by comparison; empty if everything agrees
 */
public record Reconciled(String branch, LocalDate day, int documents, Money gross, List<Difference> differences) {
    /** Stands in {@link #text} if something differs. */
    public static final String DIFFERS = "DIFFERS";

    public Reconciled {
        differences = List.copyOf(differences);
    }

    /**
     * {@code S001 2026-11-30: 42 documents, 1250.00: agrees}, or the number of differences, then a line for each:
     * {@code  S001-T01 payments: expected 12.50, found 10.00 (S001-T01-000004)}.
     */
    public String text() {
        String head = branch + " " + day + ": " + documents + " documents, " + gross + ": ";
        return differences.stream()
                .map(each -> "\n  " + each.till() + " " + each.comparison().code() + ": expected " + each.expected()
                        + ", found " + each.found() + " (" + String.join(", ", each.documents()) + ")")
                .collect(Collectors.joining(
                        "", head + (agrees() ? "agrees" : DIFFERS + ", " + differences.size() + " times"), ""));
    }

    public boolean agrees() {
        return differences.isEmpty();
    }
}
