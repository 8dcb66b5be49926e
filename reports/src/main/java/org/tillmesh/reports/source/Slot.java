package org.tillmesh.reports.source;

import java.time.Instant;
import org.tillmesh.reports.source.Books.Branch;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;

/**
 * Where some sums belong.
 *
 * @param at a moment of the hour, or of the document
 */
public record Slot(Branch branch, Instant at, TillId till, UserId cashier) {}
