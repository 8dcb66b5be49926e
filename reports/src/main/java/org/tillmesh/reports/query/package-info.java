/**
 * What can be asked: the reports by name, their parameters, periods by name, and what is refused.
 *
 * <p>Start at {@link org.tillmesh.reports.query.ReportQuery}.
 *
 * <p>Must not know: the store, how figures are found, who asks.
 */
@NullMarked
package org.tillmesh.reports.query;

import org.jspecify.annotations.NullMarked;
