/**
 * Whether what a branch recorded on one day agrees with itself: sales, payments, invoices, stock, shifts, drawer, and what
 * head office and the tax authority have.
 *
 * <p>Start at {@link org.tillmesh.reports.reconcile.Reconciliation}.
 *
 * <p>Must not know: Swing, HTTP, signatures. It reads documents and writes nothing.
 */
@NullMarked
package org.tillmesh.reports.reconcile;

import org.jspecify.annotations.NullMarked;
