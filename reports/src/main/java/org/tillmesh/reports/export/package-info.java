/**
 * Reports to take away: CSV, XLSX and PDF, in either language.
 *
 * <p>Start at {@link org.tillmesh.reports.export.ReportFile}.
 *
 * <p>Must not know: the store, how figures are found, who asks.
 */
@NullMarked
package org.tillmesh.reports.export;

import org.jspecify.annotations.NullMarked;
