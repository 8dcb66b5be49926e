/**
 * Receipts, and the queue of documents that are to be printed.
 *
 * <p>Start at {@link org.tillmesh.till.paper.Papers}, the door; then {@link org.tillmesh.till.paper.PrintDesk}.
 *
 * <p>Must not know: the counter and links. A printer that fails never stops a sale.
 */
@NullMarked
package org.tillmesh.till.paper;

import org.jspecify.annotations.NullMarked;
