/**
 * Reports on the screen: a table or a chart, another period, another view of the same, down to the receipt, and away as a
 * file.
 *
 * <p>Start at {@link org.tillmesh.app.reports.ReportsPresenter}.
 *
 * <p>Must not know: how figures are found.
 */
@NullMarked
package org.tillmesh.app.reports;

import org.jspecify.annotations.NullMarked;
