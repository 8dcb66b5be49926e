/**
 * What was done beside selling: the audit trail, drawers, Zs, and how invoices stand with the tax authority.
 *
 * <p>Start at {@link org.tillmesh.reports.trail.TrailTables}.
 *
 * <p>Must not know: Swing, HTTP, who asks. It reads documents and writes nothing.
 */
@NullMarked
package org.tillmesh.reports.trail;

import org.jspecify.annotations.NullMarked;
