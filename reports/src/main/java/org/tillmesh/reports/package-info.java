/**
 * Figures over the store as typed tables: what was sold, taken, taxed, what lies on the shelf. Called by the till and the
 * relay; reads {@code retail} projections and documents, writes nothing. Start at {@link org.tillmesh.reports.SalesReports}.
 */
@NullMarked
package org.tillmesh.reports;

import org.jspecify.annotations.NullMarked;
