/**
 * What a report answers: typed columns with titles in both languages, rows of cells, totals, and what it may lack.
 *
 * <p>Start at {@link org.tillmesh.reports.table.ReportTable}.
 *
 * <p>Must not know: the store, how figures are found, files.
 */
@NullMarked
package org.tillmesh.reports.table;

import org.jspecify.annotations.NullMarked;
